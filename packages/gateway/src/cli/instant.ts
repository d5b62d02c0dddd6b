import { UsageError } from "./capture-input.ts";

/** An instant as options name it: ISO 8601, with `Z` or an offset or in the machine's own zone; epoch milliseconds. */
function parseInstant(option: string, text: string): number {
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(`${option}: "${text}" is no time. Times look like 2026-01-15T12:00:00Z, days like 2026-01-15.`);
}

/** `--from` and `--to`, both ends included; without them, everything. */
export function parseSpan(from: string | undefined, to: string | undefined): { from: number; to: number } {
  return {
    from: from === undefined ? 0 : parseInstant("--from", from),
    to: to === undefined ? Number.MAX_SAFE_INTEGER : parseInstant("--to", to),
  };
}
