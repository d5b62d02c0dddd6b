/** Data bits, parity and stop bits as they are usually written. */
export type SerialFormat = "8N1" | "8E1" | "7E1";

export interface SerialSettings {
  readonly baud: number;
  readonly format: SerialFormat;
}

/** Rates of serial lines that meters are read by. */
export const serialRates: readonly number[] = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];
/** Formats of such lines. */
export const serialFormats: readonly SerialFormat[] = ["8N1", "8E1", "7E1"];

/** What customer ports use, the most frequent first: HAN and M-Bus, P1, SML, then the older and rarer ones. */
const usual: readonly SerialSettings[] = [
  { baud: 2400, format: "8E1" },
  { baud: 115_200, format: "8N1" },
  { baud: 2400, format: "8N1" },
  { baud: 9600, format: "8N1" },
  { baud: 9600, format: "7E1" },
  { baud: 115_200, format: "7E1" },
  { baud: 38_400, format: "8N1" },
  { baud: 9600, format: "8E1" },
  { baud: 300, format: "7E1" },
];

/** All settings that fit what is known, each once: those that worked before first, then the usual ones. */
export function serialCandidates(
  known: { readonly baud: number | "auto"; readonly format: SerialFormat | "auto" },
  first?: SerialSettings,
): readonly SerialSettings[] {
  // A rate of the user's own need not be a usual one.
  const baudRates = known.baud === "auto" ? serialRates.toReversed() : [known.baud];
  const all = baudRates.flatMap((baud) => serialFormats.map((format): SerialSettings => ({ baud, format })));
  const wanted = [...(first === undefined ? [] : [first]), ...usual, ...all].filter(
    ({ baud, format }) =>
      (known.baud === "auto" || known.baud === baud) && (known.format === "auto" || known.format === format),
  );
  return [...new Map(wanted.map((candidate) => [settingsWords(candidate), candidate])).values()];
}

/** `2400 8E1`. */
export function settingsWords({ baud, format }: SerialSettings): string {
  return `${baud} ${format}`;
}
