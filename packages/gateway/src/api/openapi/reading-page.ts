import { listOf, recordOf } from "./finish-document.ts";
import { routeWords, tags } from "./route-words.ts";

type Json = Record<string, unknown>;

/** One route as the page and the reference show it. */
export interface ShownRoute {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: string;
  readonly parameters: readonly ShownRow[];
  readonly body: readonly ShownRow[] | undefined;
  /** Of a body or an answer that is no JSON. */
  readonly bodyType: string;
  readonly answer: readonly ShownRow[];
  readonly answerType: string;
}

export interface ShownRow {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  readonly about: string;
}

/** Deeper than this the JSON itself is clearer. */
const deepest = 3;
const accessWords: Readonly<Record<string, string>> = {
  anyone: "anyone",
  viewer: "viewer",
  admin: "admin",
  metrics: "viewer, or a token for metrics",
  push: "admin, or a token for frames",
};

/** Routes of a description, in the order of its parts. */
export function routesOf(document: Json): ShownRoute[] {
  const routes = Object.entries(recordOf(document["paths"])).flatMap(([path, item]) =>
    Object.entries(recordOf(item)).map(([method, operation]) => toRoute(method, path, recordOf(operation))),
  );
  return routes.sort((a, b) => placeOf(a) - placeOf(b));
}

const order = Object.keys(routeWords);

/** Where the table of words has a route. */
function placeOf({ method, path }: ShownRoute): number {
  return order.indexOf(`${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`);
}

function toRoute(method: string, path: string, operation: Json): ShownRoute {
  const [answerType = "", answer] = contentOf(successOf(recordOf(operation["responses"])));
  const [bodyType = "", body] = contentOf(recordOf(operation["requestBody"]));
  const rows = body === undefined ? undefined : rowsOf(body);
  const about = textOf(recordOf(operation["requestBody"])["description"]);
  return {
    ...{ method: method.toUpperCase(), path },
    ...{ tag: textOf(listedText(operation["tags"])), summary: textOf(operation["summary"]) },
    access: accessOf(operation),
    parameters: listOf(operation["parameters"]).map(toParameter),
    ...{ body: rows, bodyType: about === "" ? bodyType : `${bodyType}: ${about}` },
    ...{ answer: answer === undefined ? [] : rowsOf(answer), answerType },
  };
}

function accessOf(operation: Json): string {
  const access = accessWords[textOf(operation["x-access"])] ?? "viewer";
  const details = accessWords[textOf(operation["x-details-for"])];
  return details === undefined ? access : `${access}; the details: ${details}`;
}

function listedText(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function successOf(responses: Json): Json {
  const status = Object.keys(responses).find((code) => code.startsWith("2"));
  return status === undefined ? {} : recordOf(responses[status]);
}

function contentOf(holder: Json): [string, Json] | [] {
  const [first] = Object.entries(recordOf(holder["content"]));
  return first === undefined ? [] : [first[0], recordOf(recordOf(first[1])["schema"])];
}

function toParameter(parameter: Json): ShownRow {
  const schema = recordOf(parameter["schema"]);
  const preset = schema["default"] === undefined ? "" : `; ${String(schema["default"])} without it`;
  return {
    name: `${textOf(parameter["name"])} (${textOf(parameter["in"])})`,
    type: typeOf(schema),
    needed: parameter["required"] === true && schema["default"] === undefined,
    about: `${textOf(parameter["description"])}${preset}`,
  };
}

/** Properties of a schema, those of groups within as `group.name`, of lists as `list[].name`. */
function rowsOf(schema: Json, prefix = "", depth = 0): ShownRow[] {
  if (schema["items"] !== undefined) return rowsOf(recordOf(schema["items"]), `${prefix}[]`, depth);
  const needed = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(recordOf(schema["properties"])).flatMap(([key, value]): ShownRow[] => {
    const property = recordOf(value);
    const name = prefix === "" ? key : `${prefix}.${key}`;
    const row = { name, type: typeOf(property), needed: needed.includes(key), about: textOf(property["description"]) };
    return depth >= deepest ? [row] : [row, ...rowsOf(property, name, depth + 1)];
  });
}

function typeOf(schema: Json): string {
  if (Array.isArray(schema["enum"])) return schema["enum"].map(String).join(" | ");
  if (schema["const"] !== undefined) return String(schema["const"]);
  const choices = listOf(schema["anyOf"]);
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(" | ");
  if (schema["type"] === "array") return `list of ${typeOf(recordOf(schema["items"]))}`;
  const format = textOf(schema["format"]);
  return format === "" ? textOf(schema["type"]) || "any" : format;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The description as a page: plain HTML, no script. */
export function renderPage(document: Json): string {
  const info = recordOf(document["info"]);
  const routes = routesOf(document);
  const parts = Object.entries(tags).map(([tag, about]) => ({
    tag,
    about,
    routes: routes.filter((route) => route.tag === tag),
  }));
  const shown = parts.filter((part) => part.routes.length > 0);
  const links = shown.map(({ tag }) => `<li><a href="#${tag}">${escaped(tag)}</a></li>`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of meter2mqtt</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header><h1>API of ${escaped(textOf(info["title"]))}</h1>
<p>${inline(textOf(info["description"]))} As JSON: <a href="openapi.json">openapi.json</a>.</p>
<nav aria-label="Parts"><ul>${links}</ul></nav></header>
<main>
${shown.map(({ tag, about, routes: own }) => `<section id="${tag}" aria-labelledby="${tag}-title">\n<h2 id="${tag}-title">${escaped(tag)}</h2>\n<p>${escaped(about)}</p>\n${own.map(renderRoute).join("\n")}\n</section>`).join("\n")}
</main>
</body>
</html>
`;
}

function renderRoute(route: ShownRoute): string {
  const { method, path, summary, access, parameters, body, bodyType, answer, answerType } = route;
  const name = `${method} ${path}`;
  return `<article>
<h3><code>${escaped(name)}</code></h3>
<p>${inline(summary)}. For: ${escaped(access)}.</p>
${table("Parameters", name, parameters)}${body === undefined ? "" : `<p>Body: ${escaped(bodyType)}</p>\n`}${table("Body", name, body ?? [])}<details><summary>Answer: ${escaped(answerType)}</summary>
${table("Answer", name, answer)}</details>
</article>`;
}

function table(what: string, of: string, rows: readonly ShownRow[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(
    ({ name, type, needed, about }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${escaped(type)}</td><td>${needed ? "yes" : ""}</td><td>${inline(about)}</td></tr>`,
  );
  return `<div class="wide" tabindex="0" role="group" aria-label="${what} of ${escaped(of)}"><table><caption>${what}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Always</th><th scope="col">What it is</th></tr></thead>
<tbody>${lines.join("\n")}</tbody></table></div>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Words between backticks are code. */
function inline(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

export const styleSheet = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: light-dark(#fff, #14181d); color: light-dark(#1b2026, #e6e9ed); }
a { color: light-dark(#0a4f8f, #8cc4ff); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid light-dark(#0a4f8f, #8cc4ff); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a, summary { display: inline-block; min-height: 1.5rem; padding: 0.25rem 0; }
summary { display: list-item; cursor: pointer; }
article { border-top: 1px solid light-dark(#c5ccd4, #3c4550); padding: 0.5rem 0 1rem; }
h3 { font-size: 1.05rem; overflow-wrap: anywhere; }
code { font: 0.95em ui-monospace, monospace; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0; min-width: 30rem; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid light-dark(#e2e6ea, #2a313a); font-weight: 400; }
thead th { font-weight: 600; }
`;
