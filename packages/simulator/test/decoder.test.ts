import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type Reading } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { createVirtualMeter, isVirtualMeterName, virtualMeters } from "../src/index.ts";

const names = Object.keys(virtualMeters).filter(isVirtualMeterName);

/** The values of a reading under the names that the truth has. */
function pick(reading: Reading, truth: object): Record<string, unknown> {
  const entries = Object.entries(reading).filter(([name]) => name in truth);
  return Object.fromEntries(entries);
}

function readingsOf(events: readonly DecodeEvent[]): readonly Reading[] {
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}

describe.each([
  ["in summer", Date.UTC(2024, 6, 1, 10, 59, 50)],
  ["in winter", Date.UTC(2024, 11, 1, 10, 59, 50)],
  ["over the change in spring", Date.UTC(2024, 2, 31, 0, 59, 50)],
])("%s", (_season, start) => {
  test.each(names)("%s: the decoder reads of every frame what the household did", (name) => {
    const meter = createVirtualMeter(name, { start });
    const decoder = createMeterDecoder({
      zoneRules: createIntlZoneRules(),
      zone: meter.description.zone,
      ...(meter.keys === undefined ? {} : { keys: meter.keys }),
    });
    for (let i = 0; i < 12; i++) {
      const { octets, truth, at } = meter.next();
      const events = [...decoder.push(octets, at), ...decoder.idle(at + 400)];
      const [reading] = readingsOf(events);
      if (reading === undefined) throw new Error(`no reading: ${JSON.stringify(events)}`);
      expect(pick(reading, truth)).toEqual(truth);
      expect(reading.authenticated).toBe(meter.keys === undefined ? undefined : true);
    }
  });
});
