import type { LedgerAmount } from "@meter2mqtt/contract";
import { ask, orNone, type Place } from "./answers.ts";
import type { Period } from "./periods.ts";
import { type Shares, sharesOf } from "./quality.ts";
import type { Known } from "./series.ts";
import type { BarSpan, Show } from "./view.ts";

/** Bars of one period as the gateway knows them. */
export interface Loaded {
  readonly known: readonly Known[];
  /** Wh, or a currency. */
  readonly unit: string;
  /** What the months cost beside their days: fees and what capacity costs. Where days are shown. */
  readonly byMonth?: number;
}

export interface LoadQuery {
  readonly place: Place;
  /** The home whose self-use is meant. */
  readonly selfUseOf: string | undefined;
  readonly span: BarSpan;
  readonly period: Period;
  readonly signal: AbortSignal;
  /** Registers that the ledger has of the meter: others are not asked for. */
  readonly registers: ReadonlySet<string>;
  readonly hasContract: boolean;
}

/** Asks for what the bars show. Undefined: the gateway has nothing of the kind. Rejects with ApiProblem. */
export function load(show: Show, query: LoadQuery): Promise<Loaded | undefined> {
  if (show === "self") return loadSelfUse(query);
  if (show === "cost") return loadCosts(query);
  if (show === "peaks") return loadPeaks(query);
  return loadEnergy(show, query);
}

/** The registers that the page shows. */
export const energyRegisters = { import: "energyImportWh", export: "energyExportWh" } as const;

async function loadEnergy(
  show: "import" | "export",
  { place, span, period, signal, registers }: LoadQuery,
): Promise<Loaded | undefined> {
  if (place.home === undefined && !registers.has(energyRegisters[show])) return undefined;
  const answer = await orNone(ask.intervals(place, { register: energyRegisters[show], span, ...period }, signal));
  if (answer === undefined) return undefined;
  const known = answer.intervals.map((item): Known => {
    return { ...timeOf(item), item, value: item.amount, parts: [{ name: show, value: item.amount }] };
  });
  return { known, unit: answer.unit };
}

async function loadSelfUse({ selfUseOf, span, period, signal }: LoadQuery): Promise<Loaded | undefined> {
  if (selfUseOf === undefined) return undefined;
  const answer = await orNone(ask.selfUse(selfUseOf, { span, ...period }, signal));
  if (answer === undefined) return undefined;
  // Where nothing is known of the production, neither is what was used: its sums there are of the import alone.
  const some = answer.intervals.filter(({ known: share }) => share > 0);
  const known = some.map((item): Known => {
    const { selfConsumption, imported, consumption, known: share } = item;
    return {
      ...timeOf(item),
      value: consumption,
      parts: [
        { name: "own", value: selfConsumption },
        { name: "import", value: imported },
      ],
      // The answer says how much is known, not how.
      shares: { measured: share, interpolated: 0, estimated: 0, edited: 0, missing: 1 - share },
      selfUse: item,
    };
  });
  return { known, unit: answer.unit };
}

async function loadCosts({ place, span, period, signal, hasContract }: LoadQuery): Promise<Loaded | undefined> {
  if (!hasContract) return undefined;
  const [answer, energy, months] = await Promise.all([
    orNone(ask.costs(place.meter, { span, ...period }, signal)),
    orNone(ask.intervals(place, { register: energyRegisters.import, span, ...period }, signal)),
    span === "day" ? orNone(ask.costs(place.meter, { span: "month", ...period }, signal)) : undefined,
  ]);
  if (answer === undefined) return undefined;
  const items = new Map((energy?.intervals ?? []).map((item) => [Date.parse(item.start), item]));
  const known = answer.items
    .map((cost): Known => {
      const time = timeOf(cost);
      const name = cost.net >= 0 ? "cost" : "income";
      return { ...time, item: items.get(time.start), value: cost.net, parts: [{ name, value: cost.net }], cost };
    })
    // Fees run on in time of which no energy is known; a day that is only a fee tells nothing of its energy.
    .filter(({ start }) => start >= period.from && start < period.to && items.has(start));
  if (months === undefined) return { known, unit: answer.currency };
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const byMonth = sum(months.items.map(({ net }) => net)) - sum(known.map(({ value }) => value));
  return { known, unit: answer.currency, byMonth };
}

const longestMs = 366 * 86_400_000;

async function loadPeaks(query: LoadQuery): Promise<Loaded | undefined> {
  const { place, span, period, signal, registers, hasContract } = query;
  if (place.home === undefined && !registers.has(energyRegisters.import)) return undefined;
  const hours: LedgerAmount[] = [];
  for (let from = period.from; from < period.to; from += longestMs) {
    const asked = { register: energyRegisters.import, span: "hour", from, to: Math.min(period.to, from + longestMs) };
    const answer = await orNone(ask.intervals(place, asked, signal));
    if (answer === undefined) return undefined;
    hours.push(...answer.intervals);
  }
  const charged =
    place.home === undefined && hasContract ? await orNone(ask.peaks(place.meter, period, signal)) : undefined;
  const counted = (charged?.months ?? []).flatMap(({ peaks }) => peaks.map(({ start }) => Date.parse(start)));
  const bars =
    span === "hour"
      ? undefined
      : await ask.intervals(place, { register: energyRegisters.import, span, ...period }, signal);
  return { known: highestHours(hours, bars?.intervals, counted), unit: "Wh" };
}

/** The highest hour of each bar; `bars` undefined: each hour is one. */
export function highestHours(
  hours: readonly LedgerAmount[],
  bars: readonly LedgerAmount[] | undefined,
  counted: readonly number[],
): Known[] {
  const all = hours.map((item) => ({ item, ...timeOf(item) }));
  let next = 0;
  return (bars ?? hours).map((bar): Known => {
    const { start, end } = timeOf(bar);
    const first = next;
    while (next < all.length && (all[next]?.start ?? end) < end) next++;
    const [highest] = all.slice(first, next).sort((a, b) => b.item.amount - a.item.amount);
    const value = highest?.item.amount ?? 0;
    // The contract's windows may be quarters of an hour.
    const isCounted = counted.some((at) => at >= start && at < end);
    const peak = { start: highest?.start ?? start, counted: isCounted };
    const shares: Shares | undefined = highest && sharesOf(highest.item);
    return { start, end, value, parts: [{ name: "peak", value }], item: bar, peak, ...(shares && { shares }) };
  });
}

function timeOf({ start, end }: { readonly start: string; readonly end: string }): { start: number; end: number } {
  return { start: Date.parse(start), end: Date.parse(end) };
}
