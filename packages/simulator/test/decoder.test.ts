import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Diagnosis,
  type MeterDecoder,
  type Reading,
} from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createVirtualMeter,
  isVirtualMeterName,
  type VirtualFrame,
  type VirtualMeterDescription,
  virtualMeters,
} from "../src/index.ts";

const names = Object.keys(virtualMeters).filter(isVirtualMeterName);
const zoneRules = createIntlZoneRules();
const hour = 3_600_000;

const readingsOf = (events: readonly DecodeEvent[]): readonly Reading[] =>
  events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
const errorsOf = (events: readonly DecodeEvent[]): readonly Diagnosis[] =>
  events
    .flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []))
    .filter(({ severity }) => severity === "error");

/** All that a reading says of the meter, but for the list of its objects. */
function said(reading: Reading): Record<string, unknown> {
  const { objects: _all, authenticated: _tag, ...rest } = JSON.parse(JSON.stringify(reading));
  return rest;
}

/** A clock that tells the halves of the doubled hour apart. */
function tellsSeason({ speech }: VirtualMeterDescription): boolean {
  if (speech.kind === "push") return speech.clock.deviation === "true" || speech.clock.status === "season";
  return speech.kind === "p1" && speech.clock === "season" && speech.channelForm !== "dsmr3";
}

/** Times of the second half of the doubled hour, as whoever has no season letter must take them: for the first half. */
function firstHalf(text: string): string {
  return text.replace(
    /(-10-\d\dT0[23]:.*)\+0([12]):00$/,
    (_whole, local, offset) => `${local}+0${Number(offset) + 1}:00`,
  );
}

/** The second half of the doubled hour, at 01:00 UTC on the last Sunday of October. */
function isDoubled(at: number): boolean {
  const date = new Date(at);
  return date.getUTCMonth() === 9 && date.getUTCDay() === 0 && date.getUTCDate() > 24 && date.getUTCHours() === 1;
}

/** What the decoder must have read: the truth, less what no frame of this meter lets a reader know. */
function expectedOf(frame: VirtualFrame, meter: VirtualMeterDescription, read: Record<string, unknown>): unknown {
  const truth: Record<string, unknown> = JSON.parse(JSON.stringify(frame.truth));
  // The maker follows from system title, list version or device name, where one is sent.
  const maker =
    "manufacturer" in read && truth["manufacturer"] === undefined ? { manufacturer: meter.manufacturer } : {};
  // Kamstrup's registers say no scale, and outside of Norway and Denmark none is documented.
  const undecided =
    meter.manufacturer === "Kamstrup" && ["SE", "CH"].includes(meter.country) && meter.framing === "hdlc";
  const known = Object.entries(truth).filter(([name]) => !undecided || !/Wh$|Varh$/.test(name) || name in read);
  const expected = { ...Object.fromEntries(known), ...maker };
  if (!isDoubled(frame.at) || tellsSeason(meter)) return expected;
  return JSON.parse(JSON.stringify(expected), (_name, value) => (typeof value === "string" ? firstHalf(value) : value));
}

function createDecoder(meter: ReturnType<typeof createVirtualMeter>): MeterDecoder {
  const { description, keys } = meter;
  return createMeterDecoder({ zoneRules, zone: description.zone, ...(keys === undefined ? {} : { keys }) });
}

/** A frame in chunks of these sizes, and a short pause. */
function push(decoder: MeterDecoder, { octets, at }: VirtualFrame, sizes: readonly number[]): readonly DecodeEvent[] {
  const events: DecodeEvent[] = [];
  let from = 0;
  for (let i = 0; from < octets.length; i++) {
    const to = from + (sizes[i % sizes.length] ?? octets.length);
    events.push(...decoder.push(octets.subarray(from, to), at));
    from = to;
  }
  return [...events, ...decoder.idle(at + 400)];
}

/** Around hours, in all seasons, in both nights in which clocks change; by day, when the sun shines, and at night. */
const starts = fc.oneof(
  fc.integer({ min: Date.UTC(2022, 0), max: Date.UTC(2034, 0) }),
  fc.integer({ min: 0, max: 6 * 4 }).map((quarter) => Date.UTC(2024, 2, 30, 22) + (quarter * hour) / 4 - 12_000),
  fc.integer({ min: 0, max: 6 * 4 }).map((quarter) => Date.UTC(2026, 9, 24, 22) + (quarter * hour) / 4 - 12_000),
  fc.integer({ min: 8, max: 14 }).map((utcHour) => Date.UTC(2025, 5, 21, utcHour) - 12_000),
);

describe("the decoder reads of every frame what the household did, and nothing else", () => {
  test.each(names)("%s", (name) => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), starts, sizes, (seed, start, chunks) => {
        const meter = createVirtualMeter(name, { start, seed });
        const decoder = createDecoder(meter);
        for (let i = 0; i < 8; i++) {
          const frame = meter.next();
          const events = push(decoder, frame, chunks);
          expect(errorsOf(events)).toEqual([]);
          const readings = readingsOf(events);
          expect(readings).toHaveLength(1);
          const [reading] = readings;
          if (reading === undefined) return;
          const read = said(reading);
          expect(read).toEqual(expectedOf(frame, meter.description, read));
          const isSigned = meter.keys?.authenticationKey !== undefined;
          expect(reading.authenticated).toBe(meter.keys === undefined ? undefined : isSigned);
        }
      }),
      { numRuns: 12 },
    );
  });
});

test("a household with a plant on its roof feeds the grid in every meter that can say so", () => {
  const noon = Date.UTC(2025, 5, 21, 11);
  const silent = names.filter((name) => {
    const meter = createVirtualMeter(name, { start: noon, solar: { peakW: 20_000, phases: [0, 1, 2] } });
    const truths = Array.from({ length: 8 }, () => meter.next().truth);
    return !truths.some(({ activeExportW = 0, netActiveW = 0 }) => activeExportW > 0 || netActiveW < 0);
  });
  // They count what is taken from the grid, and nothing else.
  expect(silent).toEqual(["easymeter-de-d0", "ebz-de"]);
});
