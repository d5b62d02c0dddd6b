import type { LedgerEditsAnswer } from "@meter2mqtt/contract";
import type { Period } from "./periods.ts";

type Edit = LedgerEditsAnswer["edits"][number];

/** What one person did at one moment: one interval, or many that were set together. */
export interface Change extends Period {
  readonly at: number;
  readonly by: string;
  readonly why: string | undefined;
  readonly intervals: number;
  /** Undefined: edits were taken back. */
  readonly amount: number | undefined;
  /** What stood there together; undefined where nothing did. */
  readonly was: number | undefined;
  /** Nothing was set there since. */
  readonly stands: boolean;
}

/** The trail, the latest change first. `lengthMs`: how long the ledger's intervals are at least. */
export function changesOf(edits: readonly Edit[], lengthMs: number): Change[] {
  const groups = new Map<string, Edit[]>();
  const latest = new Map<string, string>();
  for (const edit of edits) {
    const key = JSON.stringify([edit.at, edit.by, edit.why, edit.amount === undefined]);
    groups.set(key, [...(groups.get(key) ?? []), edit]);
    latest.set(edit.start, key);
  }
  return [...groups]
    .map(([key, group]): Change => {
      const starts = group.map(({ start }) => Date.parse(start));
      const [first] = group;
      return {
        from: Math.min(...starts),
        to: Math.max(...starts) + lengthMs,
        at: Date.parse(first?.at ?? ""),
        by: first?.by ?? "",
        why: first?.why,
        intervals: group.length,
        amount: sumOf(group, "amount"),
        was: sumOf(group, "was"),
        stands: group.some(({ start }) => latest.get(start) === key),
      };
    })
    .sort((a, b) => b.at - a.at);
}

function sumOf(edits: readonly Edit[], field: "amount" | "was"): number | undefined {
  const known = edits.flatMap((edit) => edit[field] ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
