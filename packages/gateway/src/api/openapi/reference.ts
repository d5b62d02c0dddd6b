import { routesOf, type ShownRoute, type ShownRow } from "./reading-page.ts";
import { tags } from "./route-words.ts";

const introduction = `# HTTP API

Generated from the routes' schemas. A running gateway has the same with every field of every answer: \`/api/v1/docs\` to read,
\`/api/v1/openapi.json\` (OpenAPI 3.1) for programs.

- Errors are problem+json (RFC 9457): \`type\`, \`title\`, \`status\` and, in \`detail\`, what is wrong with this request and what to do;
  \`words\` are the same by key and values, where our pages show it.
- Lists that grow are paged: \`?limit=\`, answer \`{ items, next? }\`; \`next\` is the \`cursor\` of the next page.
- Times are ISO 8601 with an offset or \`Z\`; days such as \`2026-01-31\`, and times without an offset, are those of the
  meter's zone; of \`/prices\` those of the zone in which the area's market days begin.
- Energy, costs, prices and descriptions carry an \`ETag\`; a request with \`If-None-Match\` gets 304 while nothing has changed.
- The live stream numbers its events: a client that comes back with \`Last-Event-ID\` gets what it missed, then a snapshot. The
  latest 1000 events are kept.
- A change of the configuration names the \`etag\` that it started from in \`If-Match\`: nobody's change is written over.
`;

/** The reference page of all routes: \`docs/reference/http.md\` holds exactly this. */
export function renderReference(document: Record<string, unknown>): string {
  const routes = routesOf(document);
  const parts = Object.entries(tags).flatMap(([tag, about]) => {
    const own = routes.filter((route) => route.tag === tag);
    return own.length === 0 ? [] : [`## ${tag}\n\n${about}\n`, ...own.map(renderRoute)];
  });
  return [introduction, ...parts].join("\n");
}

function renderRoute({
  method,
  path,
  summary,
  access,
  parameters,
  body,
  bodyType,
  answer,
  answerType,
}: ShownRoute): string {
  const lines = [`### \`${method} ${path}\`\n`, `${summary}. For: ${access}.\n`];
  if (parameters.length > 0) lines.push(`${parameters.map(rowWords).join("\n")}\n`);
  if (body !== undefined) lines.push(`Body (${bodyType})${namesOf(body)}.\n`);
  lines.push(`Answer (${answerType})${namesOf(answer)}.\n`);
  return lines.join("\n");
}

function rowWords({ name, type, about }: ShownRow): string {
  return `- \`${name}\`, ${type}: ${about}`;
}

/** The outermost fields only: the rest is in the document. */
function namesOf(rows: readonly ShownRow[]): string {
  const names = rows.map(({ name }) => name).filter((name) => !name.includes(".") && !name.includes("[]"));
  return names.length === 0 ? "" : `: ${names.map((name) => `\`${name}\``).join(", ")}`;
}
