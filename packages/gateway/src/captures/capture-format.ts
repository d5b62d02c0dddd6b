import { parseHex, toHex } from "@meter2mqtt/decoder";

/** Octets and when they arrived. */
export interface CaptureRecord {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly octets: Uint8Array;
}

/** First line of a capture with times; a comment to whatever else reads it. */
export const captureHeader = "# meter2mqtt capture: time of arrival, octets in hexadecimal digits";

/** A line of a capture: `2026-01-15T12:00:00.123Z 7ea0...`. */
export function formatCaptureLine({ at, octets }: CaptureRecord): string {
  return `${new Date(at).toISOString()} ${toHex(octets)}\n`;
}

const lineForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))\s+([0-9A-Fa-f\s]+)$/;

/** The records of a capture with times; undefined for any other text. Times that go back are those of the line before. */
export function parseCapture(text: string): CaptureRecord[] | undefined {
  const records: CaptureRecord[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/#.*$/, "").trim();
    if (content === "") continue;
    const [, time = "", digits = ""] = lineForm.exec(content) ?? [];
    const octets = parseHex(digits.replace(/\s/g, ""));
    const at = Date.parse(time);
    if (Number.isNaN(at) || octets === undefined) return undefined;
    last = Math.max(last, at);
    records.push({ at: last, octets });
  }
  return records.length === 0 ? undefined : records;
}
