import { type Told, tell } from "@meter2mqtt/contract";

/** What a server says of its own error, as a sentence behind ours: its JSON's message where there is one. */
export function tellReason(text: string): readonly Told[] {
  const why = reasonIn(text);
  return why === undefined ? [] : [tell("serverSays", { why })];
}

/** Fit for one line of a log. */
function reasonIn(text: string): string | undefined {
  const said = messageIn(text) ?? text;
  const line = said.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  if (line === "" || line.startsWith("<")) return undefined;
  return line.length > 300 ? `${line.slice(0, 300)} ...` : line;
}

function messageIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    // InfluxDB 1 says `error`, InfluxDB 2 `message`, problem+json `detail`.
    const fields = Object.entries(value).filter(([key]) => ["error", "message", "detail"].includes(key));
    const found = fields.map(([, field]: [string, unknown]) => field).find((field) => typeof field === "string");
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Statuses that say "later", not "never": a time-out, too early, too many, and errors of the server's own. */
export function isWorthRetrying(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
