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
const start = Date.UTC(2024, 2, 30, 17, 10);

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
      if (event.kind === "diagnosis" && isOfLists(event.diagnosis)) said.push(event.diagnosis);
    }
  }
  return { said, decoder };
}

/** Scales that are not decided yet are another matter. */
function isOfLists({ code }: Diagnosis): boolean {
  return code.startsWith("profile/") && !code.startsWith("profile/scale-");
}

const isHourly = (name: (typeof names)[number]): boolean =>
  virtualMeters[name].rhythm.some(({ list }) => list === "hourly");
/** Half a day for those with registers of the hour; the others as many frames. */
const hoursOf = (name: (typeof names)[number]): number =>
  Math.max(virtualMeters[name].interval / 600, isHourly(name) ? 14 : 0);
/** A machine that does other work as well needs more than the usual time for so many frames. */
const timeout = 60_000;

describe.each(names)("%s", (name) => {
  test(
    "says nothing of its lists in half a simulated day, with the change to summer time",
    () => {
      const { said, decoder } = listen(name, hoursOf(name), { seed: 3 });
      expect(said).toEqual([]);
      expect(decoder.counters.readings).toBeGreaterThan(4_000);
    },
    timeout,
  );
});

test.each(["kamstrup-dk", "kaifa-no", "p1-nl"] as const)(
  "%s: says nothing of its lists over a bad line, either",
  (name) => {
    const faults = { noise: 0.1, lost: 0.05, truncated: 0.05, checksum: 0.1 };
    expect(listen(name, hoursOf(name), { seed: 4, faults }).said).toEqual([]);
  },
  timeout,
);

test.each(names.filter(isHourly))(
  "%s: registers of the hour that come no more are missed, once",
  (name) => {
    const end = start + 10 * hour;
    const { said } = listen(name, 17, {}, ({ list, at }) => at < end || list !== "hourly");
    expect(said).toMatchObject([
      { code: "profile/code-vanished", evidence: { codes: expect.stringContaining(":1.8.0*255") } },
    ]);
  },
  timeout,
);
