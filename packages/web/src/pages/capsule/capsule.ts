import type { CapsuleAnswer, CapsuleSummary } from "@meter2mqtt/contract";
import { toWhole } from "../../format/numbers.ts";
import { toDateTime, toEpoch } from "../../format/times.ts";
import type { CapsuleWords } from "../../i18n/capsule-words.ts";

/** How many frames may be chosen: a look, a few minutes, an hour or two, as much as there may be. */
export const frameCounts = [20, 100, 500, 2000] as const;

/** Making a capsule of the largest size takes a moment. */
export interface CapsuleChoice {
  /** Empty: all sources. */
  readonly source: string;
  readonly frames: number;
  readonly includeUndecryptable: boolean;
}

/** What the gateway is asked for. */
export function toRequest({ source, ...rest }: CapsuleChoice): object {
  return source === "" ? rest : { ...rest, source };
}

export interface SummaryFact {
  readonly name: string;
  readonly value: string;
  readonly alarming?: boolean;
}

/** The summary, one fact to a line; what is 0 and no news is left out. */
export function summaryFacts(summary: CapsuleSummary, words: CapsuleWords["facts"]): readonly SummaryFact[] {
  const { frames, octets, from, to, replaced, hasTestKeys, settings, diagnoses, leftOut } = summary;
  const time = (name: string, instant: string | undefined): readonly SummaryFact[] => {
    const at = toEpoch(instant);
    return at === undefined ? [] : [{ name, value: toDateTime(at) }];
  };
  const missing = (name: string, count: number): readonly SummaryFact[] =>
    count === 0 ? [] : [{ name, value: toWhole(count), alarming: true }];
  const codes = [...new Set(diagnoses.map(({ code }) => code))];
  return [
    { name: words.frames, value: toWhole(frames) },
    { name: words.octets, value: toWhole(octets) },
    ...time(words.from, from),
    ...time(words.to, to),
    { name: words.replaced, value: toWhole(replaced) },
    { name: words.keys, value: hasTestKeys ? words.ownKeys : words.noKeys },
    { name: words.settings, value: toWhole(settings.kept) },
    { name: words.hidden, value: toWhole(settings.leftOut) },
    { name: words.diagnoses, value: codes.length === 0 ? words.noDiagnoses : codes.join(", ") },
    ...missing(words.notDeciphered, leftOut.notDeciphered),
    ...missing(words.notRead, leftOut.notRead),
    ...missing(words.damaged, leftOut.damaged),
  ];
}

/** Whether an answer is a capsule: only so much is looked at that a wrong one can't break the page. */
export function isCapsuleAnswer(value: unknown): value is CapsuleAnswer {
  if (!isRecord(value)) return false;
  const { content, fileName, summary } = value;
  if (typeof content !== "string" || typeof fileName !== "string" || !isRecord(summary)) return false;
  return isRecord(summary["leftOut"]) && isRecord(summary["settings"]) && Array.isArray(summary["diagnoses"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Gives the file to the browser, which asks where to keep it. */
export function saveFile({ content, fileName }: Pick<CapsuleAnswer, "content" | "fileName">): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
