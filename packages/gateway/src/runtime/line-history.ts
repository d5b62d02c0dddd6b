import type { LineAnswer, LineHealth, LineStep, SourceState } from "@meter2mqtt/contract";
import type { RawFrame } from "../store/raw-frames-table.ts";

type Totals = Pick<LineHealth, "octets" | "frames" | "damagedFrames" | "noiseOctets" | "readings">;

interface Step extends Totals {
  /** Beginning, epoch milliseconds. */
  readonly at: number;
  readonly checksumFailures: number;
  readonly longestGapMs: number | undefined;
}

/** Short steps for an hour, long ones for a day: together some 2000 small rows for each source. */
const rings = [
  { stepMs: 10_000, spanMs: 3_600_000 },
  { stepMs: 60_000, spanMs: 86_400_000 },
] as const;
const mostStatuses = 200;
/** Sources that are followed; meters found on a broker's topics are sources of their own. */
const mostSources = 1000;
const checksumCodes: ReadonlySet<string> = new Set(["frame/bad-checksum", "frame/bad-header-checksum"]);

/** How the lines were over time, since the start: what the gateway says of its sources, added up in steps. */
export class LineHistory {
  readonly #lines = new Map<string, Line>();

  source(state: SourceState, now: number): void {
    this.#lineOf(state.name)?.source(state, now);
  }

  frame({ source, outcome }: Pick<RawFrame, "source" | "outcome">, now: number): void {
    if (checksumCodes.has(outcome)) this.#lineOf(source)?.checksumFailed(now);
  }

  /** The last minutes of a source, up to a day; undefined where there is none of that name. */
  of(source: string, minutes: number, now: number): LineAnswer | undefined {
    return this.#lines.get(source)?.answer(source, minutes * 60_000, now);
  }

  #lineOf(name: string): Line | undefined {
    const known = this.#lines.get(name);
    if (known !== undefined || this.#lines.size >= mostSources) return known;
    const line = new Line();
    this.#lines.set(name, line);
    return line;
  }
}

class Line {
  readonly #rings = rings.map(({ stepMs, spanMs }) => new Ring(stepMs, spanMs));
  #statuses: { readonly at: number; readonly status: string; readonly error: string | undefined }[] = [];
  #last: Totals | undefined;
  #lastOctetAt: number | undefined;

  source({ status, error, line }: SourceState, now: number): void {
    const last = this.#statuses.at(-1);
    if (last?.status !== status || last.error !== error) this.#statuses.push({ at: now, status, error });
    if (this.#statuses.length > mostStatuses) this.#statuses.shift();
    // A decoder that was made anew counts from 0 again.
    const before = this.#last === undefined || line.octets < this.#last.octets ? undefined : this.#last;
    this.#last = line;
    const octetAt = line.lastOctetAt === undefined ? undefined : Date.parse(line.lastOctetAt);
    const gap = octetAt === undefined || this.#lastOctetAt === undefined ? undefined : octetAt - this.#lastOctetAt;
    this.#lastOctetAt = octetAt ?? this.#lastOctetAt;
    const news = difference(line, before);
    const isSilent = Object.values(news).every((count) => count === 0);
    if (!isSilent) this.#add({ ...news, checksumFailures: 0, longestGapMs: gap === 0 ? undefined : gap }, now);
  }

  checksumFailed(now: number): void {
    this.#add({ ...none, checksumFailures: 1, longestGapMs: undefined }, now);
  }

  answer(source: string, spanMs: number, now: number): LineAnswer {
    const ring = this.#rings.find(({ spanMs: own }) => own >= spanMs) ?? this.#rings[this.#rings.length - 1];
    const stepMs = ring?.stepMs ?? 60_000;
    const from = Math.floor((now - spanMs) / stepMs + 1) * stepMs;
    const first = this.#statuses.findLastIndex(({ at }) => at <= from);
    return {
      source,
      from: iso(from),
      to: iso(now),
      stepSeconds: stepMs / 1000,
      steps: ring?.steps(from, now) ?? [],
      statuses: this.#statuses.slice(Math.max(0, first)).map(({ at, status, error }) => ({
        ...{ at: iso(at), status },
        ...(error === undefined ? {} : { error }),
      })),
    };
  }

  #add(news: Omit<Step, "at">, now: number): void {
    for (const ring of this.#rings) ring.add(news, now);
  }
}

/** Steps of one length in which something came, the oldest first. */
class Ring {
  readonly stepMs: number;
  readonly spanMs: number;
  #steps: Step[] = [];

  constructor(stepMs: number, spanMs: number) {
    this.stepMs = stepMs;
    this.spanMs = spanMs;
  }

  add(news: Omit<Step, "at">, now: number): void {
    const at = Math.floor(now / this.stepMs) * this.stepMs;
    const last = this.#steps.at(-1);
    if (last?.at === at) this.#steps[this.#steps.length - 1] = sum(last, news);
    // A clock that was set back begins anew.
    else if (last !== undefined && last.at > at) this.#steps = [{ at, ...news }];
    else this.#steps.push({ at, ...news });
    while ((this.#steps[0]?.at ?? now) <= now - this.spanMs) this.#steps.shift();
  }

  steps(from: number, to: number): LineStep[] {
    const known = new Map(this.#steps.map((step) => [step.at, step]));
    const shown: LineStep[] = [];
    for (let at = from; at <= to; at += this.stepMs) {
      const { longestGapMs, ...step } = known.get(at) ?? { at, ...none, checksumFailures: 0, longestGapMs: undefined };
      const gap = longestGapMs === undefined ? {} : { longestGapSeconds: Math.round(longestGapMs / 100) / 10 };
      const seconds = Math.min(this.stepMs, Math.max(1000, to - at)) / 1000;
      const octetsPerSecond = Math.round((step.octets / seconds) * 10) / 10;
      shown.push({ ...step, at: iso(at), octetsPerSecond, ...gap });
    }
    return shown;
  }
}

const none: Totals = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0 };

function difference(now: Totals, before: Totals = none): Totals {
  return {
    octets: now.octets - before.octets,
    frames: now.frames - before.frames,
    damagedFrames: now.damagedFrames - before.damagedFrames,
    noiseOctets: now.noiseOctets - before.noiseOctets,
    readings: now.readings - before.readings,
  };
}

function sum(step: Step, news: Omit<Step, "at">): Step {
  const gaps = [step.longestGapMs, news.longestGapMs].filter((gap) => gap !== undefined);
  return {
    at: step.at,
    octets: step.octets + news.octets,
    frames: step.frames + news.frames,
    damagedFrames: step.damagedFrames + news.damagedFrames,
    noiseOctets: step.noiseOctets + news.noiseOctets,
    readings: step.readings + news.readings,
    checksumFailures: step.checksumFailures + news.checksumFailures,
    longestGapMs: gaps.length === 0 ? undefined : Math.max(...gaps),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
