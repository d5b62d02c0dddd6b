import { isZero, type NumberPlace, type Places, sumAt } from "./draft-profile-places.ts";

/** How a row of small numbers beside voltages and currents may be divided. */
export interface PowerSplit {
  /** Import and export, active and then reactive: 1, 2 or 4. */
  readonly powers: readonly NumberPlace[];
  /** The same for each phase: imports, or imports and exports. */
  readonly phases: readonly NumberPlace[];
  readonly score: number;
}

const nothing: PowerSplit = { powers: [], phases: [], score: 0 };

/** Total powers first, then those of the phases; what is left over stands away from the voltages. */
const divisions: readonly { readonly powers: number; readonly perPhase: number }[] = [
  { powers: 4, perPhase: 0 },
  { powers: 2, perPhase: 0 },
  { powers: 1, perPhase: 0 },
  { powers: 4, perPhase: 2 },
  { powers: 2, perPhase: 2 },
  { powers: 4, perPhase: 1 },
  { powers: 2, perPhase: 1 },
  { powers: 0, perPhase: 2 },
  { powers: 0, perPhase: 1 },
];

export function splitsBefore(run: readonly NumberPlace[], phaseCount: number): readonly PowerSplit[] {
  return splits(run, phaseCount, (count) => run.slice(run.length - count));
}

export function splitsBehind(run: readonly NumberPlace[], phaseCount: number): readonly PowerSplit[] {
  return splits(run, phaseCount, (count) => run.slice(0, count));
}

function splits(
  run: readonly NumberPlace[],
  phaseCount: number,
  take: (count: number) => readonly NumberPlace[],
): readonly PowerSplit[] {
  const found: PowerSplit[] = [nothing];
  for (const { powers, perPhase } of divisions) {
    const count = powers + perPhase * phaseCount;
    if (count > run.length) continue;
    const part = take(count);
    const split = { powers: part.slice(0, powers), phases: part.slice(powers) };
    const whole = count === run.length ? 1 : -0.5;
    found.push({ ...split, score: powerScore(part, powers) + whole });
  }
  return found;
}

function powerScore(part: readonly NumberPlace[], powers: number): number {
  const byCount = powers === 4 ? 2 : powers === 2 ? 1.5 : powers === 1 ? 0.5 : 0;
  // Powers come in 32 bits, but for a few meters.
  return byCount - (part[0]?.type.startsWith("double-long") === true ? 0 : 1);
}

/** Meters round each phase by itself. */
function isNear(sum: number, total: number): boolean {
  return Math.abs(sum - total) <= Math.max(3, Math.abs(total) * 0.01);
}

/** The phases add up to `total` in every capture. */
function addUp(phases: readonly NumberPlace[], total: NumberPlace | undefined): boolean {
  return total?.numbers.every((number, sample) => isNear(sumAt(phases, sample), number)) ?? false;
}

export interface PhaseOrder {
  readonly imports: readonly NumberPlace[];
  readonly exports: readonly NumberPlace[];
}

/** Ways in which the powers of phases are put: all imports and then all exports, or import and export in turn. */
export function phaseOrders(phases: readonly NumberPlace[], phaseCount: number): readonly PhaseOrder[] {
  if (phases.length === phaseCount) return [{ imports: phases, exports: [] }];
  const isEven = (_: NumberPlace, i: number) => i % 2 === 0;
  return [
    { imports: phases.slice(0, phaseCount), exports: phases.slice(phaseCount) },
    { imports: phases.filter(isEven), exports: phases.filter((_, i) => i % 2 === 1) },
  ];
}

/** The order in which the phases add up to the total import and export. */
export function orderThatAddsUp(
  phases: readonly NumberPlace[],
  phaseCount: number,
  [total, back]: readonly NumberPlace[],
): PhaseOrder | undefined {
  return phaseOrders(phases, phaseCount).find(
    ({ imports, exports }) =>
      addUp(imports, total) && (back === undefined || exports.length === 0 || addUp(exports, back)),
  );
}

/** What sums say: much where several phases are not 0, little where one number equals another; undefined where they are wrong. */
export function sumScore({ powers, phases }: PowerSplit, phaseCount: number): number | undefined {
  if (phases.length === 0) return 0;
  // One phase alone has no sum, and nothing tells its power from the total.
  if (powers.length === 0) return phaseCount === 1 ? undefined : 0;
  if (orderThatAddsUp(phases, phaseCount, powers) === undefined) return undefined;
  const nonZero = phases.filter((place) => !isZero(place)).length;
  if (nonZero >= 2) return 3;
  return nonZero === 1 ? 1 : 0.2;
}

export interface PhaseTotals {
  readonly order: PhaseOrder;
  readonly totals: readonly NumberPlace[];
}

/** A number somewhere, with one behind it, to which the phases' imports and exports add up. */
export function findTotals(
  places: Places,
  phases: readonly NumberPlace[],
  phaseCount: number,
): PhaseTotals | undefined {
  const taken = new Set(phases.map(({ index }) => index));
  for (const order of phaseOrders(phases, phaseCount)) {
    if (order.imports.every(isZero)) continue;
    for (let index = 0; index < places.types.length; index++) {
      const total = places.free(index);
      const back = places.free(index + 1);
      if (total === undefined || taken.has(index) || !addUp(order.imports, total)) continue;
      const hasBack = back !== undefined && !taken.has(back.index) && addUp(order.exports, back);
      return { order, totals: hasBack ? [total, back] : [total] };
    }
  }
  return undefined;
}
