import type { Sentence, ValuesOf, Words } from "@meter2mqtt/decoder";
import { englishOf, toSentence } from "../sentence.ts";

type Most = { readonly most: number };
type Cell = { readonly text: string };
type Columns = { readonly columns: string };
type Key = { readonly key: string };

/**
 * What is wrong with a file from outside, and what to do: in English, by key; what is filled in has a name. Key and values
 * stand beside each error, so that pages can say the same in other languages.
 */
export const exchangeSentences = {
  // The file as a whole
  csvManyCharacters: ({ most }: Most) => `The file has more than ${most} characters.`,
  csvManyLines: ({ most }: Most) => `The file has more than ${most} lines.`,
  csvManySeries: ({ most }: Most) => `More than ${most} metering points and registers.`,
  csvNoEnergy: "There is no amount of active energy in this file.",
  csvLayoutUnknown: "The layout of this file is not known.",
  csvNoLayout: ({ layout }: { readonly layout: string }) => `No layout is called \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }: { readonly lines: number; readonly layout: string } & Columns) =>
    `None of the first ${lines} lines is a header with the columns of ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }: { readonly lines: number } & Columns) =>
    `None of the first ${lines} lines is a header with the columns that were given: ${columns}.`,
  csvNoLength: "The length of the intervals can't be told from one of them.",
  csvLength: ({ minutes }: { readonly minutes: number }) => `The intervals are ${minutes} minutes long.`,

  // A line of it
  csvLongLine: ({ most }: Most) => `Longer than ${most} characters.`,
  csvOpenQuote: "A quotation mark is not closed.",
  csvManyCells: ({ cells, columns, text }: Cell & { readonly cells: number; readonly columns: number }) =>
    `${cells} cells where the header has ${columns}: \`${text}\`.`,
  csvNoTime: ({ text }: Cell) => `\`${text}\` is no time.`,
  csvSkippedTime: ({ zone }: { readonly zone: string }) =>
    `This time does not exist in ${zone}: clocks skip it in spring.`,
  csvOffBeat: "The interval does not begin at a full quarter of an hour.",
  csvOtherLength: ({ minutes, others }: { readonly minutes: number; readonly others: number }) =>
    `The interval is ${minutes} minutes long, the others are ${others}.`,
  csvAgain: ({ line }: { readonly line: number }) => `The interval of line ${line} comes again with another amount.`,
  csvNoNumber: ({ text }: Cell) => `\`${text}\`: expected a number.`,
  csvNoCommaNumber: ({ text }: Cell) => `\`${text}\`: expected a number with decimal comma.`,
  csvNoPointNumber: ({ text }: Cell) => `\`${text}\`: expected a number with decimal point.`,
  csvNegative: ({ text }: Cell) =>
    `\`${text}\`: expected an amount that is not negative: import and export stand apart.`,
  csvTooMuch: ({ text, most }: Cell & Most) => `\`${text}\`: expected at most ${most} Wh.`,

  // A mapping of its columns
  mapUnusable: "The column mapping can't be used.",
  mapChoice: ({ key, value, choices }: Key & { readonly value: string; readonly choices: string }) =>
    `\`${key}=${value}\`: expected ${choices}.`,
  mapNoTime: "`time=` is missing: the column of the time.",
  mapTooLong: ({ most }: Most) => `It is longer than ${most} characters.`,
  mapNoPair: ({ text }: Cell) => `\`${text}\`: expected \`key=value\`.`,
  mapUnknown: ({ key, keys }: Key & { readonly keys: string }) => `\`${key}\` is unknown: expected ${keys}.`,
  mapTwice: ({ key }: Key) => `\`${key}\` comes twice.`,
  mapDirectionAlone: "`direction` says of which way `amount` is, and that is missing.",
  mapNoAmount: "`import=`, `export=` or `amount=` is missing: the column of the amounts.",
  mapAmountAndWays: "Either `amount`, or `import` and `export`: not both.",
  mapMinutes: ({ value }: { readonly value: string }) =>
    `\`minutes=${value}\`: expected a number that divides an hour, such as 15 or 60.`,

  // A backup of the firmware
  backupTooMuch: ({ lines, characters }: { readonly lines: number; readonly characters: number }) =>
    `A backup has at most ${lines} lines and ${characters} characters; this file has more.`,
  backupFirstLine: "The first line is not `amsconfig`: this is no backup file of amsreader-firmware.",

  // What to do
  csvDownloadShorter: "Download it again for a shorter time.",
  csvFewerMeters: "Check which column is the metering point's, and download fewer of them at a time.",
  csvOtherPeriod: "Download a period for which the grid company has values, of a metering point for electricity.",
  csvMapOthers: ({ layouts }: { readonly layouts: string }) =>
    `Known layouts: ${layouts}. For any other file say which columns it has: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }: { readonly layouts: string }) => `Known ones: ${layouts}.`,
  csvCompareNames: "Compare the names with the file's first line.",
  csvSayMinutes: "Say how long an interval is: `minutes=60` in `--map`.",
  csvDownloadHours: "Download hours or quarter-hours.",
  csvOneByOne: "Import files of different resolutions one by one.",
  csvCheckCsv: "Check that this is the CSV file as it was downloaded.",
  csvAsDownloaded: "Use the file as it was downloaded.",
  csvQuotedCommas:
    "Where amounts have a decimal comma they must stand in quotes; a spreadsheet that saved the file may have left them out. Use the file as it was downloaded.",
  csvTimes:
    "Times look like 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 or 31.01.2026 13:00; `--map` takes `format=month-first` for 01/31/2026.",
  csvCheckZone: "Check the zone: `--zone`, or `zone=` in `--map`.",
  csvCheckTime:
    "Check which column is the time, and whether it is the interval's start or its end (`at=end` in `--map`).",
  csvRemoveOne: "Download the file again, or remove one of the two.",
  csvCheckAmounts: "Check the column and the decimal sign; `--map` takes `decimal=comma` or `decimal=point`.",
  mapExample:
    "A mapping looks like `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md has all keys.",
  backupWhence: "Use the file that the firmware's status page gives under Backup.",
} as const;

export type ExchangeSentenceKey = keyof typeof exchangeSentences;

/** A sentence about a file from outside, to be put into an `ExchangeError`. */
export function sayOfFile<Key extends ExchangeSentenceKey>(
  key: Key,
  ...values: ValuesOf<typeof exchangeSentences, Key>
): Sentence {
  return toSentence(key, ...values);
}

/** What such sentences say in English. */
export function fileWordsInEnglish(words: Words): string {
  return words.map((sentence) => englishOf(exchangeSentences, sentence)).join(" ");
}
