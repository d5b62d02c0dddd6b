import type { DecodeEvent } from "../events.ts";
import { parseListShape } from "../reading/list-shape.ts";
import type { Reading, ReadingObject } from "../reading/reading.ts";

/** What one capture of a list without OBIS codes holds, place by place. */
export interface ListSample {
  /** Data types in the books' words. */
  readonly types: readonly string[];
  readonly values: readonly SampleValue[];
  /** Three letters of the system title, of a ciphered frame. */
  readonly flagId?: string;
  /** The meter's clock in the message, where it has one. */
  readonly timestamp?: string;
}

export interface SampleValue {
  readonly number?: number;
  readonly text?: string;
  /** Octets of a string. */
  readonly hex?: string;
}

/** The lists that no profile knew, in what a decoder told. */
export function unknownListsOf(events: readonly DecodeEvent[]): ListSample[] {
  const shapes = new Map<Uint8Array, readonly string[]>();
  const samples: ListSample[] = [];
  for (const event of events) {
    if (event.kind === "diagnosis" && event.diagnosis.code === "profile/unknown-list") {
      const types = parseListShape(String(event.diagnosis.evidence["dataTypes"]));
      if (types !== undefined) shapes.set(event.octets, types);
    } else if (event.kind === "reading") {
      const types = shapes.get(event.source.octets);
      if (types !== undefined) samples.push(toSample(types, event.reading));
      // A second list in the same frame has its own diagnosis.
      shapes.delete(event.source.octets);
    }
  }
  return samples;
}

function toSample(types: readonly string[], { objects, systemTitle, timestamp }: Reading): ListSample {
  const values: SampleValue[] = types.map(() => ({}));
  for (const object of objects) {
    if (object.position !== undefined) values[object.position] = toValue(object, types[object.position]);
  }
  const flagId = systemTitle === undefined ? undefined : lettersOf(systemTitle);
  return {
    types,
    values,
    ...(flagId === undefined ? {} : { flagId }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

const textTypes: ReadonlySet<string | undefined> = new Set(["visible-string", "utf8-string"]);
const octetTypes: ReadonlySet<string | undefined> = new Set([
  "octet-string",
  "date-time",
  "bit-string",
  "date",
  "time",
]);

function toValue({ value, raw, text }: ReadingObject, type: string | undefined): SampleValue {
  if (textTypes.has(type)) return { text: String(value ?? "") };
  if (octetTypes.has(type)) return { hex: String(raw ?? value ?? ""), ...(text === undefined ? {} : { text }) };
  // Integers of 64 bits come as text: for a guess, a double is exact enough.
  const number = Number(raw ?? Number.NaN);
  return Number.isFinite(number) ? { number } : {};
}

function lettersOf(systemTitle: string): string | undefined {
  const codes = [0, 2, 4].map((at) => Number.parseInt(systemTitle.slice(at, at + 2), 16));
  return codes.every((code) => code >= 0x41 && code <= 0x5a) ? String.fromCharCode(...codes) : undefined;
}
