import { bucketStart } from "./bucket.ts";
import { knownMs, type PowerMean } from "./power-slots.ts";
import { quarterMs, type TrackRules } from "./track-rules.ts";

const hourMs = 3_600_000;

/** Power by the start of its quarter. */
export type PowerByQuarter = ReadonlyMap<number, PowerMean>;

/** What power says of a span of time, in the register's steps. */
export interface SpanEnergy {
  readonly knownMs: number;
  readonly steps: number;
}

/**
 * The energy between two moments by the mean power of the quarters that they are in; of a quarter in which power was
 * heard for a part only, as much is known.
 */
export function energyBetween(rules: TrackRules, power: PowerByQuarter, from: number, to: number): SpanEnergy {
  const { stepsPerWattHour, powerPushMs } = rules;
  let known = 0;
  let steps = 0;
  if (stepsPerWattHour === undefined) return { knownMs: known, steps };
  for (let start = bucketStart(from); start < to; start += quarterMs) {
    const mean = power.get(start);
    if (mean === undefined) continue;
    const share = knownMs(mean, powerPushMs) / quarterMs;
    const ms = (Math.min(to, start + quarterMs) - Math.max(from, start)) * share;
    known += ms;
    steps += (Math.max(0, mean.watts) * stepsPerWattHour * ms) / hourMs;
  }
  return { knownMs: known, steps };
}

/**
 * Spreads what a register counted over the pieces of its span: as power says where power is known, and evenly over the
 * rest; in proportion to power where power alone says more than the register, which rules; and evenly over all of it
 * where power would have more flow than the fuse lets through.
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
  const shaped = share(amount, weightsOf(rules, amount, pieces));
  const isPossible = shaped.every((sum, index) => {
    const most = (rules.maxPerHour * (pieces[index]?.ms ?? 0)) / hourMs;
    return sum - (shaped[index - 1] ?? 0) <= most + 1;
  });
  const lengths = pieces.map(({ ms }) => ms);
  return isPossible ? shaped : share(amount, lengths);
}

/** The amount in proportion to the weights, added up, in whole steps. */
function share(amount: number, weights: readonly number[]): number[] {
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
  const rest = Math.max(0, amount - known);
  if (unknownMs > 0 && (rest * hourMs) / unknownMs <= rules.maxPerHour) {
    const rate = rest / unknownMs;
    if (known > 0 || rest > 0) return pieces.map((piece) => piece.steps + piece.unknownMs * rate);
  } else if (known > 0) {
    // Power says too little of what it does say: its shape is right all the same.
    const knownMs = pieces.reduce((sum, { ms }) => sum + ms, -unknownMs);
    return pieces.map(({ steps, unknownMs: unknown }) => steps + (unknown * known) / knownMs);
  }
  return pieces.map(({ ms }) => ms);
}
