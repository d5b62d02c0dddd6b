import type { ListPlan } from "./list-plan.ts";

/** Plans that are kept for a line: meters send one to five lists, and two meters may share a line. */
const most = 12;

interface Entry {
  readonly sender: string;
  readonly plan: ListPlan;
}

/** The plans of a line, the one that fitted last in front. */
export class PlanBook {
  readonly #entries: Entry[] = [];

  /** The plan that fits an APDU of that sender. */
  find(apdu: DataView, sender: string): ListPlan | undefined {
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as Entry;
      if (entry.sender !== sender || !entry.plan.matches(apdu)) continue;
      if (i > 0) {
        entries.copyWithin(1, 0, i);
        entries[0] = entry;
      }
      return entry.plan;
    }
    return undefined;
  }

  /** The plan that was used least lately goes where there are too many. */
  add(sender: string, plan: ListPlan): void {
    this.#entries.unshift({ sender, plan });
    if (this.#entries.length > most) this.#entries.pop();
  }

  /** What the plans were made with has changed: profiles, scales. */
  clear(): void {
    this.#entries.length = 0;
  }
}
