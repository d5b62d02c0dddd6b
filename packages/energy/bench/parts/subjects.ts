import { createIntlZoneRules } from "@meter2mqtt/decoder";
import {
  Calendar,
  ClockJudge,
  type Interval,
  MemoryTrackStorage,
  rollUp,
  Track,
  type TrackRules,
} from "@meter2mqtt/energy";
import type { Subject, Work } from "../../../decoder/bench/parts/subjects.ts";

const start = Date.UTC(2026, 0, 1);
const pushMs = 10_000;
const quarterMs = 900_000;
const rules: TrackRules = {
  registers: { kind: "live", pushMs },
  maxPerHour: 22_000,
  stepsPerWattHour: 1,
  powerPushMs: pushMs,
};

/** What a reading of a meter with a plant on the roof brings into the ledger. */
interface Told {
  readonly clock: number;
  readonly arrivedAt: number;
  readonly registers: readonly [number, number];
  readonly watts: number;
}

function told(i: number): Told {
  const clock = start + i * pushMs;
  const watts = ((i * 7919) % 9000) - 2000;
  return { clock, arrivedAt: clock + 700, registers: [i * 10, i * 3], watts };
}

/** Books the reading after the last one: time judged, two registers and their power, computed again every so many. */
function bookReadings(settleEvery: number): Work {
  const judge = new ClockJudge();
  const tracks = [new Track(rules, new MemoryTrackStorage()), new Track(rules, new MemoryTrackStorage())] as const;
  let count = 0;
  return () => {
    const { clock, arrivedAt, registers, watts } = told(count++);
    const { at, by } = judge.judge({ clock, arrivedAt });
    tracks.forEach((track, index) => {
      track.observePower(at, Math.max(0, index === 0 ? watts : -watts));
      track.observe(at, registers[index] ?? 0, by);
      if (count % settleEvery === 0) track.settle();
    });
    return at;
  };
}

/** A month of quarters, summed up to days. */
function sumUpMonth(): Work {
  const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
  const quarters = Array.from({ length: 31 * 96 }, (_, index): Interval => {
    const at = start + index * quarterMs;
    return { start: at, lengthMs: quarterMs, amount: index % 700, quality: "measured", coveredMs: quarterMs };
  });
  return () => rollUp(quarters, "day", calendar).length;
}

function stringify(): Work {
  return (i) => JSON.stringify(told(i)).length;
}

/** Everything that is compared, and with what. */
export function createSubjects(): readonly Subject[] {
  const yardstick = "JSON.stringify of a reading";
  const yardwork = stringify();
  return [
    { what: "reading booked, computed at once", work: bookReadings(1), yardstick, yardwork, aim: 80 },
    { what: "reading booked, computed once a minute", work: bookReadings(6), yardstick, yardwork, aim: 25 },
    { what: "month of quarters summed up to days", work: sumUpMonth(), yardstick, yardwork, aim: 1000 },
  ];
}
