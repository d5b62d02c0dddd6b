import type { ComputedQuality, Interval } from "./intervals.ts";
import { sharedMs, Timeline } from "./timeline.ts";

export type Quality = ComputedQuality | "edited";

/** An amount that somebody set, and what stood there before: a trail, of which the latest holds. */
export interface Edit {
  /** Of the interval. */
  readonly start: number;
  readonly lengthMs: number;
  /** Undefined takes earlier edits back. */
  readonly amount: number | undefined;
  readonly by: string;
  /** Epoch milliseconds of the edit itself. */
  readonly editedAt: number;
  /** What the interval's amount was; undefined where it was missing. */
  readonly was: number | undefined;
  /** The reason that was given. */
  readonly why?: string | undefined;
}

/** An amount from somewhere else: the grid company's file, another reader's history. */
export interface ImportedInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly amount: number;
  readonly quality: "measured" | "estimated";
  /** For people: `elhub 2026-10.csv`. */
  readonly origin: string;
}

/** An interval as it counts, with where it comes from. */
export interface LedgerInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly amount: number;
  readonly quality: Quality;
  readonly coveredMs: number;
  readonly origin?: string;
  readonly edit?: Edit;
}

/**
 * What counts, in order of time and none overlapping another, whatever the lengths: an edit before anything else; then
 * what the registers say; an import only where they say nothing of any part of it, for it must not break the sum of the
 * registers; then the estimate, which gives way where imports cover the whole of it.
 *
 * Of imports for the same time the later one counts, unless it would cut an earlier one in pieces: a quarter doesn't take
 * a day away. An edit counts where it covers whole intervals.
 *
 * @param computed In order of time.
 * @param imported In the order in which they were imported.
 * @param edits In any order.
 */
export function effectiveIntervals(
  computed: readonly Interval[],
  imported: readonly ImportedInterval[],
  edits: readonly Edit[],
): LedgerInterval[] {
  const ledger = new Timeline<LedgerInterval>(imported.length === 0 ? computed : withImports(computed, imported));
  for (const edit of validEdits(edits)) {
    const { start, lengthMs, amount } = edit;
    if (amount === undefined) continue;
    ledger.put({ start, lengthMs, amount, quality: "edited", coveredMs: lengthMs, edit });
  }
  return [...ledger.items];
}

function withImports(computed: readonly Interval[], imported: readonly ImportedInterval[]): LedgerInterval[] {
  const imports = new Timeline<ImportedInterval>();
  for (const item of imported) imports.put(item);
  const known = new Timeline(computed.filter(({ quality }) => quality !== "estimated"));
  const estimates = computed.filter(({ quality }) => quality === "estimated");
  let kept = new Timeline(imports.items.filter((item) => known.overlapping(item).length === 0));
  // What covers an estimate in part only would take the rest of it away. Without it another may stand uncovered.
  for (;;) {
    const held = new Timeline(estimates.filter((estimate) => isCutBy(kept, estimate)));
    if (held.items.length === 0) break;
    kept = new Timeline(kept.items.filter((item) => held.overlapping(item).length === 0));
  }
  const left = estimates.filter((estimate) => kept.overlapping(estimate).length === 0);
  const counted = kept.items.map((item): LedgerInterval => ({ ...item, coveredMs: item.lengthMs }));
  return [...known.items, ...left, ...counted].sort((a, b) => a.start - b.start);
}

function isCutBy(imports: Timeline<ImportedInterval>, estimate: Interval): boolean {
  const shared = sharedMs(estimate, imports.overlapping(estimate));
  return shared > 0 && shared < estimate.lengthMs;
}

/** The latest edits: one that overlaps a later one counts no more, be that one an amount or its taking back. */
function validEdits(edits: readonly Edit[]): readonly Edit[] {
  const valid = new Timeline<Edit>();
  for (const edit of [...edits].sort((a, b) => b.editedAt - a.editedAt)) {
    if (valid.overlapping(edit).length === 0) valid.put(edit);
  }
  return valid.items;
}
