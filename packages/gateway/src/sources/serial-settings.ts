import { isRecord } from "../config/schema-node.ts";
import { keep, readKept } from "./keep-file.ts";

/** Data bits, parity and stop bits as they are usually written. */
export type SerialFormat = "8N1" | "8E1" | "7E1";

export interface SerialSettings {
  readonly baud: number;
  readonly format: SerialFormat;
}

/** Rates of serial lines that meters are read by. */
const rates = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
const formats = ["8N1", "8E1", "7E1"] as const;

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
  const baudRates = known.baud === "auto" ? rates.toReversed() : [known.baud];
  const all = baudRates.flatMap((baud) => formats.map((format): SerialSettings => ({ baud, format })));
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

/** What worked on each port, in a file; so that a restart finds it at once. */
export interface SerialMemory {
  recall(port: string): SerialSettings | undefined;
  remember(port: string, settings: SerialSettings): void;
}

/** Ports that are remembered; adapters come and go. */
const maxPorts = 64;

export function createSerialMemory(file: string): SerialMemory {
  const read = (): [string, SerialSettings][] => {
    const kept = readKept(file);
    return isRecord(kept)
      ? Object.entries(kept).flatMap(([port, value]): [string, SerialSettings][] => {
          const settings = toSettings(value);
          return settings === undefined ? [] : [[port, settings]];
        })
      : [];
  };
  return {
    recall: (port) => read().find(([name]) => name === port)?.[1],
    remember: (port, settings) => {
      const others = read().filter(([name]) => name !== port);
      try {
        keep(file, Object.fromEntries([...others.slice(1 - maxPorts), [port, settings]]));
      } catch {
        // A disk that takes nothing costs a search at the next start, and no reading now.
      }
    },
  };
}

function toSettings(value: unknown): SerialSettings | undefined {
  if (!isRecord(value)) return undefined;
  const { baud, format } = value;
  const known = formats.find((each) => each === format);
  return typeof baud === "number" && Number.isInteger(baud) && baud > 0 && known !== undefined
    ? { baud, format: known }
    : undefined;
}
