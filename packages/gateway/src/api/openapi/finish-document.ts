import { isRecord } from "../../config/schema-node.ts";
import { errorWords, parameterWords } from "./route-words.ts";

type Json = Record<string, unknown>;

/** What answers are made of that routes don't describe by a schema, by their path. */
const otherAnswers: Readonly<Record<string, string | readonly string[]>> = {
  "/api/v1/events": "text/event-stream",
  "/api/v1/frames/live": "text/event-stream",
  "/api/v1/docs": "text/html",
  "/api/v1/docs.css": "text/css",
  "/metrics": ["application/openmetrics-text", "text/plain"],
  "/is-alive": "text/plain",
};
/** Bodies that are taken as they are. */
const rawBodies: Readonly<Record<string, string>> = {
  "/api/v1/sources/{name}/frames": "octets, hexadecimal text, a P1 telegram, or JSON that holds one",
  "/api/v1/meters/{meter}/compare": "the CSV file",
  "/api/v1/configuration/import-amsreader": "the backup file",
  "/api/v1/tariff-files/{name}": "the tariff file: YAML of fri-nettleie, or JSON of the Eltariff interface",
};

/** Fills in what the collected description lacks: words of parameters and answers, types of what is no JSON. */
export function finishDocument(document: Json): Json {
  const paths = Object.entries(recordOf(modernised(document["paths"]))).map(([path, item]) => {
    const operations = Object.entries(recordOf(item)).map(([method, operation]) => [
      method,
      finishOperation(path, recordOf(operation)),
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Tuples as the JSON Schema of OpenAPI 3.1 has them (2020-12): validators here still know the older form only. */
function modernised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modernised);
  if (!isRecord(value)) return value;
  const { items, additionalItems: _additional, ...rest } = value;
  const others = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, modernised(inner)]));
  if (items === undefined) return others;
  return Array.isArray(items)
    ? { ...others, prefixItems: items.map(modernised), items: false }
    : { ...others, items: modernised(items) };
}

function finishOperation(path: string, operation: Json): Json {
  const parameters = listOf(operation["parameters"]).map(finishParameter);
  const raw = rawBodies[path];
  const body = {
    description: raw,
    required: true,
    content: { "application/octet-stream": { schema: { type: "string" } } },
  };
  return {
    ...operation,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation["requestBody"] === undefined ? {} : { requestBody: withoutFilledIn(operation["requestBody"]) }),
    ...(raw === undefined ? {} : { requestBody: body }),
    responses: finishResponses(path, recordOf(operation["responses"])),
  };
}

function finishParameter(parameter: Json): Json {
  const schema = recordOf(parameter["schema"]);
  const own = parameter["description"] ?? schema["description"];
  // What has a default is filled in where it is left out.
  const required = parameter["required"] === true && schema["default"] === undefined;
  return { ...parameter, required, description: own ?? parameterWords[String(parameter["name"])] ?? "" };
}

/** A body's schema, in which what has a default need not be sent. */
function withoutFilledIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFilledIn);
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutFilledIn(one)]));
  const { required, properties } = value;
  if (!Array.isArray(required) || !isRecord(properties)) return inner;
  return { ...inner, required: required.filter((name) => recordOf(properties[String(name)])["default"] === undefined) };
}

function finishResponses(path: string, responses: Json): Json {
  const finished = Object.entries(responses).map(([status, response]): [string, Json] => [
    status,
    finishResponse(path, status, recordOf(response)),
  ]);
  const missing = Object.keys(errorWords).filter((status) => !(status in responses));
  return Object.fromEntries([
    ...finished,
    ...missing.map((status): [string, Json] => [status, { description: errorWords[status], content: problemContent }]),
  ]);
}

const problemContent = {
  "application/problem+json": {
    schema: {
      type: "object",
      required: ["type", "title", "status", "detail"],
      properties: {
        type: { type: "string", description: "kind of the problem, a relative URI" },
        title: { type: "string" },
        status: { type: "integer" },
        detail: { type: "string", description: "what is wrong with this request, in a sentence" },
      },
    },
  },
};

function finishResponse(path: string, status: string, response: Json): Json {
  const content = recordOf(response["content"]);
  const [json] = Object.values(content);
  if (status in errorWords)
    return {
      ...response,
      description: errorWords[status],
      content: json === undefined ? problemContent : { "application/problem+json": json },
    };
  const type = otherAnswers[path];
  const description = response["description"] === "Default Response" ? "what was asked for" : response["description"];
  if (type !== undefined) {
    const types = [type].flat().map((one) => [one, { schema: { type: "string" } }]);
    return { ...response, description, content: Object.fromEntries(types) };
  }
  const any = { "application/json": { schema: { type: "object", description: "keys as in the firmware" } } };
  return { ...response, description, content: json === undefined ? any : content };
}

export function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
