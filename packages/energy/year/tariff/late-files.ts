import { plainMoment } from "../plain/plain-time.ts";
import type { Reader } from "../run/simulate.ts";
import type { Outage, Span } from "../world/fault-plan.ts";
import type { Archive } from "../world/line.ts";
import { type Account, accountOf, slackAt } from "./account.ts";
import { type Compared, compare, type Market } from "./compare.ts";
import { type ComparedContract, comparedContracts } from "./contracts.ts";

const hourMs = 3_600_000;

/** A contract's month until the day on which a file came that fills an outage of it: before it was read, and after. */
export interface LateFile {
  readonly outage: Outage;
  readonly meter: Account["meter"];
  readonly country: ComparedContract["country"];
  readonly before: Compared;
  readonly after: Compared;
}

/** Works out costs and peaks before and after each late file. */
export class LateFiles {
  readonly files: LateFile[] = [];
  readonly #time: Span;
  readonly #markets: ReadonlyMap<ComparedContract, Market>;
  readonly #waiting = new Map<Archive, { readonly span: Span; readonly account: Account }>();

  constructor(time: Span, markets: ReadonlyMap<ComparedContract, Market>) {
    this.#time = time;
    this.#markets = markets;
  }

  file(reader: Reader, archive: Archive, state: "before" | "after"): void {
    if (state === "before") {
      reader.booking.settle();
      const span = this.#monthUntil(reader, archive);
      if (span !== undefined) this.#waiting.set(archive, { span, account: accountOf(reader, span) });
      return;
    }
    const waiting = this.#waiting.get(archive);
    if (waiting === undefined) return;
    this.#waiting.delete(archive);
    const after = accountOf(reader, waiting.span);
    for (const contract of comparedContracts) {
      const market = this.#markets.get(contract);
      if (market === undefined) continue;
      this.files.push({
        outage: archive.outage,
        meter: after.meter,
        country: contract.country,
        before: compare(contract, waiting.account, market, waiting.span),
        after: compare(contract, after, market, waiting.span),
      });
    }
  }

  /** The month in which the outage began, until the last midnight before the file whose registers are known. */
  #monthUntil(reader: Reader, { outage, dueAt }: Archive): Span | undefined {
    const isMidnight = (at: number) => plainMoment(at).hour === 0;
    const isMonth = (at: number) => isMidnight(at) && plainMoment(at).day === 1;
    const full = (at: number) => Math.floor(at / hourMs) * hourMs;
    let from = full(outage.from);
    while (from > this.#time.from && !isMonth(from)) from -= hourMs;
    let next = full(outage.from) + hourMs;
    while (!isMonth(next)) next += hourMs;
    let to = Math.min(full(dueAt), next, this.#time.to);
    while (to > from && !(isMidnight(to) && slackAt(reader, to) !== undefined)) to -= hourMs;
    return to > Math.max(from, outage.from) ? { from: Math.max(from, this.#time.from), to } : undefined;
  }
}
