import type { Sentence, SentenceValues, ValuesOf, Words } from "@meter2mqtt/decoder";
import { englishOf, toSentence } from "../../sentence.ts";

type Found = { readonly found: string };
type Named = { readonly name: string };

/**
 * What is wrong with a contract or a tariff file, and what a tariff says and no component can: in English, by key; what is filled
 * in has a name. Key and values stand beside each text, so that pages can say the same in other languages.
 */
export const tariffSentences = {
  expectedMapping: ({ found }: Found) => `Expected a mapping, found ${found}.`,
  expectedList: ({ found }: Found) => `Expected a list, found ${found}.`,
  expectedText: ({ found }: Found) => `Expected a text, found ${found}.`,
  expectedNumber: ({ found }: Found) => `Expected a number, found ${found}.`,
  expectedWhole: ({ least, most, found }: Found & { readonly least: number; readonly most: number }) =>
    `Expected a whole number from ${least} to ${most}, found ${found}.`,
  expectedOneOf: ({ choices, found }: Found & { readonly choices: string }) =>
    `Expected one of ${choices}, found ${found}.`,
  expectedDate: ({ found }: Found) => `Expected a date like 2026-01-01, found ${found}.`,
  expectedCurrency: ({ found }: Found) => `Expected three capital letters such as NOK, found ${found}.`,
  expectedNewId: ({ found }: Found) => `Expected an id that no component before has, found ${found}.`,
  expectedTiers: ({ found }: Found) => `Expected tiers of which one begins at 0 kWh, found ${found}.`,
  expectedCharge: ({ found }: Found) => `Expected \`steps\` or \`rates\`, found ${found}.`,
  expectedHours: ({ found }: Found) => `Expected two hours such as \`[22, 6]\`, found ${found}.`,
  expectedDays: ({ found }: Found) => `Expected two days of the year such as \`["11-01", "03-31"]\`, found ${found}.`,
  expectedTime: ({ found }: Found) => `Expected a time like 07:45:00, found ${found}.`,
  expectedSpan: ({ found }: Found) => `Expected an hour from 0 to 23, or a span like 16-21, found ${found}.`,
  keyUnknown: ({ keys }: { readonly keys: string }) => `There is no such key here; there are ${keys}.`,

  leftOutFee: ({ name, period }: Named & { readonly period: string }) => `${name}: a fee per ${period}.`,
  leftOutPeak: ({ name }: Named) => `${name}: a power price that doesn't say how a peak is found.`,
  leftOutFunction: ({ name, rule, duration }: Named & { readonly rule: string; readonly duration: string }) =>
    `${name}: ${rule} over ${duration}.`,
  leftOutDays: ({ name }: Named) => `${name}: days that only the operator's own calendar knows.`,
  leftOutMethod: ({ method }: { readonly method: string }) =>
    `The fixed part goes by ${method}, which no rule of ours expresses.`,
} as const;

type Table = typeof tariffSentences;

/** A text for people in English, and the same for other languages. */
export interface TariffRemark {
  readonly message: string;
  readonly words: Words;
}

export function tariffRemark<Key extends keyof Table>(key: Key, ...values: ValuesOf<Table, Key>): TariffRemark {
  return toRemark(toSentence(key, ...values));
}

/** What was expected in the place of something else. */
export type ExpectedKey = Extract<keyof Table, `expected${string}`>;
/** What it takes beside what was found there. */
export type ExpectedValues<Key extends ExpectedKey> =
  Exclude<keyof SentenceValues<Table, Key>, "found"> extends never ? [] : [Omit<SentenceValues<Table, Key>, "found">];

export function expectedRemark<Key extends ExpectedKey>(
  key: Key,
  found: string,
  ...[values]: ExpectedValues<Key>
): TariffRemark {
  return toRemark(toSentence(key, { ...values, found }));
}

function toRemark(sentence: Sentence): TariffRemark {
  return { message: englishOf(tariffSentences, sentence), words: [sentence] };
}
