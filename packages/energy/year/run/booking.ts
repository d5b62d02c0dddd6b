import {
  ClockJudge,
  type Interval,
  type JudgedTime,
  MemoryTrackStorage,
  Track,
  type TrackRules,
} from "@meter2mqtt/energy";
import { createRandom } from "@meter2mqtt/simulator";
import type { Arrival } from "../world/line.ts";
import type { Directions } from "../world/sent-list.ts";
import type { MeterDescription } from "../world/simulated-meter.ts";

/** 3 x 32 A at 230 V, which is more than the household can draw. */
const fuseWatts = 22_080;
/** Lists between two times that the tracks are settled. */
const settleEvery = 12;

export function rulesOf({ name, resolutionWh, pushMs }: MeterDescription): TrackRules {
  const hourMs = 3_600_000;
  return {
    registers: name === "live" ? { kind: "live", pushMs } : { kind: "snapshot", periodMs: hourMs },
    maxPerHour: fuseWatts / resolutionWh,
    stepsPerWattHour: 1 / resolutionWh,
    powerPushMs: pushMs,
  };
}

/** What a reader does with what comes from one meter: judges its time and books it in two tracks. */
export class Booking {
  readonly #rules: TrackRules;
  readonly #storages = { import: new MemoryTrackStorage(), export: new MemoryTrackStorage() };
  #tracks: { readonly import: Track; readonly export: Track };
  #judge = new ClockJudge();
  #unsettled = 0;
  booked = 0;

  constructor(description: MeterDescription) {
    this.#rules = rulesOf(description);
    this.#tracks = this.#createTracks();
  }

  take(arrival: Arrival): void {
    this.#book(arrival, judged(this.#judge, arrival));
    if (++this.#unsettled >= settleEvery) this.settle();
  }

  /** Decodes what was kept; it comes into its place in any order. */
  redecode(arrivals: readonly Arrival[], seed: number): void {
    const random = createRandom(seed);
    const judge = new ClockJudge();
    const items = arrivals.map((arrival) => ({ arrival, time: judged(judge, arrival), place: random.next() }));
    for (const { arrival, time } of items.sort((a, b) => a.place - b.place)) this.#book(arrival, time);
    this.settle();
  }

  settle(): void {
    this.#unsettled = 0;
    this.#tracks.import.settle();
    this.#tracks.export.settle();
  }

  /** Nothing is left but what was stored. */
  restart(): void {
    this.settle();
    this.#tracks = this.#createTracks();
    this.#judge = new ClockJudge();
  }

  intervals(direction: keyof Directions, from: number, to: number): readonly Interval[] {
    return this.#storages[direction].intervalsBetween(from, to);
  }

  #book({ list }: Arrival, { at, by }: JudgedTime): void {
    const { registers, watts } = list;
    const { import: imports, export: exports } = this.#tracks;
    this.booked++;
    imports.observePower(at, Math.max(0, watts));
    exports.observePower(at, Math.max(0, -watts));
    if (registers === undefined) return;
    imports.observe(at, registers.import, by);
    exports.observe(at, registers.export, by);
  }

  #createTracks() {
    return {
      import: new Track(this.#rules, this.#storages.import),
      export: new Track(this.#rules, this.#storages.export),
    };
  }
}

function judged(judge: ClockJudge, { list, arrivedAt }: Arrival): JudgedTime {
  return judge.judge({ clock: list.clock, isMidnight: list.isMidnight, arrivedAt });
}
