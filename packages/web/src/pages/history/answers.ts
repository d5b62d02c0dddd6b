import type {
  CompareAnswer,
  CorrectionAnswer,
  CostsAnswer,
  HomesAnswer,
  LedgerEditsAnswer,
  LedgerIntervalsAnswer,
  LedgerRegistersAnswer,
  PeaksAnswer,
  SelfUseAnswer,
} from "@meter2mqtt/contract";
import { ApiProblem, type Guard, getJson, sendJson } from "../../api/client.ts";

/* Answers are looked at so far that another version's shape, or a proxy's page, can't break the page. */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects that hold a list of objects. */
function holds<T>(list: string, ...texts: readonly string[]): Guard<T> {
  return (value): value is T => {
    if (!isRecord(value) || !texts.every((name) => typeof value[name] === "string")) return false;
    const items = value[list];
    return Array.isArray(items) && items.every(isRecord);
  };
}

const isRegisters = holds<LedgerRegistersAnswer>("registers", "zone");
const isIntervals = holds<LedgerIntervalsAnswer>("intervals", "unit", "zone");
const isSelfUse = holds<SelfUseAnswer>("intervals", "unit", "zone");
const isCosts = holds<CostsAnswer>("items", "currency");
const isPeaks = holds<PeaksAnswer>("months", "currency");
const isHomes = holds<HomesAnswer>("homes");
const isEdits = holds<LedgerEditsAnswer>("edits", "register", "unit");
const isComparison = holds<CompareAnswer>("different", "layout");
const isCorrection: Guard<CorrectionAnswer> = (value): value is CorrectionAnswer =>
  isRecord(value) && typeof value["amount"] === "number" && typeof value["intervals"] === "number";

/** Time of a question; epoch milliseconds, `to` is exclusive. */
export interface Asked {
  readonly from: number;
  readonly to: number;
}

const iso = (at: number) => new Date(at).toISOString();

function pathOf(kind: "meters" | "homes", name: string, what: string, query: Readonly<Record<string, string>>): string {
  return `api/v1/${kind}/${encodeURIComponent(name)}/${what}?${new URLSearchParams(query)}`;
}

/** Undefined where the gateway has nothing of the kind: no such register, no contract, no home. */
export async function orNone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

export interface Place {
  readonly meter: string;
  /** Instead of the meter, where it is set. */
  readonly home: string | undefined;
}

/** What the page asks the gateway. Every function rejects with {@link ApiProblem}. */
export const ask = {
  registers: (meter: string, signal: AbortSignal): Promise<LedgerRegistersAnswer> =>
    getJson(pathOf("meters", meter, "registers", {}), isRegisters, { signal }),

  homes: (meter: string, signal: AbortSignal): Promise<HomesAnswer> =>
    getJson(`api/v1/homes?${new URLSearchParams({ meter })}`, isHomes, { signal }),

  intervals: (
    { meter, home }: Place,
    { from, to, register, span }: Asked & { readonly register: string; readonly span: string },
    signal: AbortSignal,
  ): Promise<LedgerIntervalsAnswer> => {
    const query = { register, span, from: iso(from), to: iso(to) };
    const path =
      home === undefined ? pathOf("meters", meter, "intervals", query) : pathOf("homes", home, "intervals", query);
    return getJson(path, isIntervals, { signal });
  },

  selfUse: (
    home: string,
    { from, to, span }: Asked & { readonly span: string },
    signal: AbortSignal,
  ): Promise<SelfUseAnswer> =>
    getJson(pathOf("homes", home, "self-use", { span, from: iso(from), to: iso(to) }), isSelfUse, { signal }),

  costs: (
    meter: string,
    { from, to, span }: Asked & { readonly span: string },
    signal: AbortSignal,
  ): Promise<CostsAnswer> =>
    getJson(pathOf("meters", meter, "costs", { span, from: iso(from), to: iso(to) }), isCosts, { signal }),

  peaks: (meter: string, { from, to }: Asked, signal: AbortSignal): Promise<PeaksAnswer> =>
    getJson(pathOf("meters", meter, "peaks", { from: iso(from), to: iso(to) }), isPeaks, { signal }),

  edits: (
    meter: string,
    { from, to, register }: Asked & { readonly register: string },
    signal: AbortSignal,
  ): Promise<LedgerEditsAnswer> =>
    getJson(pathOf("meters", meter, "edits", { register, from: iso(from), to: iso(to) }), isEdits, { signal }),

  /** `amount`: in the register's unit; null takes earlier edits back. */
  correct: (
    meter: string,
    {
      from,
      to,
      ...rest
    }: Asked & {
      readonly register: string;
      readonly amount: number | null;
      readonly by?: string;
      readonly why?: string;
    },
  ): Promise<CorrectionAnswer> => {
    const body = { ...rest, start: iso(from), end: iso(to) };
    return sendJson("POST", `api/v1/meters/${encodeURIComponent(meter)}/corrections`, isCorrection, { body });
  },
};

export { isComparison };
