import { monthFees, type PlainMarket, plainPeaks, plainSpot } from "../plain/plain-bill.ts";
import type { PlainTariff, PlainWindow } from "../plain/plain-tariff.ts";
import { plainMoment } from "../plain/plain-time.ts";
import { type Account, directions, type Run } from "./account.ts";

const hourMs = 3_600_000;

/** What a kWh more costs in each stretch, by direction. */
type Prices = Readonly<Record<(typeof directions)[number], readonly number[]>>;

/** How far a bill out of the ledger may be from the true one. */
export interface Room {
  /** In money: for where and when energy was, and for what that makes of monthly fees. */
  readonly energy: number;
  readonly fees: number;
  readonly unpricedKwh: number;
}

/**
 * What an account leaves open, in money: between two known registers the energy is known and its place is not, so that its
 * cost may be off by that energy times the range of the prices between; and each known register may be off by its slack,
 * which moves so much from a stretch's price to its neighbour's. Windows of a capacity rule are between what is certain of
 * them and what they may hold at most, and a rule's value grows with each of its windows.
 */
export class Unknown {
  readonly #account: Account;
  readonly #tariff: PlainTariff;
  readonly #money: Prices;
  readonly #unpriced: Prices;
  /** Place of the run that each stretch is in. */
  readonly #runOf: readonly number[];
  /** Lowest and highest value of each month in kW. */
  readonly peaks: ReadonlyMap<string, { readonly low: number; readonly high: number }>;
  readonly #fees: { readonly low: ReadonlyMap<string, number>; readonly high: ReadonlyMap<string, number> };

  constructor(account: Account, tariff: PlainTariff, market: PlainMarket) {
    this.#account = account;
    this.#tariff = tariff;
    const hours = account.lengthMs === hourMs ? 1 : 0.25;
    const priced = account.stretches.map(({ at }) => {
      const moment = plainMoment(at);
      const spot = plainSpot(market, { at, hours });
      return { import: tariff.taken(moment, spot), export: tariff.given(moment, spot) };
    });
    const column = (value: (price: { perKwh: number; isWhole: boolean }) => number): Prices => ({
      import: priced.map((item) => value(item.import)),
      export: priced.map((item) => value(item.export)),
    });
    this.#money = column(({ perKwh }) => perKwh);
    this.#unpriced = column(({ isWhole }) => (isWhole ? 0 : 1));
    this.#runOf = account.runs.flatMap(({ from, to }, place) => Array<number>(to - from).fill(place));
    const low = plainPeaks(tariff, this.#windows("low"));
    const high = plainPeaks(tariff, this.#windows("high"));
    this.peaks = new Map([...low].map(([month, value]) => [month, { low: value, high: high.get(month) ?? value }]));
    const months = [...new Set(account.stretches.map(({ at }) => plainMoment(at).date.slice(0, 7)))];
    this.#fees = { low: monthFees(tariff, months, low), high: monthFees(tariff, months, high) };
  }

  /** Of the stretches from one place to before another; `months`: whose fees are in it, with what they truly are. */
  room(from: number, to: number, months: ReadonlyMap<string, number>): Room {
    let fees = 0;
    for (const [date, fee] of months) {
      const low = this.#fees.low.get(date) ?? fee;
      const high = this.#fees.high.get(date) ?? fee;
      fees += Math.max(0, fee - low, high - fee);
    }
    const energy = this.#energyRoom(this.#money, from, to) + this.#nettedRoom(from, to);
    return { energy, fees, unpricedKwh: this.#energyRoom(this.#unpriced, from, to) };
  }

  #energyRoom(prices: Prices, from: number, to: number): number {
    const { slack, runs } = this.#account;
    const open = runs
      .slice(this.#runOf[from] ?? 0, (this.#runOf[to - 1] ?? -1) + 1)
      .filter((run) => this.#hasRoom(run));
    let room = 0;
    for (const direction of directions) {
      const price = (place: number) => (place >= from && place < to ? (prices[direction][place] ?? 0) : 0);
      for (let end = from; end <= to; end++) {
        room += (slack[end]?.[direction] ?? 0) * Math.abs(price(end - 1) - price(end));
      }
      for (const run of open) {
        const within = Array.from({ length: run.to - run.from }, (_, index) => price(run.from + index));
        if (this.#isOpen(run)) within.push(0);
        room += run.most[direction] * (Math.max(...within) - Math.min(...within));
      }
    }
    return room / 1000;
  }

  #hasRoom(run: Run): boolean {
    return run.to - run.from > 1 || this.#isOpen(run);
  }

  /** The time begins or ends within it. */
  #isOpen({ from, to }: Run): boolean {
    const { slack } = this.#account;
    return slack[from] === undefined || slack[to] === undefined;
  }

  /** What was netted until a moment is off by no more than what was taken or given until then. */
  #nettedRoom(from: number, to: number): number {
    return (Math.abs(this.#tariff.nettedPerKwh ?? 0) * (this.#offAt(from) + this.#offAt(to))) / 1000;
  }

  /** By how much the energy since the beginning may be off, in watt-hours. */
  #offAt(place: number): number {
    if (place === 0) return 0;
    const { slack, runs } = this.#account;
    const run = runs[this.#runOf[place] ?? this.#runOf[place - 1] ?? 0];
    const at = slack[place] ?? run?.most;
    return Math.max(at?.import ?? 0, at?.export ?? 0) + Math.max(slack[0]?.import ?? 0, slack[0]?.export ?? 0);
  }

  #windows(side: "low" | "high"): PlainWindow[] {
    const { stretches, lengthMs } = this.#account;
    const { peak } = this.#tariff;
    if (peak === undefined) return [];
    const perWindow = (peak.hours * hourMs) / lengthMs;
    const windows: PlainWindow[] = [];
    for (let from = 0; from < stretches.length; from += Math.max(1, perWindow)) {
      const kwh = this.#windowKwh(from, Math.min(stretches.length, from + Math.max(1, perWindow)), side);
      const at = stretches[from]?.at ?? 0;
      // Of an hour each quarter is the same part.
      const parts = Math.max(1, 1 / perWindow);
      for (let part = 0; part < parts; part++) windows.push({ at: at + part * peak.hours * hourMs, kwh: kwh / parts });
    }
    return windows;
  }

  /** The most or the least that was taken in the stretches from one place to before another. */
  #windowKwh(from: number, to: number, side: "low" | "high"): number {
    const { stretches, runs, slack, mostWh } = this.#account;
    const ends = (slack[from]?.import ?? 0) + (slack[to]?.import ?? 0);
    let wattHours = side === "low" ? -ends : ends;
    for (const run of runs.slice(this.#runOf[from] ?? 0, (this.#runOf[to - 1] ?? -1) + 1)) {
      if (run.from >= from && run.to <= to && !this.#isOpen(run)) {
        wattHours += stretches.slice(run.from, run.to).reduce((sum, { truth }) => sum + truth.import, 0);
      } else if (side === "high") {
        const overlap = Math.min(to, run.to) - Math.max(from, run.from);
        wattHours += Math.min(run.most.import, overlap * mostWh);
      }
    }
    return Math.max(0, wattHours) / 1000;
  }
}
