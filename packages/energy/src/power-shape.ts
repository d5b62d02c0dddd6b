import { bucketStart } from "./bucket.ts";
import type { PowerMean } from "./power-slots.ts";
import { quarterMs, type TrackRules } from "./track-rules.ts";

const hourMs = 3_600_000;

/** Power by the start of its quarter. */
export type PowerByQuarter = ReadonlyMap<number, PowerMean>;

/** What power says of a span of time, in the register's steps. */
export interface SpanEnergy {
  readonly knownMs: number;
  readonly steps: number;
}

/** The energy between two moments by the mean power of the quarters that they are in. */
export function energyBetween(rules: TrackRules, power: PowerByQuarter, from: number, to: number): SpanEnergy {
  const { stepsPerWattHour } = rules;
  let knownMs = 0;
  let steps = 0;
  if (stepsPerWattHour === undefined) return { knownMs, steps };
  for (let start = bucketStart(from); start < to; start += quarterMs) {
    const mean = power.get(start);
    if (mean === undefined) continue;
    const ms = Math.min(to, start + quarterMs) - Math.max(from, start);
    knownMs += ms;
    steps += (Math.max(0, mean.watts) * stepsPerWattHour * ms) / hourMs;
  }
  return { knownMs, steps };
}

/**
 * Spreads what a register counted over the pieces of its span: as power says where power is known, and evenly over the
 * rest; in proportion to power where power alone says more than the register, which rules.
 *
 * @param ends The ends of the pieces, the last one that of the span.
 * @returns What had been counted at each end; the last is `amount`.
 */
export function spread(
  rules: TrackRules,
  power: PowerByQuarter,
  { amount, from, ends }: { readonly amount: number; readonly from: number; readonly ends: readonly number[] },
): number[] {
  const pieces = ends.map((to, index) => {
    const start = index === 0 ? from : (ends[index - 1] ?? from);
    const { knownMs, steps } = energyBetween(rules, power, start, to);
    return { ms: to - start, steps, unknownMs: to - start - knownMs };
  });
  const weights = weightsOf(rules, amount, pieces);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight, index) => {
    sum += weight;
    return index === weights.length - 1 ? amount : Math.round(total > 0 ? (amount * sum) / total : 0);
  });
}

interface Piece {
  readonly ms: number;
  readonly steps: number;
  readonly unknownMs: number;
}

function weightsOf(rules: TrackRules, amount: number, pieces: readonly Piece[]): number[] {
  const known = pieces.reduce((sum, { steps }) => sum + steps, 0);
  const unknownMs = pieces.reduce((sum, piece) => sum + piece.unknownMs, 0);
  const rest = amount - known;
  if (unknownMs > 0 && rest >= 0) {
    const rate = rest / unknownMs;
    // More than the fuse lets through: then power says too little of what it does say.
    if (rate * hourMs <= rules.maxPerHour) return pieces.map((piece) => piece.steps + piece.unknownMs * rate);
  } else if (known > 0) {
    return pieces.map(({ steps }) => steps);
  }
  return pieces.map(({ ms }) => ms);
}
