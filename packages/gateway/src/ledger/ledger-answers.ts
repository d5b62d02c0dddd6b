import type { LedgerAmount, LedgerEditsAnswer, SelfUseAnswer } from "@meter2mqtt/contract";
import { type Calendar, type Edit, type LedgerInterval, type Rollup, selfUse } from "@meter2mqtt/energy";

/** How counts of steps are shown: an exact decimal number in the unit. */
export function toAmount(steps: number, exponent: number): number {
  // A negative exponent divides: 2307 / 10 ** 1 is 230.7, 2307 * 0.1 is not.
  return exponent < 0 ? steps / 10 ** -exponent : steps * 10 ** exponent;
}

/** What the times and the amounts of one answer mean. */
export interface Shown {
  readonly exponent: number;
  readonly calendar: Calendar;
}

export function intervalAnswer(interval: LedgerInterval, { exponent, calendar }: Shown): LedgerAmount {
  const { start, lengthMs, amount, quality, coveredMs, origin, edit } = interval;
  return {
    start: calendar.format(start),
    end: calendar.format(start + lengthMs),
    amount: toAmount(amount, exponent),
    quality,
    ...(coveredMs < lengthMs ? { covered: share(coveredMs, lengthMs) } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...(edit === undefined ? {} : { edit: editAnswer(edit, { exponent, calendar }) }),
  };
}

export function rollupAnswer(rollup: Rollup, { exponent, calendar }: Shown): LedgerAmount {
  const { start, end, amount, measuredMs, interpolatedMs, estimatedMs, editedMs } = rollup;
  const lengthMs = end - start;
  return {
    start: calendar.format(start),
    end: calendar.format(end),
    amount: toAmount(amount, exponent),
    shares: {
      measured: share(measuredMs, lengthMs),
      interpolated: share(interpolatedMs, lengthMs),
      estimated: share(estimatedMs, lengthMs),
      edited: share(editedMs, lengthMs),
    },
  };
}

function editAnswer(edit: Edit, { exponent, calendar }: Shown) {
  const { by, editedAt, amount, was, why } = edit;
  return {
    by,
    at: calendar.format(editedAt),
    ...(amount === undefined ? {} : { amount: toAmount(amount, exponent) }),
    ...(was === undefined ? {} : { was: toAmount(was, exponent) }),
    ...(why === undefined ? {} : { why }),
  };
}

export function editsAnswer(edits: readonly Edit[], shown: Shown): LedgerEditsAnswer["edits"] {
  return edits.map((edit) => ({ start: shown.calendar.format(edit.start), ...editAnswer(edit, shown) }));
}

/** One span of a home's three sums, which may have different steps. */
export interface HomeSpan {
  readonly start: number;
  readonly end: number;
  readonly imported: Rollup | undefined;
  readonly exported: Rollup | undefined;
  readonly produced: Rollup | undefined;
}

/** `exponents`: of the three sums. */
export function selfUseIntervals(
  spans: readonly HomeSpan[],
  exponents: Readonly<Record<"imported" | "exported" | "produced", number>>,
  calendar: Calendar,
): SelfUseAnswer["intervals"] {
  const exponent = Math.min(...Object.values(exponents));
  return spans.map((span) => {
    const steps = (name: keyof typeof exponents) => (span[name]?.amount ?? 0) * 10 ** (exponents[name] - exponent);
    const amounts = { imported: steps("imported"), exported: steps("exported"), produced: steps("produced") };
    const { selfConsumption, consumption, selfConsumptionRate, selfSufficiency } = selfUse(amounts);
    // A home that never gives anything back has no export to be known.
    const known = [span.imported, span.produced].map((sum) => (sum === undefined ? 0 : knownMs(sum)));
    return {
      start: calendar.format(span.start),
      end: calendar.format(span.end),
      imported: toAmount(amounts.imported, exponent),
      exported: toAmount(amounts.exported, exponent),
      produced: toAmount(amounts.produced, exponent),
      selfConsumption: toAmount(selfConsumption, exponent),
      consumption: toAmount(consumption, exponent),
      ...(selfConsumptionRate === undefined ? {} : { selfConsumptionRate: rounded(selfConsumptionRate) }),
      ...(selfSufficiency === undefined ? {} : { selfSufficiency: rounded(selfSufficiency) }),
      known: share(Math.min(...known), span.end - span.start),
    };
  });
}

function knownMs({ measuredMs, interpolatedMs, estimatedMs, editedMs }: Rollup): number {
  return measuredMs + interpolatedMs + estimatedMs + editedMs;
}

/** Intervals longer than a span count where they start: never more than all of it. */
function share(ms: number, lengthMs: number): number {
  return rounded(Math.min(1, ms / lengthMs));
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
