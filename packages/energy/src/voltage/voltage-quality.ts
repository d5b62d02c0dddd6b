import type { Calendar } from "../calendar.ts";
import { shareWithin, type VoltageLimits } from "./voltage-limits.ts";
import { voltageNames } from "./voltage-names.ts";
import { isEnough, type VoltageMean, voltagePeriodMs } from "./voltage-slots.ts";
import { spanEnd, spanStart, type VoltageSpan } from "./voltage-spans.ts";

/** Means of the same ten minutes; a phase of which nothing is known is undefined. */
export interface VoltageRow {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly means: readonly (VoltageMean | undefined)[];
  /** The voltages stand between two phases: an IT grid. */
  readonly isBetweenPhases: boolean;
}

/** A mean by itself. */
export interface VoltageMoment {
  readonly start: number;
  /** `L1`, or `L1-L2` where the voltage stands between two phases. */
  readonly phase: string;
  readonly volts: number;
}

/** A week of which less is known is not judged as good. */
export const shareToJudge = 0.9;

/** `within`: enough is known, and it obeys; `outside`: it does not, whatever the rest was. */
export type VoltageVerdict = "within" | "outside";

/** One voltage in a week or month, counted in means of ten minutes. */
export interface PhaseQuality {
  readonly phase: string;
  /** Means that are known well enough. */
  readonly known: number;
  /** Of those, below Un -10 % and above Un +10 %. */
  readonly below: number;
  readonly above: number;
  /** Of those, below Un -15 % or above Un +10 %: no single one may be. */
  readonly beyond: number;
  /** (below + above) / known. */
  readonly shareOutside: number;
  readonly lowest: VoltageMoment;
  readonly highest: VoltageMoment;
  /** Of weeks only; absent where too little is known to say. */
  readonly verdict?: VoltageVerdict;
}

export interface SpanQuality {
  readonly span: VoltageSpan;
  readonly start: number;
  readonly end: number;
  /** How many means the span has. */
  readonly expected: number;
  /** Phases of which something is known. */
  readonly phases: readonly PhaseQuality[];
}

interface Count {
  known: number;
  below: number;
  above: number;
  beyond: number;
  lowest: VoltageMoment;
  highest: VoltageMoment;
}

/** Sums rows, in order of time, up to weeks or months of the zone. Spans of which nothing is known are left out. */
export function voltageQuality(
  rows: Iterable<VoltageRow>,
  span: VoltageSpan,
  { limits, calendar }: { readonly limits: VoltageLimits; readonly calendar: Calendar },
): SpanQuality[] {
  const spans: { start: number; end: number; counts: Map<string, Count> }[] = [];
  let current: (typeof spans)[number] | undefined;
  for (const row of rows) {
    const moments = momentsOf(row, limits);
    if (moments.length === 0) continue;
    if (current === undefined || row.start >= current.end) {
      const start = spanStart(span, row.start, calendar);
      current = { start, end: spanEnd(span, row.start, calendar), counts: new Map() };
      spans.push(current);
    }
    for (const moment of moments) count(current.counts, moment, limits);
  }
  return spans.map(({ start, end, counts }) => {
    const expected = Math.round((end - start) / voltagePeriodMs);
    const phases = [...counts].map(([phase, found]) => toQuality(phase, found, span === "week" ? expected : undefined));
    return { span, start, end, expected, phases };
  });
}

/** The means that were furthest from the nominal voltage, the worst first; only such that were outside Un +-10 %. */
export function worstMoments(rows: Iterable<VoltageRow>, limits: VoltageLimits, atMost: number): VoltageMoment[] {
  const distance = ({ volts }: VoltageMoment) => Math.abs(volts - limits.nominal);
  const worst: VoltageMoment[] = [];
  for (const row of rows) {
    for (const moment of momentsOf(row, limits)) {
      if (moment.volts >= limits.lowest && moment.volts <= limits.highest) continue;
      worst.push(moment);
    }
    if (worst.length > 20 * atMost) keepWorst();
  }
  keepWorst();
  return worst;

  function keepWorst(): void {
    worst.sort((a, b) => distance(b) - distance(a) || a.start - b.start || a.phase.localeCompare(b.phase));
    worst.length = Math.min(worst.length, atMost);
  }
}

/** What counts of a row: a period without supply is an interruption, which EN 50160 judges by other means. */
function momentsOf({ start, means, isBetweenPhases }: VoltageRow, limits: VoltageLimits): VoltageMoment[] {
  return voltageNames(isBetweenPhases).flatMap((phase, index): VoltageMoment[] => {
    const mean = means[index];
    if (mean === undefined || !isEnough(mean)) return [];
    const volts = mean.centivolts / 100;
    return volts < limits.interrupted ? [] : [{ start, phase, volts }];
  });
}

function count(counts: Map<string, Count>, moment: VoltageMoment, limits: VoltageLimits): void {
  const { phase, volts } = moment;
  const found = counts.get(phase) ?? { known: 0, below: 0, above: 0, beyond: 0, lowest: moment, highest: moment };
  counts.set(phase, found);
  found.known++;
  if (volts < limits.lowest) found.below++;
  if (volts > limits.highest) found.above++;
  if (volts < limits.lowestEver || volts > limits.highest) found.beyond++;
  if (volts < found.lowest.volts) found.lowest = moment;
  if (volts > found.highest.volts) found.highest = moment;
}

function toQuality(phase: string, found: Count, expected: number | undefined): PhaseQuality {
  const verdict = expected === undefined ? undefined : judge(found, expected);
  return {
    phase,
    ...found,
    shareOutside: (found.below + found.above) / found.known,
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** A week that breaks a limit breaks it however much of it is unknown; one that does not must be known well. */
function judge({ known, below, above, beyond }: Count, expected: number): VoltageVerdict | undefined {
  const outside = below + above;
  if (beyond > 0 || outside > (1 - shareWithin) * expected) return "outside";
  if (known < shareToJudge * expected) return undefined;
  return outside > (1 - shareWithin) * known ? "outside" : "within";
}
