import { guessPowers } from "./draft-profile-grid-guesses.ts";
import {
  everFalls,
  is64Bits,
  isSmall,
  isWide,
  isZero,
  largestPower,
  type NumberPlace,
  type Places,
  timesGrown,
} from "./draft-profile-places.ts";
import { isClock } from "./draft-profile-texts.ts";

interface Register {
  readonly c: number;
  readonly unit: "Wh" | "varh";
  readonly words: string;
}

/** In the order in which meters put them. */
const registers: readonly Register[] = [
  { c: 1, unit: "Wh", words: "import" },
  { c: 2, unit: "Wh", words: "export" },
  { c: 3, unit: "varh", words: "reactive import" },
  { c: 4, unit: "varh", words: "reactive export" },
];

/** Grown so often and never fallen: chance is no longer an explanation. */
const enoughGrowth = 4;

/** Large totals with two numbers behind them that add up: a register and its two tariffs. To be looked for first. */
export function guessLargeTariffs(places: Places): void {
  guessTariffs(places, (groups) =>
    groups.some((parts) => parts.every((place) => !isZero(place)) && parts.some((place) => !isSmall(place))),
  );
}

/**
 * Small totals that add up so are equal by chance, or powers of phases: only where there are no voltages, and two in a
 * row, do they say tariffs.
 */
export function guessRepeatedTariffs(places: Places): void {
  const hasTariffs = places.guesses.some((guess) => guess?.obis === "1-0:1.8.1");
  if (hasTariffs) return;
  guessTariffs(places, (groups) => groups.length >= 2 && groups.some((parts) => parts.some((place) => !isZero(place))));
}

type TariffGroup = readonly NumberPlace[];

/** Takes the first row of groups, each a total and two tariffs, that `isSure` of. */
function guessTariffs(places: Places, isSure: (groups: readonly TariffGroup[]) => boolean): void {
  for (let first = 0; first < places.types.length; first++) {
    const groups: TariffGroup[] = [];
    for (let at = first; isSumOfTwo(places, at); at += 3) groups.push(places.block(at, 3) ?? []);
    if (groups.length === 0 || !isSure(groups)) continue;
    for (const [i, group] of groups.slice(0, registers.length).entries()) guessGroup(places, group, registers[i]);
    return;
  }
}

function guessGroup(places: Places, group: TariffGroup, register: Register | undefined): void {
  if (register === undefined) return;
  for (const [tariff, { index }] of group.entries()) {
    const why = tariff === 0 ? "the sum of the two numbers behind it" : `tariff ${tariff}, a part of the total before`;
    guessRegister(places, index, register, tariff, why);
  }
}

function isSumOfTwo(places: Places, first: number): boolean {
  const [total, one, two] = places.block(first, 3) ?? [];
  if (total === undefined || one === undefined || two === undefined) return false;
  if (!isWide(total) || [total, one, two].some(everFalls)) return false;
  return total.numbers.every(
    (number, sample) => Math.abs(number - (one.numbers[sample] ?? 0) - (two.numbers[sample] ?? 0)) <= 2,
  );
}

/** What is left in rows of wide numbers: registers where they are large, only grow or follow a clock; else powers. */
export function guessRegisters(places: Places): void {
  for (let index = 0; index < places.types.length; index++) {
    const row = places.run(index, 1, isWide);
    if (row.length === 0) continue;
    index += row.length - 1;
    guessRow(places, row);
  }
}

function guessRow(places: Places, row: readonly NumberPlace[]): void {
  const hasPower = places.guesses.some((guess) => /^1-0:(1|16)\.7\.0$/.test(guess?.obis ?? ""));
  const firstLarge = row.findIndex(isRegisterLike);
  const followsClock = isClock(places, (row[0]?.index ?? 0) - 1) && hasPower;
  const used = registers.findIndex((register) => !isUsed(places, register));
  const followsTariffs = used > 0 && /:\d\.8\.2$/.test(places.guesses[(row[0]?.index ?? 0) - 1]?.obis ?? "");
  if (firstLarge === -1 && !followsClock && !followsTariffs) {
    if (!hasPower && [1, 2, 4].includes(row.length)) guessPowers(places, row, "by its place in a list of its own");
    return;
  }
  const isLed = firstLarge > 0 && !hasPower && [1, 2, 4].includes(firstLarge);
  if (isLed) guessPowers(places, row.slice(0, firstLarge), "by its place before the registers");
  const rest = isLed ? row.slice(firstLarge) : row;
  guessTotals(places, rest, followsClock ? "behind the meter's clock, which says when it was so" : undefined);
}

function guessTotals(places: Places, row: readonly NumberPlace[], where: string | undefined): void {
  const next = registers.findIndex((register) => !isUsed(places, register));
  const open = next === -1 ? [] : registers.slice(next);
  // One, two or four of them are told by their order; behind tariffs, import and export go in pairs.
  const isTold = row.length <= open.length && (row.length === 1 || row.length === 2 || row.length === 4);
  row.forEach((place, i) => {
    const register = open[i];
    if (isTold && register !== undefined) guessRegister(places, place.index, register, 0, where ?? growthWords(place));
    else if (isRegisterLike(place)) {
      places.guess(place, { reason: `a register, ${growthWords(place)}; which one its place does not tell` });
    }
  });
}

function isUsed(places: Places, { c }: Register): boolean {
  return places.guesses.some((guess) => guess?.obis === `1-0:${c}.8.0`);
}

function isRegisterLike(place: NumberPlace): boolean {
  return !everFalls(place) && (is64Bits(place) || !isSmall(place) || timesGrown(place) >= enoughGrowth);
}

function growthWords(place: NumberPlace): string {
  const grown = timesGrown(place);
  if (grown > 0) return `grew ${grown === 1 ? "once" : `${grown} times`} and never fell`;
  if (!isSmall(place)) return `above ${largestPower}, too large for a power in W`;
  return is64Bits(place) ? "64 bits, which no momentary value needs" : "beside a register";
}

function guessRegister(places: Places, index: number, register: Register, tariff: number, why: string): void {
  const { c, unit, words } = register;
  places.guess({ index }, { obis: `1-0:${c}.8.${tariff}`, unit, reason: `a register, ${words}: ${why}` });
}
