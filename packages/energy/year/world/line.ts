import { createRandom, type Random } from "@meter2mqtt/simulator";
import { type FaultPlan, listFaults, type Outage, spanAt } from "./fault-plan.ts";
import type { SentList } from "./sent-list.ts";

const dayMs = 86_400_000;
/** How long a list is on its way: usually, and when it comes behind later ones. */
const usualMs = [150, 1800] as const;
const strayMs = 45_000;
const strayChance = 0.0005;

export interface Arrival {
  readonly arrivedAt: number;
  readonly list: SentList;
}

/** What is kept of an outage, to be decoded later. */
export interface Archive {
  readonly outage: Outage;
  readonly dueAt: number;
  readonly arrivals: Arrival[];
}

/** The way from a meter to its reader: what is sent may be lost, late, twice, out of order, or kept for later. */
export class Line {
  readonly #plan: FaultPlan;
  readonly #random: Random;
  /** In order of arrival. */
  readonly #waiting: Arrival[] = [];
  readonly #archives = new Map<Outage, Archive>();
  /** When the last list of a delay came: they come one by one. */
  #released = 0;

  constructor(plan: FaultPlan, seed: number) {
    this.#plan = plan;
    this.#random = createRandom(seed);
  }

  send(list: SentList): void {
    const { sentAt } = list;
    const random = this.#random;
    const arrivedAt = sentAt + random.integer(...usualMs);
    const outages = this.#plan.outages.filter(({ from, to }) => from <= sentAt && sentAt < to);
    if (outages.length > 0) {
      this.#keep(outages, { arrivedAt, list });
      return;
    }
    if (random.chance(listFaults.lost)) return;
    const delay = spanAt(this.#plan.delays, sentAt);
    if (delay !== undefined) {
      this.#released = Math.max(delay.to, this.#released + 20);
      this.#queue({ arrivedAt: this.#released, list });
      return;
    }
    const late = random.chance(strayChance) ? random.integer(0, strayMs) : 0;
    this.#queue({ arrivedAt: arrivedAt + late, list });
    if (random.chance(listFaults.twice)) this.#queue({ arrivedAt: arrivedAt + random.integer(0, strayMs), list });
  }

  /** What has come until then. */
  *arrivals(until: number): Iterable<Arrival> {
    for (let next = this.#waiting[0]; next !== undefined && next.arrivedAt <= until; next = this.#waiting[0]) {
      this.#waiting.shift();
      yield next;
    }
  }

  /** What was kept of outages, once it is time to decode it. */
  dueArchives(until: number): Archive[] {
    const due: Archive[] = [];
    for (const [outage, archive] of this.#archives) {
      if (archive.dueAt > until) continue;
      due.push(archive);
      this.#archives.delete(outage);
    }
    return due;
  }

  /** What falls in an outage of which nothing is kept is lost. */
  #keep(outages: readonly Outage[], arrival: Arrival): void {
    const [outage] = outages;
    if (outage === undefined || outages.some(({ isArchived }) => !isArchived)) return;
    if (this.#random.chance(listFaults.lost)) return;
    const archive = this.#archives.get(outage) ?? { outage, dueAt: outage.to + 3 * dayMs, arrivals: [] };
    archive.arrivals.push(arrival);
    this.#archives.set(outage, archive);
  }

  #queue(arrival: Arrival): void {
    let index = this.#waiting.length;
    while (index > 0 && (this.#waiting[index - 1]?.arrivedAt ?? 0) > arrival.arrivedAt) index--;
    this.#waiting.splice(index, 0, arrival);
  }
}
