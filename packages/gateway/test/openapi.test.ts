import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listOf, recordOf } from "../src/api/openapi/finish-document.ts";
import { routesOf } from "../src/api/openapi/reading-page.ts";
import { renderReference } from "../src/api/openapi/reference.ts";
import { routeWords, tags, undocumented } from "../src/api/openapi/route-words.ts";
import { isRecord } from "../src/config/schema-node.ts";
import { ApiClient } from "./support/api-client.ts";
import { eventually } from "./support/eventually.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** Everything that adds routes. */
const yaml = `
sources: [{ type: simulator, name: sim, speed: 20, meter: { slug: house } }]
broker: { enabled: false }
prices: { sources: [{ type: fixed, area: NO1, price: 1, currency: NOK }] }
tariffs: [{ contract: contract.yaml }]
`;
const contract = `
id: flat
name: Flat
currency: NOK
components: [{ id: energy, name: Energy, kind: per-kwh, amount: 1 }]
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hosted: HostedGateway | undefined;
let document: Record<string, unknown>;
const api = new ApiClient(() => hosted?.url() ?? "");

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(`${folder.path}/contract.yaml`, contract);
  hosted = await hostGateway(folder.path, yaml);
  document = recordOf((await api.get("api/v1/openapi.json")).body);
});
afterAll(async () => {
  await hosted?.host[Symbol.asyncDispose]();
  await folder.remove();
});

/** Every operation of the document, as `GET /api/v1/...`. */
function operations(): [string, Record<string, unknown>][] {
  return Object.entries(recordOf(document["paths"])).flatMap(([path, item]) =>
    Object.entries(recordOf(item)).map(([method, operation]): [string, Record<string, unknown>] => [
      `${method.toUpperCase()} ${path}`,
      recordOf(operation),
    ]),
  );
}
const asPattern = (name: string) => name.replace(/\{(\w+)\}/g, ":$1");

describe("the description of the API", () => {
  test("is OpenAPI 3.1, and lists every route of the app", () => {
    expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), info: { title: "meter2mqtt" } });
    const described = operations()
      .map(([name]) => asPattern(name))
      .sort();
    const served = (hosted?.host.running?.api.routes ?? [])
      .filter(({ method, url }) => method !== "HEAD" && method !== "OPTIONS" && !undocumented.has(url))
      .map(({ method, url }) => `${method} ${url}`);
    expect(served.length).toBeGreaterThan(45);
    expect(described).toEqual([...new Set(served)].sort());
    // A route without words: give it some in src/api/openapi/route-words.ts.
    expect(served.filter((name) => routeWords[name] === undefined)).toEqual([]);
    expect(Object.keys(routeWords).filter((name) => !served.includes(name))).toEqual([]);
  });

  test("each route has words, a part, who may use it, described parameters, and answers", () => {
    for (const [name, operation] of operations()) {
      expect(String(operation["summary"]), name).toMatch(/^[A-Z].{4,}[^.]$/);
      expect(Object.keys(tags), name).toContain(Array.isArray(operation["tags"]) ? operation["tags"][0] : undefined);
      const access = operation["x-access"];
      expect(["anyone", "viewer", "admin", "metrics", "push"], name).toContain(access);
      const ways = listOf(operation["security"]);
      const withoutAny = ways.length === 0 || ways.some((way) => Object.keys(way).length === 0);
      expect(withoutAny, name).toBe(access === "anyone");
      expect(ways.length > 0, name).toBe(access !== "anyone" || operation["x-details-for"] !== undefined);
      for (const parameter of listOf(operation["parameters"]))
        expect(parameter, `${name}: ${String(parameter["name"])}`).toMatchObject({
          in: expect.stringMatching(/^(path|query|header)$/),
          description: expect.stringMatching(/.{5,}/),
          schema: expect.any(Object),
        });
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, key]) => key);
      const given = listOf(operation["parameters"]).filter((parameter) => parameter["in"] === "path");
      expect(given.map((parameter) => parameter["name"]).sort(), name).toEqual(inPath.sort());
      const responses = recordOf(operation["responses"]);
      expect(Object.keys(responses), name).toEqual(expect.arrayContaining(["4XX", "5XX"]));
      expect(
        Object.keys(responses).some((status) => status.startsWith("2")),
        name,
      ).toBe(true);
      for (const response of Object.values(responses)) {
        const content = recordOf(recordOf(response)["content"]);
        expect(recordOf(response)["description"], name).toMatch(/.{5,}/);
        expect(
          Object.values(content).every((media) => isRecord(recordOf(media)["schema"])),
          name,
        ).toBe(true);
      }
      const takesBody = name.startsWith("PUT") || (name.startsWith("POST") && !name.endsWith("/test"));
      if (takesBody && !name.includes("session")) expect(operation["requestBody"], name).toBeDefined();
    }
  });

  test("nothing is demanded that has a default", () => {
    const demanded = (value: unknown): unknown[] => {
      if (Array.isArray(value)) return value.flatMap(demanded);
      if (!isRecord(value)) return [];
      const { required, properties, schema } = value;
      const names = Array.isArray(required) ? required.map(String) : [];
      const fields = names.filter((name) => recordOf(recordOf(properties)[name])["default"] !== undefined);
      const parameter = required === true && recordOf(schema)["default"] !== undefined ? [value["name"]] : [];
      return [...fields, ...parameter, ...Object.values(value).flatMap(demanded)];
    };
    const asked = operations().map(([name, { parameters, requestBody }]) => [
      name,
      demanded([parameters, requestBody]),
    ]);
    expect(asked.filter(([, names]) => names?.length !== 0)).toEqual([]);
    expect(JSON.stringify(asked)).toContain("/api/v1/audit");
  });

  test("its schemas are JSON Schema", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    let count = 0;
    const look = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(look);
      if (!isRecord(value)) return;
      if (isRecord(value["schema"])) {
        expect(
          () => ajv.compile(value["schema"] as object),
          JSON.stringify(value["schema"]).slice(0, 200),
        ).not.toThrow();
        count++;
      } else Object.values(value).forEach(look);
    };
    look(document["paths"]);
    expect(count).toBeGreaterThan(150);
  });

  test("answers are as it says", async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const path of [
      "/api/v1/state",
      "/api/v1/connections",
      "/api/v1/meters",
      "/api/v1/configuration",
      "/healthz",
    ]) {
      const get = recordOf(recordOf(recordOf(document["paths"])[path])["get"]);
      const content = recordOf(recordOf(recordOf(get["responses"])["200"])["content"]);
      const schema = recordOf(content["application/json"])["schema"];
      const { body } = await api.get(path.slice(1));
      const validate = ajv.compile(recordOf(schema));
      expect(validate(body), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });

  test("is a page to read, without scripts", async () => {
    const { status, headers, body } = await api.get("api/v1/docs");
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const page = String(body);
    for (const { method, path } of routesOf(document))
      expect(page.includes(`<code>${method} ${path}</code>`), path).toBe(true);
    expect(/<script|style=|\son\w+=|undefined|\[object/.exec(page)?.[0]).toBeUndefined();
    expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect((await api.get("api/v1/docs.css")).headers.get("content-type")).toBe("text/css; charset=utf-8");
  });

  // Written anew by `npx vitest run packages/gateway/test/openapi.test.ts -u`.
  test("docs/reference/http.md says the same", async () => {
    await expect(renderReference(document)).toMatchFileSnapshot(
      fileURLToPath(new URL("../../../docs/reference/http.md", import.meta.url)),
    );
  });
});

describe("all answers", () => {
  test.each([
    ["GET", "api/v1/nothing", 404, "not-found"],
    ["DELETE", "api/v1/state", 405, "method"],
    ["POST", "data.json", 405, "method"],
    ["GET", "api/v1/%zz", 400, "request"],
    ["GET", "api/v1/state/", 404, "not-found"],
    ["GET", `api/v1/meters/${"x".repeat(500)}/energy`, 404, "not-found"],
  ])("%s %s is a problem of status %i", async (method, path, status, type) => {
    const answer = await api.send(method, path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
    ]);
    expect(answer.body).toMatchObject({
      type: `problems/${type}`,
      status,
      detail: expect.any(String),
      title: expect.any(String),
    });
    expect(answer.headers.get("allow") !== null).toBe(status === 405);
  });

  test.each([
    ["meters/house/intervals?register=energyImportWh&span=week", "querystring/span must be one of: quarter, hour, day"],
    ["meters/house/readings?resolution=7m", "allowed values: 10s, 1m"],
  ])("%s is told what there is", async (path, words) => {
    expect((await api.get(`api/v1/${path}`)).body).toMatchObject({
      status: 400,
      detail: expect.stringContaining(words),
    });
  });

  test("bodies of another kind or too large are refused as problems", async () => {
    const xml = await api.send("POST", "api/v1/keys/check", "<keys/>", { "content-type": "text/xml" });
    expect(xml).toMatchObject({ status: 415, body: { type: "problems/media-type" } });
    const large = await api.send("POST", "api/v1/keys/check", { text: "x".repeat(80_000) });
    expect(large).toMatchObject({ status: 413, body: { type: "problems/too-large" } });
    const broken = await api.send("POST", "api/v1/keys/check", "{", { "content-type": "application/json" });
    expect(broken).toMatchObject({ status: 400, body: { type: "problems/request" } });
  });

  test("what is the same is not sent again", async () => {
    for (const path of ["api/v1/prices", "api/v1/configuration/schema", "api/v1/openapi.json", "api/v1/docs"]) {
      const first = await api.get(path);
      const etag = first.headers.get("etag");
      expect([path, first.status, etag]).toEqual([path, 200, expect.stringMatching(/^W\/"/)]);
      const again = await api.get(path, { "if-none-match": `"other", ${etag}` });
      expect([again.status, again.body]).toEqual([304, ""]);
      expect((await api.get(path, { "if-none-match": '"other"' })).status).toBe(200);
    }
  });

  test("nor is what has a tag to change it by", async () => {
    const etag = (await api.get("api/v1/configuration")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"/);
    expect(await api.get("api/v1/configuration", { "if-none-match": etag })).toMatchObject({ status: 304, body: "" });
    expect(await api.get("api/v1/configuration", { "if-none-match": '"x"' })).toMatchObject({ status: 200 });
  });

  test("the firmware's quiet routes", async () => {
    expect(await api.get("temperature.json")).toMatchObject({ status: 200, body: { c: 0, s: [] } });
    expect(await api.get("is-alive")).toMatchObject({ status: 200, body: "" });
  });
});

describe("the live stream", () => {
  test("goes on where it broke: what was missed comes first, then how it is now", async () => {
    const first = await api.stream("api/v1/events");
    await waitFor(() => (first.text().match(/^event: meter$/gm) ?? []).length >= 2);
    first.close();
    const ids = [...first.text().matchAll(/^id: (\S+)$/gm)].map(([, id]) => id ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    const [seen = "", missed = ""] = ids.slice(-2);
    const again = await api.stream("api/v1/events", { "last-event-id": seen });
    await waitFor(() => again.text().includes("event: snapshot"));
    again.close();
    const after = [...again.text().matchAll(/^id: (\S+)\nevent: (\S+)$/gm)].map(([, id, name]) => [id, name]);
    expect(after[0]?.[0]).toBe(missed);
    expect(after.map(([, name]) => name)).toContain("snapshot");
    for (const unknown of ["nonsense", "12345678-1", `${seen.split("-")[0]}-999999`]) {
      const anew = await api.stream("api/v1/events", { "last-event-id": unknown });
      await waitFor(() => anew.text().includes("event:"));
      anew.close();
      expect(/event: (\S+)/.exec(anew.text())?.[1]).toBe("snapshot");
    }
  });
});

const waitFor = (holds: () => boolean) => eventually("the stream", holds);
