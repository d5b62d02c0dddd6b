import type { GridGuess } from "./draft-profile-grid.ts";
import { type Guess, isZero, type NumberPlace, type Places } from "./draft-profile-places.ts";
import { findTotals, orderThatAddsUp, phaseOrders } from "./draft-profile-power.ts";

const powerRows: readonly Guess[] = [
  { obis: "1-0:1.7.0", unit: "W", reason: "import" },
  { obis: "1-0:2.7.0", unit: "W", reason: "export" },
  { obis: "1-0:3.7.0", unit: "var", reason: "reactive import" },
  { obis: "1-0:4.7.0", unit: "var", reason: "reactive export" },
];

/** Writes down what was found, with what spoke for it. */
export function guessGrid(places: Places, grid: GridGuess): void {
  const { voltages, voltageScaler, currents, currentScaler, power, ratio } = grid;
  voltages.forEach((place, phase) => {
    places.guess(place, {
      ...withScaler(phaseCode(phase, 12), "V", voltageScaler),
      reason: isZero(place)
        ? `a voltage: beside one near 230 V, 0 itself`
        : `a voltage: ${scaledNumber(place, voltageScaler)} V is near 230 V`,
    });
  });
  currents.forEach((place, phase) => {
    places.guess(place, {
      ...withScaler(phaseCode(phase, 11), "A", currentScaler),
      reason: `a current, beside the voltages: ${currentWords(ratio, currentScaler, currents.every(isZero))}`,
    });
  });
  const total = guessPhases(places, power.phases, voltages.length, power.powers);
  if (power.powers.length > 0) guessPowers(places, power.powers, "by its place beside voltages and currents");
  else guessPowers(places, total, "the powers of the phases add up to it");
}

/** Powers in the order in which meters put them. */
export function guessPowers(places: Places, powers: readonly NumberPlace[], why: string): void {
  powers.forEach((place, i) => {
    const row = powerRows[i];
    if (row === undefined) return;
    const isNet = i === 0 && place.numbers.some((number) => number < 0);
    const code = isNet ? { obis: "1-0:16.7.0", unit: "W" } : { obis: row.obis ?? "", unit: row.unit ?? "" };
    const words = isNet ? "import minus export, as it is negative at times" : row.reason;
    places.guess(place, { ...code, reason: `a power, ${words}: ${why}, below 30 kW` });
  });
}

function currentWords(ratio: number | undefined, scaler: number, allZero: boolean): string {
  if (allZero) return "0 in every capture, so its scale is the usual one for this type";
  if (ratio === undefined) return "no power to compare it with, so its scale is the usual one for this type";
  return `voltage x current is ${(ratio * 10 ** scaler).toFixed(2)} of the power`;
}

/** Powers of phases; returns the totals they add up to, where those stand elsewhere. */
function guessPhases(
  places: Places,
  phases: readonly NumberPlace[],
  phaseCount: number,
  powers: readonly NumberPlace[],
): readonly NumberPlace[] {
  if (phases.length === 0) return [];
  const isKnown = powers.length > 0;
  const found = isKnown
    ? { order: orderThatAddsUp(phases, phaseCount, powers), totals: [] }
    : findTotals(places, phases, phaseCount);
  const order = found?.order;
  const fallback = phaseOrders(phases, phaseCount)[0];
  const chosen = order ?? fallback;
  if (chosen === undefined) return [];
  const adds = order !== undefined && !phases.every(isZero);
  const why = adds ? "adds up to the total" : "by its place alone, and 0 in every capture";
  const guess = (place: NumberPlace, c: number, phase: number, words: string): void => {
    const obis = phaseCode(phase, c);
    places.guess(place, { obis, unit: "W", reason: `power of a phase, ${words}: ${why}` });
  };
  for (const [phase, place] of chosen.imports.entries()) guess(place, 1, phase, "import");
  for (const [phase, place] of chosen.exports.entries()) guess(place, 2, phase, "export");
  return found?.totals ?? [];
}

/** Value group C of a phase is that of the total plus 20, 40 or 60. */
function phaseCode(phase: number, c: number): string {
  return `1-0:${20 * (phase + 1) + c}.7.0`;
}

function withScaler(obis: string, unit: string, scaler: number): Omit<Guess, "reason"> {
  return scaler === 0 ? { obis, unit } : { obis, unit, scaler };
}

function scaledNumber({ numbers }: NumberPlace, scaler: number): string {
  const number = numbers.find((n) => n !== 0) ?? 0;
  return (number * 10 ** scaler).toFixed(Math.max(0, -scaler));
}
