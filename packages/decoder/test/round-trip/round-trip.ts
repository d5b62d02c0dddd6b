import { encodeDateTime } from "@meter2mqtt/simulator";
import fc from "fast-check";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type KeySet,
  type QuantityName,
  type QuantityRow,
  quantities,
  type Reading,
} from "../../src/index.ts";

/** Runs of each property: each builds frames of its own and decodes them. */
export const numRuns = 60;

/** Friday, 5 July 2024, 12:00:00 in Central European Summer Time. */
export const clock = encodeDateTime({
  local: { year: 2024, month: 7, day: 5, hour: 12, minute: 0, second: 0 },
  deviation: -120,
  status: 0x80,
});
export const timestamp = "2024-07-05T12:00:00+02:00";
const arrival = Date.UTC(2024, 6, 5, 10, 0, 1);

const zoneRules = createIntlZoneRules();

/** Sizes of the chunks in which a line brings a frame. */
export const chunkSizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 });

export interface ReadOptions {
  readonly keys?: KeySet;
  readonly sizes?: readonly number[];
  readonly input?: "live" | "file";
}

/** What a decoder that was just started makes of these octets, chunk by chunk. */
function decode(octets: Uint8Array, options: ReadOptions = {}): readonly DecodeEvent[] {
  const { keys = {}, sizes = [], input = "live" } = options;
  const decoder = createMeterDecoder({ zoneRules, zone: "Europe/Vienna", keys, input });
  const events: DecodeEvent[] = [];
  let from = 0;
  for (let i = 0; from < octets.length; i++) {
    const to = from + (sizes[i % Math.max(1, sizes.length)] ?? octets.length);
    events.push(...decoder.push(octets.subarray(from, to), arrival));
    from = to;
  }
  return [...events, ...decoder.end(arrival)];
}

/** The only reading that comes out, as a plain object. */
export function readOne(octets: Uint8Array, options: ReadOptions = {}): Reading {
  const events = decode(octets, options);
  const readings = events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
  const [reading] = readings;
  if (reading === undefined || readings.length > 1) {
    const told = events.map((event) => (event.kind === "diagnosis" ? event.diagnosis.message : event.kind));
    throw new Error(`${readings.length} readings: ${told.join(" | ")}`);
  }
  return JSON.parse(JSON.stringify(reading));
}

const names: ReadonlySet<string> = new Set(quantities.map(({ name }) => name));

/** The row's name, which the type of readings has as well (`quantities.test.ts` compares them). */
export function nameOf(row: QuantityRow): QuantityName {
  return row.name as QuantityName;
}

/** A reading's quantities alone. */
export function quantitiesOf(reading: Reading): Record<string, unknown> {
  return Object.fromEntries(Object.entries(reading).filter(([name]) => names.has(name)));
}

/** Some rows of the table, each once, in any order. */
export function someQuantities(fits: (row: QuantityRow) => boolean = () => true): fc.Arbitrary<readonly QuantityRow[]> {
  return fc.shuffledSubarray(quantities.filter(fits), { minLength: 1, maxLength: 24 });
}

/** `integer` x 10^`exponent`, with one rounding. */
export function scaledBy(integer: number, exponent: number): number {
  return exponent < 0 ? integer / 10 ** -exponent : integer * 10 ** exponent;
}
