import { is64Bits, isSmall, isZero, type NumberPlace, type Places, sumAt } from "./draft-profile-places.ts";
import {
  findTotals,
  type PowerSplit,
  phaseOrders,
  splitsBefore,
  splitsBehind,
  sumScore,
} from "./draft-profile-power.ts";

/** Voltages, currents and powers that go together. */
export interface GridGuess {
  readonly voltages: readonly NumberPlace[];
  readonly voltageScaler: number;
  readonly currents: readonly NumberPlace[];
  readonly currentScaler: number;
  readonly power: PowerSplit;
  /** Voltage x current over power, where both were there to compare. */
  readonly ratio: number | undefined;
  readonly score: number;
}

/** Voltages of a low-voltage grid: 230 V (EN 50160 allows 10 %), with room for meters in trouble. */
const nominal = 230;
const widest = 0.13;
const voltageScalers = [0, -1, -2, -3];
const currentScalers = { from: -3, to: 0 };
/** No meter without transformers carries more, A. */
const largestCurrent = 200;
/** Below this, V A, meters round too much to compare anything. */
const comparable = 20;
/** What a guess must reach to be made. */
const enough = 5;

/**
 * Finds the voltages, currents and powers by trying every arrangement that meters are known to use: one or three
 * voltages side by side (or in turn with currents), the currents beside them, the powers before or behind, and taking
 * the one for which most speaks: voltages near 230, currents that give the power, powers in twos or fours.
 */
export function findGrid(places: Places): GridGuess | undefined {
  let best: GridGuess | undefined;
  for (let first = 0; first < places.types.length; first++) {
    for (const block of arrangements.flatMap((arrangement) => blocksAt(places, first, arrangement))) {
      for (const power of splitsAround(places, block)) {
        const guess = judge(block, power);
        if (guess !== undefined && guess.score >= enough && guess.score > (best?.score ?? 0)) best = guess;
      }
    }
  }
  return best;
}

interface Arrangement {
  readonly phases: number;
  /** 2: voltage and current of a phase in turn. */
  readonly step: number;
}

const arrangements: readonly Arrangement[] = [
  { phases: 3, step: 1 },
  { phases: 3, step: 2 },
  { phases: 1, step: 1 },
];

function blocksAt(places: Places, first: number, { phases, step }: Arrangement): readonly Block[] {
  const voltages = places.block(first, phases, step);
  if (voltages === undefined) return [];
  return voltageScalers.flatMap((voltageScaler) => {
    const near = nearNominal(voltages, voltageScaler);
    if (near === undefined) return [];
    return currentsBeside(places, first, phases, step).map((currents) => ({ voltages, voltageScaler, currents, near }));
  });
}

interface Block {
  readonly voltages: readonly NumberPlace[];
  readonly voltageScaler: number;
  readonly currents: readonly NumberPlace[];
  readonly near: number;
}

/**
 * How well the numbers fit voltages: a point for each phase that has one, less for what is far from 230 V or differs
 * between the phases. Undefined where one can't be a voltage. 0 is a phase that isn't connected, or the second voltage
 * of an IT grid.
 */
function nearNominal(places: readonly NumberPlace[], scaler: number): number | undefined {
  const volts = places.flatMap(({ numbers }) => numbers.filter((n) => n !== 0)).map((n) => n * 10 ** scaler);
  const far = Math.max(...volts.map((v) => Math.abs(v - nominal) / nominal));
  if (volts.length === 0 || far > widest) return undefined;
  // A float says its value itself.
  if (scaler !== 0 && places[0]?.type.startsWith("float") === true) return undefined;
  const present = places.filter((place) => !isZero(place)).length;
  const spread = Math.max(...volts) / Math.min(...volts) - 1;
  // 230 alone could be anything; 2301 or 23014 less so.
  const digits = scaler === 0 ? 0 : 0.5;
  return 3 * present - 4 * far - 4 * spread + digits;
}

/** Places where the currents may be: before the voltages, behind them, in turn with them, or nowhere. */
function currentsBeside(places: Places, first: number, phases: number, step: number): (readonly NumberPlace[])[] {
  const starts = step === 2 ? [first - 1, first + 1] : [first - phases, first + phases];
  const blocks = starts.map((start) => places.block(start, phases, step)).filter((block) => block !== undefined);
  return step === 2 ? blocks : [...blocks, []];
}

function splitsAround(places: Places, { voltages, currents }: Block): readonly PowerSplit[] {
  const indices = [...voltages, ...currents].map(({ index }) => index);
  const fits = (place: NumberPlace) => isSmall(place) && !is64Bits(place) && !indices.includes(place.index);
  const phaseCount = voltages.length;
  const before = splitsBefore(places.run(Math.min(...indices) - 1, -1, fits), phaseCount);
  const behind = splitsBehind(places.run(Math.max(...indices) + 1, 1, fits), phaseCount);
  const splits = before.flatMap((front) => behind.flatMap((back) => joined(front, back, phaseCount) ?? []));
  return splits.map((split) => ({ ...split, score: split.score + elsewhereScore(places, split, phaseCount) }));
}

/** Phases without totals beside them, which add up to a number that stands elsewhere. */
function elsewhereScore(places: Places, { powers, phases }: PowerSplit, phaseCount: number): number {
  if (powers.length > 0 || phases.filter((place) => !isZero(place)).length < 2) return 0;
  return findTotals(places, phases, phaseCount) === undefined ? 0 : 3;
}

/** Undefined where both sides have the same, or the phases don't add up. */
function joined(front: PowerSplit, back: PowerSplit, phaseCount: number): PowerSplit | undefined {
  if (front.powers.length > 0 && back.powers.length > 0) return undefined;
  if (front.phases.length > 0 && back.phases.length > 0) return undefined;
  const split = {
    powers: [...front.powers, ...back.powers],
    phases: [...front.phases, ...back.phases],
    score: front.score + back.score,
  };
  const sums = sumScore(split, phaseCount);
  return sums === undefined ? undefined : { ...split, score: split.score + sums };
}

function judge(block: Block, power: PowerSplit): GridGuess | undefined {
  const { voltages, voltageScaler, currents } = block;
  const ratio = medianRatio(block, power);
  const currentScaler = scalerFor(currents, ratio);
  const amperes = currents.flatMap(({ numbers }) => numbers.map((n) => Math.abs(n) * 10 ** currentScaler));
  if (Math.max(0, ...amperes) > largestCurrent) return undefined;
  const isAlone = voltages.length === 1;
  const score =
    block.near +
    power.score +
    currentScore(block) +
    (ratio === undefined ? 0 : fitScore(Math.abs(Math.log10(ratio) + currentScaler))) +
    contradiction(block, power, currentScaler) -
    // One number near 230 in 32 bits may as well be a power; a long-unsigned is what voltages come in.
    (isAlone && voltages[0]?.type !== "long-unsigned" ? 1.5 : 0) +
    (isAlone && voltages[0]?.type === "long-unsigned" ? 1 : 0);
  return { voltages, voltageScaler, currents, currentScaler, power, ratio, score };
}

/** Currents that are there speak for the arrangement; less where they are 0, of another type, or in turn with voltages. */
function currentScore({ voltages, currents }: Block): number {
  const [current, next] = currents;
  if (current === undefined) return 0;
  const isOtherType = current.type !== voltages[0]?.type;
  const isInTurn = next !== undefined && next.index !== current.index + 1;
  return (currents.every(isZero) ? 0.5 : 1) - (isOtherType ? 1 : 0) - (isInTurn ? 0.3 : 0);
}

/** Volts x raw currents over the apparent power, the median of the captures; undefined where there is none to compare. */
function medianRatio({ voltages, voltageScaler, currents }: Block, power: PowerSplit): number | undefined {
  const ratios: number[] = [];
  voltages[0]?.numbers.forEach((_, sample) => {
    const at = (place: NumberPlace | undefined) => place?.numbers[sample] ?? 0;
    const apparent = apparentPower(power, sample);
    const product = currents.reduce(
      (sum, current, i) => sum + Math.abs(at(current)) * at(voltages[i]) * 10 ** voltageScaler,
      0,
    );
    if (apparent >= comparable && product > 0) ratios.push(product / apparent);
  });
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
}

function apparentPower({ powers, phases }: PowerSplit, sample: number): number {
  if (powers.length > 0) {
    const at = (i: number) => powers[i]?.numbers[sample] ?? 0;
    return Math.hypot(at(0) - at(1), at(2) - at(3));
  }
  const [order] = phaseOrders(phases, 3);
  return order === undefined ? 0 : Math.abs(sumAt(order.imports, sample) - sumAt(order.exports, sample));
}

/** The scaler at which currents give the power; where nothing can be compared: mA in 32 bits, else hundredths. */
function scalerFor(currents: readonly NumberPlace[], ratio: number | undefined): number {
  const type = currents[0]?.type ?? "";
  if (type.startsWith("float")) return 0;
  if (ratio === undefined) return type.startsWith("double-long") ? -3 : -2;
  return Math.min(currentScalers.to, Math.max(currentScalers.from, -Math.round(Math.log10(ratio))));
}

/** `distance`: decimal logarithm of what voltage x current makes of the power. Reactive currents and IT grids differ by some. */
function fitScore(distance: number): number {
  if (distance < 0.2) return 3;
  return distance < 0.35 ? 1.5 : -1.5;
}

/** Currents without any power, or power without any current. */
function contradiction(block: Block, power: PowerSplit, currentScaler: number): number {
  const { voltages, voltageScaler, currents } = block;
  if (currents.length === 0 || power.powers.length === 0) return 0;
  const wrong = voltages[0]?.numbers.some((_, sample) => {
    const apparent = apparentPower(power, sample);
    const product = currents.reduce(
      (sum, { numbers }, i) =>
        sum +
        Math.abs(numbers[sample] ?? 0) * (voltages[i]?.numbers[sample] ?? 0) * 10 ** (voltageScaler + currentScaler),
      0,
    );
    return (apparent > 300 && product === 0) || (apparent === 0 && product > 300);
  });
  return wrong === true ? -3 : 0;
}
