import { parseDateTime } from "../axdr/date-time.ts";
import { parseHex } from "../bytes/hex.ts";
import type { Guess, Places } from "./draft-profile-places.ts";
import type { SampleValue } from "./draft-profile-sample.ts";

/** The place holds a date and time in every capture. */
export function isClock(places: Places, index: number): boolean {
  const type = places.types[index];
  if (type !== "octet-string" && type !== "date-time") return false;
  return places.samples.every(({ values }) => {
    const octets = parseHex(values[index]?.hex ?? "");
    return octets?.length === 12 && parseDateTime(octets) !== undefined;
  });
}

interface TextRule {
  readonly obis: string;
  readonly reason: string;
  /** Only as the first text of the list. */
  readonly first?: boolean;
  readonly pattern: RegExp;
}

const textRules: readonly TextRule[] = [
  {
    obis: "0-0:42.0.0",
    first: true,
    pattern: /^[A-Z]{3}[0-9A-Za-z]{10,13}$/,
    reason: "three letters and a long number stand first: a logical device name",
  },
  {
    obis: "1-1:0.2.129",
    first: true,
    pattern: /^[A-Za-z]{2,}.*\d/,
    reason: "a text stands first: the name and version of the list",
  },
  { obis: "0-0:96.1.0", pattern: /^\d{7,20}$/, reason: "a long number as text: the meter's" },
  { obis: "0-0:96.1.0", pattern: /^[A-Z]{2,4}\d{7,16}$/, reason: "letters and a long number: the meter's" },
  { obis: "0-0:96.1.7", pattern: /^(?=.*[A-Za-z])(?=.*\d)[\w.-]{5,}$/, reason: "letters and digits: the meter's type" },
];

/** Guesses what strings are: the clock, the list's version, the meter's number and type. */
export function guessTexts(places: Places): void {
  const taken = new Set<string>();
  let isFirst = true;
  places.types.forEach((_, index) => {
    const guess = isClock(places, index)
      ? { obis: "0-0:1.0.0", reason: "a date and time: the meter's clock" }
      : guessText(
          places.samples.map(({ values }) => values[index] ?? {}),
          isFirst,
        );
    if (places.samples.some(({ values }) => values[index]?.text !== undefined)) isFirst = false;
    if (guess?.obis === undefined || taken.has(guess.obis)) return;
    taken.add(guess.obis);
    places.guess({ index }, guess);
  });
}

function guessText(values: readonly SampleValue[], isFirst: boolean): Guess | undefined {
  const rule = textRules.find(
    ({ first, pattern }) => (first !== true || isFirst) && values.every(({ text }) => pattern.test(text?.trim() ?? "")),
  );
  return rule === undefined ? undefined : { obis: rule.obis, reason: rule.reason };
}
