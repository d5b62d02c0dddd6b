import type { ContractPricesAnswer, PricesAnswer } from "@meter2mqtt/contract";

/** What a kWh costs in a stretch of time. */
export interface PriceStep {
  /** ISO 8601 with the offset of the meter's zone where it is known. */
  readonly start: string;
  readonly from: number;
  readonly to: number;
  readonly price: number;
}

export interface PriceDay {
  readonly steps: readonly PriceStep[];
  readonly from: number;
  readonly to: number;
}

export interface PriceRange {
  readonly lowest: number;
  readonly highest: number;
}

/** The steps of a contract that are known. */
export function contractSteps({ prices }: ContractPricesAnswer): PriceStep[] {
  return prices.flatMap(({ start, end, import: price }) =>
    price === undefined ? [] : [{ start, from: Date.parse(start), to: Date.parse(end), price }],
  );
}

/** The market's steps, in the browser's zone: the answer doesn't say the meter's. */
export function spotSteps({ prices }: PricesAnswer): PriceStep[] {
  return prices.map(({ start, end, price }) => {
    const from = Date.parse(start);
    return { start: withOffset(from), from, to: Date.parse(end), price };
  });
}

/** An instant as the browser's clock shows it, with its offset. */
function withOffset(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, "0");
  const sign = minutes < 0 ? "-" : "+";
  return `${new Date(at + minutes * 60_000).toISOString().slice(0, 19)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Days of the steps, by the dates that they carry: today and those after it. */
export function daysOf(steps: readonly PriceStep[], now: number): PriceDay[] {
  const current = steps.find(({ from, to }) => from <= now && now < to) ?? steps.find(({ from }) => from > now);
  const today = current?.start.slice(0, 10) ?? "";
  const days = new Map<string, PriceStep[]>();
  for (const step of steps) {
    const date = step.start.slice(0, 10);
    if (date < today) continue;
    days.set(date, [...(days.get(date) ?? []), step]);
  }
  return [...days.values()].map((ofDay) => ({
    steps: ofDay,
    from: ofDay[0]?.from ?? 0,
    to: ofDay.at(-1)?.to ?? 0,
  }));
}

export function priceRange(steps: readonly PriceStep[]): PriceRange | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  const prices = steps.map(({ price }) => price);
  return { lowest: Math.min(...prices), highest: Math.max(...prices) };
}

/** Steps that are shorter than an hour, joined to hours by their means: a table of 96 rows is no help. */
export function hourly(steps: readonly PriceStep[]): PriceStep[] {
  const hours = new Map<number, PriceStep[]>();
  for (const step of steps) {
    const hour = Math.floor(step.from / 3_600_000);
    hours.set(hour, [...(hours.get(hour) ?? []), step]);
  }
  return [...hours.values()].flatMap((parts) => {
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) return [];
    const length = parts.reduce((sum, { from, to }) => sum + (to - from), 0);
    const price = parts.reduce((sum, part) => sum + part.price * (part.to - part.from), 0) / length;
    return [{ ...first, to: last.to, price }];
  });
}
