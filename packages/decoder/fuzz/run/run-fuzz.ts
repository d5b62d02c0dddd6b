import type { DecodeEvent } from "@meter2mqtt/decoder";
import { createRandom, type Random } from "@meter2mqtt/simulator";
import { HeapWatch } from "../checks/heap.ts";
import { judgeEvents } from "../checks/judge-events.ts";
import { Slowest, slownessOf, type Timed } from "../checks/slowest.ts";
import { createInputs, type FuzzInput } from "../inputs/create-inputs.ts";
import { createGoodFrames, type GoodFrame, loadCaptures } from "../inputs/good-frames.ts";
import { pick } from "../inputs/octets.ts";
import { testKeys } from "../inputs/wrap.ts";
import { describeLoss, describeMistake, type Failure, toHex } from "./failure.ts";
import { isBareCiphering, type Recovery, recoveryOf } from "./recovery.ts";
import { retime } from "./retime.ts";
import { Session, type Target, targets } from "./session.ts";

export interface FuzzOptions {
  readonly seed: number;
  /** How much goes through the decoder. */
  readonly octets: number;
}

export interface FuzzReport {
  readonly octets: number;
  readonly inputs: number;
  readonly captures: number;
  readonly readings: number;
  readonly diagnoses: number;
  readonly recoveries: Readonly<Record<"found" | "swallowed", number>>;
  readonly heap: HeapWatch;
  /** The slowest inputs, timed again alone. */
  readonly slowest: readonly Timed[];
  readonly failures: readonly Failure[];
}

/** Milliseconds that 2 KB may take, at the best of five runs alone. */
export const mostMilliseconds = 5;
/** Octets by which memory in use may have grown at the end, or at any time since the first tenth. */
export const mostGrowth = 4 * 1024 * 1024;
/** More failures say no more. */
const mostFailures = 5;
/** Behind so many inputs at most a good frame must be found. */
const longestBatch = 24;

/** Feeds a decoder with what nobody should send. Never throws for what the decoder does: that is in the report. */
export function runFuzz(options: FuzzOptions): FuzzReport {
  const fuzzer = new Fuzzer(options.seed);
  while (fuzzer.octets < options.octets && fuzzer.failures.length < mostFailures) {
    fuzzer.batch();
    fuzzer.heap.measureAt(fuzzer.octets / options.octets, fuzzer.slowest.size);
  }
  return fuzzer.finish();
}

class Fuzzer {
  readonly heap = new HeapWatch();
  readonly slowest = new Slowest(100);
  readonly failures: Failure[] = [];
  octets = 0;
  #inputs = 0;
  #readings = 0;
  #diagnoses = 0;
  readonly #recoveries = { found: 0, swallowed: 0 };
  readonly #random: Random;
  readonly #good: readonly GoodFrame[];
  readonly #captureCount: number;
  readonly #next: () => FuzzInput;
  readonly #sessions = new Map<Target, Session>();

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.#good = createGoodFrames(seed);
    const captures = loadCaptures();
    this.#captureCount = captures.length;
    this.#next = createInputs(this.#random, this.#good, captures);
  }

  /** Some garbage, and a good frame behind it. */
  batch(): void {
    const target = pick(this.#random, targets);
    // A file is one input; a line goes on for ever.
    const session = target.input === "file" ? new Session(target) : (this.#sessions.get(target) ?? new Session(target));
    const count = target.input === "file" ? 1 : this.#random.integer(1, longestBatch);
    const isSound = this.#feed(session, count);
    if (isSound && target.input === "live" && target.hasTimes) this.#sessions.set(target, session);
    else this.#sessions.delete(target);
  }

  finish(): FuzzReport {
    const slowest = this.slowest.list().map((timed) => retime(timed, mostMilliseconds));
    slowest.sort((a, b) => slownessOf(b) - slownessOf(a));
    for (const timed of slowest) {
      if (slownessOf(timed) <= mostMilliseconds) break;
      const what = `${timed.milliseconds.toFixed(1)} ms for ${timed.octets.length} octets`;
      this.failures.push({ what, target: timed.target, kind: timed.kind, hex: toHex(timed.octets) });
    }
    const { growth } = this.heap;
    if (growth > mostGrowth) {
      this.failures.push({ what: `memory in use grew by ${growth} octets`, target: "all", kind: "all", hex: "" });
    }
    return {
      octets: this.octets,
      inputs: this.#inputs,
      captures: this.#captureCount,
      readings: this.#readings,
      diagnoses: this.#diagnoses,
      recoveries: this.#recoveries,
      heap: this.heap,
      slowest,
      failures: this.failures.slice(0, 2 * mostFailures),
    };
  }

  /** False when a failure was seen. */
  #feed(session: Session, count: number): boolean {
    for (let i = 0; i < count; i++) {
      const input = this.#next();
      const start = performance.now();
      const events = this.#guarded(session, input.kind, () => session.pushInPieces(input, this.#random));
      const milliseconds = performance.now() - start;
      this.slowest.add({ octets: input.octets, kind: input.kind, target: session.target.name, milliseconds });
      this.#inputs++;
      this.octets += input.octets.length;
      if (events === undefined) return false;
    }
    return this.#recover(session);
  }

  #recover(session: Session): boolean {
    const { target } = session;
    const good = pick(this.#random, target.hasKeys ? this.#good : this.#good.filter(({ keys }) => keys === undefined));
    const pauses = target.input === "live" && this.#random.chance(0.5);
    if (pauses && this.#guarded(session, "pause", () => session.settle()) === undefined) return false;
    const fed = [...session.fed];
    const first = this.#recoveryFrom(session, good);
    const recovery = first === "lost" && isBareCiphering(good) ? this.#secondChance(session, good) : first;
    if (recovery === undefined) return false;
    if (recovery === "lost") {
      const what = `the good frame behind it (${good.name}) gave no reading`;
      this.failures.push(describeLoss({ what, target, kind: "garbage and a good frame", fed }, good));
    } else this.#recoveries[recovery]++;
    return recovery !== "lost";
  }

  /** A file has no pause behind which the same frame could be found. */
  #secondChance(session: Session, good: GoodFrame): Recovery | undefined {
    if (session.target.input === "file") return "swallowed";
    const again = this.#recoveryFrom(session, good);
    return again === "found" ? "swallowed" : again;
  }

  /** What became of a good frame behind what was fed; undefined where its events were not what they should be. */
  #recoveryFrom(session: Session, good: GoodFrame): Recovery | undefined {
    const events = this.#guarded(session, good.name, () => {
      session.setKeys(good.keys ?? testKeys);
      return [...session.push(good.octets), ...session.settle()];
    });
    this.octets += good.octets.length;
    return events === undefined ? undefined : recoveryOf(events, good);
  }

  /** Runs a step and judges what it gives; undefined where it threw or gave what must not be. */
  #guarded(session: Session, kind: string, step: () => DecodeEvent[]): DecodeEvent[] | undefined {
    const before = [...session.fed];
    try {
      const events = step();
      const wrong = judgeEvents(events);
      if (wrong !== undefined) throw new TypeError(wrong);
      for (const event of events) {
        if (event.kind === "reading") this.#readings++;
        else if (event.kind === "diagnosis") this.#diagnoses++;
      }
      return events;
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const fed = session.fed.length === 0 ? before : session.fed;
      this.failures.push(describeMistake({ what, target: session.target, kind, fed }));
      return undefined;
    }
  }
}
