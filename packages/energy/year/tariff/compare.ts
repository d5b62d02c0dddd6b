import type { SpotPrices } from "@meter2mqtt/energy";
import { monthFees, type PlainBill, type PlainMarket, type PlainSum, plainBill } from "../plain/plain-bill.ts";
import type { PlainTariff, PlainUse } from "../plain/plain-tariff.ts";
import { plainMoment } from "../plain/plain-time.ts";
import type { Span } from "../world/fault-plan.ts";
import type { Account, Stretch } from "./account.ts";
import type { ComparedContract } from "./contracts.ts";
import { type EngineBill, type EngineSum, engineBill } from "./engine-bill.ts";
import { type Room, Unknown } from "./unknown.ts";

const hourMs = 3_600_000;

/** A day or a month, as the product says it and as it is. */
export interface ComparedSum {
  /** `2026-03-29`, or `2026-03`. */
  readonly name: string;
  readonly engine: EngineSum;
  /** By the plain computation from the truth. */
  readonly truth: EngineSum;
  /** By the plain computation from the intervals that the product had. */
  readonly same: EngineSum;
  /** How far the product may be from the truth. */
  readonly room: Room;
  /** All registers within are known, and those of the months whose peaks are charged for in it. */
  readonly isMeasured: boolean;
}

/** A month's value under the capacity rule, in kW. */
export interface ComparedPeak {
  readonly month: string;
  readonly engine: number;
  readonly truth: number;
  readonly same: number;
  readonly low: number;
  readonly high: number;
}

export interface Compared {
  readonly days: readonly ComparedSum[];
  readonly months: readonly ComparedSum[];
  readonly peaks: readonly ComparedPeak[];
  /** All parts of the product's bill added up. */
  readonly total: number;
}

/** The market as both sides take it. */
export interface Market {
  readonly spot: SpotPrices;
  readonly plain: PlainMarket;
}

/** Compares the bill of whole days, which an account holds. */
export function compare(compared: ComparedContract, account: Account, market: Market, span: Span): Compared {
  const engine = engineBill(compared, account, market.spot, span);
  const truth = plainBill(compared.plain, usesOf(account, "truth"), market.plain);
  const same = plainBill(compared.plain, usesOf(account, "booked"), market.plain);
  const unknown = new Unknown(account, compared.plain, market.plain);
  const fees = monthFees(compared.plain, [...truth.months.keys()], truth.peaks);
  const first = (span.from - (account.stretches[0]?.at ?? 0)) / account.lengthMs;
  const places = placesOf(account, first, first + (span.to - span.from) / account.lengthMs);
  const all = placesOf(account, 0, account.stretches.length).months;
  const sums = (kind: "days" | "months") =>
    places[kind].map(([name, from, to]) => {
      const ownFees = new Map([...fees].filter(([date]) => date.startsWith(name) && truth.days.has(date)));
      return {
        name,
        engine: engine[kind].get(name) ?? { money: 0, unpricedKwh: 0 },
        truth: sumOf(truth, name, places.days),
        same: sumOf(same, name, places.days),
        room: unknown.room(from, to, ownFees),
        isMeasured:
          isKnown(account, from, to) &&
          [...ownFees.keys()].every((date) => isFeeKnown(compared.plain, account, all, date.slice(0, 7))),
      };
    });
  return {
    days: sums("days"),
    months: sums("months"),
    peaks: peaksOf({ engine, truth, same }, unknown),
    total: engine.total,
  };
}

function isKnown({ slack }: Account, from: number, to: number): boolean {
  return slack.slice(from, to + 1).every((item) => item !== undefined);
}

/** Whether all registers are known of the months that a month's fee rests on. */
function isFeeKnown({ peak }: PlainTariff, account: Account, months: readonly Place[], month: string): boolean {
  const index = months.findIndex(([name]) => name === month);
  return (
    peak === undefined ||
    months.slice(Math.max(0, index + 1 - peak.months), index + 1).every(([, from, to]) => isKnown(account, from, to))
  );
}

function peaksOf(
  { engine, truth, same }: { readonly engine: EngineBill; readonly truth: PlainBill; readonly same: PlainBill },
  unknown: Unknown,
): ComparedPeak[] {
  return [...truth.peaks].map(([month, kw]) => ({
    month,
    engine: (engine.peaks.get(month)?.watts ?? Number.NaN) / 1000,
    truth: kw,
    same: same.peaks.get(month) ?? Number.NaN,
    low: unknown.peaks.get(month)?.low ?? kw,
    high: unknown.peaks.get(month)?.high ?? kw,
  }));
}

/** Of a day, or of those days of a month that are in the time. */
function sumOf({ days }: PlainBill, name: string, places: readonly Place[]): PlainSum {
  const sum = { money: 0, unpricedKwh: 0 };
  for (const [date] of places) {
    if (!date.startsWith(name)) continue;
    sum.money += days.get(date)?.money ?? 0;
    sum.unpricedKwh += days.get(date)?.unpricedKwh ?? 0;
  }
  return sum;
}

type Place = readonly [name: string, from: number, to: number];

/** Days and months with the places of their stretches. */
function placesOf({ stretches }: Account, from: number, to: number): { days: Place[]; months: Place[] } {
  const days: [string, number, number][] = [];
  const months: [string, number, number][] = [];
  for (let place = from; place < to; place++) {
    const { date } = plainMoment(stretches[place]?.at ?? 0);
    for (const [list, name] of [
      [days, date],
      [months, date.slice(0, 7)],
    ] as const) {
      const last = list.at(-1);
      if (last?.[0] === name) last[2] = place + 1;
      else list.push([name, place, place + 1]);
    }
  }
  return { days, months };
}

function usesOf({ stretches, lengthMs }: Account, side: "truth" | "booked"): PlainUse[] {
  const hours = lengthMs === hourMs ? 1 : 0.25;
  return stretches.map((stretch: Stretch) => ({
    at: stretch.at,
    hours,
    takenKwh: stretch[side].import / 1000,
    givenKwh: stretch[side].export / 1000,
  }));
}
