import {
  createVirtualMeter,
  isVirtualMeterName,
  type VirtualFrame,
  type VirtualMeterOptions,
  virtualMeters,
} from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type Diagnosis, type MeterDecoder } from "../src/index.ts";

const names = Object.keys(virtualMeters).filter(isVirtualMeterName);
const hour = 3_600_000;
const start = Date.UTC(2024, 2, 29, 23, 10);

/** What the decoder says of lists while a virtual meter talks for so many hours; `hears` says which frames arrive. */
function listen(
  name: string,
  hours: number,
  options: Partial<VirtualMeterOptions> = {},
  hears: (frame: VirtualFrame) => boolean = () => true,
): { readonly said: readonly Diagnosis[]; readonly decoder: MeterDecoder } {
  const meter = createVirtualMeter(name, { start, ...options });
  const { zone } = meter.description;
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone, keys: meter.keys });
  const said: Diagnosis[] = [];
  for (let frame = meter.next(); frame.at < start + hours * hour; frame = meter.next()) {
    if (!hears(frame)) continue;
    for (const event of [...decoder.push(frame.octets, frame.at), ...decoder.idle(frame.at + 400)]) {
      if (event.kind === "diagnosis" && event.diagnosis.code.startsWith("profile/")) said.push(event.diagnosis);
    }
  }
  return { said, decoder };
}

/** Those that speak every second or two are heard for fewer hours: as many frames. */
const hoursOf = (name: (typeof names)[number]): number => Math.min(60, virtualMeters[name].interval / 300);

describe.each(names)("%s", (name) => {
  test("says nothing of its lists in simulated days, the change to summer time among them", () => {
    const { said, decoder } = listen(name, hoursOf(name), { seed: 3 });
    expect(said).toEqual([]);
    expect(decoder.counters.readings).toBeGreaterThan(10_000);
  });

  test("nor over a bad line", () => {
    const faults = { noise: 0.1, lost: 0.05, truncated: 0.05, checksum: 0.1 };
    expect(listen(name, hoursOf(name), { seed: 4, faults }).said).toEqual([]);
  });
});

test.each(names.filter((name) => virtualMeters[name].rhythm.some(({ list }) => list === "hourly")))(
  "%s: registers of the hour that come no more are missed, once",
  (name) => {
    const end = start + 10 * hour;
    const { said } = listen(name, 24, {}, ({ list, at }) => at < end || list !== "hourly");
    expect(said).toMatchObject([
      { code: "profile/code-vanished", evidence: { codes: expect.stringContaining(":1.8.0*255") } },
    ]);
  },
);
