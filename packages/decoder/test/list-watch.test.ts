import {
  createVirtualMeter,
  isVirtualMeterName,
  type VirtualFrame,
  type VirtualMeterOptions,
  virtualMeters,
} from "@meter2mqtt/simulator";
import { expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type Diagnosis, type MeterDecoder } from "../src/index.ts";

const names = Object.keys(virtualMeters).filter(isVirtualMeterName);
const hour = 3_600_000;
/** Of every meter: summer time begins here. */
const change = Date.UTC(2024, 2, 31, 1);

interface Listening {
  readonly start: number;
  readonly end: number;
  readonly options?: Partial<VirtualMeterOptions>;
  /** Which frames arrive; all of them where it is left out. */
  readonly hears?: (frame: VirtualFrame) => boolean;
}

/** What the decoder says of lists while a virtual meter talks. */
function listen(
  name: string,
  { start, end, options = {}, hears = () => true }: Listening,
): { readonly said: readonly Diagnosis[]; readonly decoder: MeterDecoder } {
  const meter = createVirtualMeter(name, { start, ...options });
  const { zone } = meter.description;
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone, keys: meter.keys });
  const said: Diagnosis[] = [];
  for (let frame = meter.next(); frame.at < end; frame = meter.next()) {
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
/** Around the change: half a day where there are registers of the hour, otherwise so many frames. */
function aroundChange(name: (typeof names)[number], frames: number): Listening {
  const half = Math.max((virtualMeters[name].interval * frames) / 2, isHourly(name) ? 7 * hour : 0);
  return { start: change - half, end: change + half };
}
/** A machine that does other work as well needs more than the usual time for so many frames. */
const timeout = 60_000;

// Those with registers of the hour are looked at below, for longer.
test.each(names.filter((name) => !isHourly(name)))(
  "%s: says nothing of its lists while summer time begins",
  (name) => {
    const { said, decoder } = listen(name, { ...aroundChange(name, 2_100), options: { seed: 3 } });
    expect(said).toEqual([]);
    expect(decoder.counters.readings).toBeGreaterThan(2_000);
  },
  timeout,
);

test.each(["kamstrup-dk", "kaifa-no", "p1-nl"] as const)(
  "%s: says nothing of its lists over a bad line, either",
  (name) => {
    const faults = { noise: 0.1, lost: 0.05, truncated: 0.05, checksum: 0.1 };
    expect(listen(name, { ...aroundChange(name, 6_000), options: { seed: 4, faults } }).said).toEqual([]);
  },
  timeout,
);

test.each(names.filter(isHourly))(
  "%s: says nothing of its lists while summer time begins; registers of the hour that come no more are missed, once",
  (name) => {
    const hears = ({ list, at }: VirtualFrame) => at < change + hour / 2 || list !== "hourly";
    // Eight gaps are enough to know a rhythm, and six to miss it.
    const { said, decoder } = listen(name, { start: change - 8.5 * hour, end: change + 7 * hour, hears });
    expect(said).toMatchObject([
      {
        code: "profile/code-vanished",
        evidence: {
          codes: expect.stringContaining(":1.8.0*255"),
          lastAt: expect.stringMatching(/^2024-03-31T01:00:/),
        },
      },
    ]);
    expect(decoder.counters.readings).toBeGreaterThan(4_000);
  },
  timeout,
);
