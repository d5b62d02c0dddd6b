import { createVirtualMeter } from "@meter2mqtt/simulator";
import { expect, test } from "vitest";
import { arrivedReading, createIntlZoneRules, createMeterDecoder } from "./index.ts";

test.each([
  [
    "in the order of its fields, and then the time of arrival, where that is known",
    1_772_550_000_125,
    "2026-03-03T15:00:00.125Z",
  ],
  ["as it was told, where it is not", undefined, undefined],
])("a reading is stored %s", (_, at, receivedAt) => {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules() });
  const { octets } = createVirtualMeter("aidon-no", { start: 1_772_550_000_000, seed: 1 }).next();
  const event = [...decoder.push(octets, at), ...decoder.end(at)].find(({ kind }) => kind === "reading");
  if (event?.kind !== "reading") throw new TypeError("no reading");
  expect("receivedAt" in event.reading).toBe(false);
  const stored = arrivedReading(event);
  expect(stored.receivedAt).toBe(receivedAt);
  expect(Object.keys(stored)).toEqual([
    ...Object.keys(event.reading),
    ...(receivedAt === undefined ? [] : ["receivedAt"]),
  ]);
});
