import type { MessagePlan } from "./message-plan.ts";
import { Ration } from "./ration.ts";

/** Octets that hold a message at `from..to`, and a view of the same octets. */
export interface PlacedMessage {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly from: number;
  readonly to: number;
}

/** Plans that are kept: meters send one to five lists, and two meters may share a line. */
const most = 8;

interface Entry {
  readonly sender: string;
  readonly plan: MessagePlan;
}

/** The plans of a line, the one that fitted last in front. */
export class PlanBook {
  readonly #entries: Entry[] = [];
  readonly #ration = new Ration();

  /** The plan that fits the message, of that sender. */
  find({ view, from, to }: PlacedMessage, sender: string): MessagePlan | undefined {
    const length = to - from;
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as Entry;
      if (entry.sender !== sender || !entry.plan.matches(view, from, length)) continue;
      if (i > 0) {
        entries.copyWithin(1, 0, i);
        entries[0] = entry;
      }
      return entry.plan;
    }
    return undefined;
  }

  /** Whether a message of so many octets may fit a plan. */
  knows(sender: string, length: number): boolean {
    for (const entry of this.#entries) if (entry.plan.length === length && entry.sender === sender) return true;
    return false;
  }

  /** Whether another plan may be worth its making. */
  get wantsMore(): boolean {
    return this.#ration.allows(this.#entries.map(({ plan }) => plan));
  }

  /** The plan that was used least lately goes where there are too many. */
  add(sender: string, plan: MessagePlan): void {
    this.#entries.unshift({ sender, plan });
    if (this.#entries.length > most) this.#entries.pop();
  }

  /** What the plans were made with has changed: profiles, scales. */
  clear(): void {
    this.#entries.length = 0;
  }
}
