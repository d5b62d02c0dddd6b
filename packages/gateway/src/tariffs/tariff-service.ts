import type {
  ContractPricesAnswer,
  ContractsAnswer,
  CostsAnswer,
  EnergyNow,
  MeterState,
  PeaksAnswer,
  WhatIfAnswer,
} from "@meter2mqtt/contract";
import type { Calendar, Contract, EventInput } from "@meter2mqtt/energy";
import { type ContractPrices, contractPricesAnswer } from "./contract-prices.ts";
import { HomeTariff } from "./home-tariff.ts";
import { type HourlyMoney, hourlyMoney } from "./hourly-money.ts";
import type { LoadedTariff } from "./load-tariffs.ts";
import { capacityMonths, contractView, costItem, whatIfItem } from "./tariff-answers.ts";
import { type CostSpan, TariffBook } from "./tariff-book.ts";
import { createTariffData, type LedgerPort, type MeterPeakPort, type SpotPort } from "./tariff-data.ts";

export interface TariffServiceOptions {
  /** Default: none. */
  readonly tariffs?: readonly LoadedTariff[];
  readonly ledger: LedgerPort;
  /** By whose days the energy of these meters is added up; undefined until one of them is known. */
  readonly calendarOf: (storedNames: readonly string[]) => Calendar | undefined;
  /** Under which names readings of a meter are kept: those that followed each other. */
  readonly storedNames: (meter: string) => readonly string[];
  readonly meters: () => readonly MeterState[];
  /** Market prices of an area, the main one without, in a currency. */
  readonly spot: (area: string | undefined, currency: string) => SpotPort;
  /** What meters count of their months' highest windows themselves. */
  readonly meterPeaks?: MeterPeakPort;
}

/** Costs and windows are worked out so often at most while the meter is heard. */
const lookMs = 30_000;

/** More than meters are kept; damage that passes a checksum must not fill the memory. */
const maxIdentities = 2000;

/** Times are epoch milliseconds, `to` is exclusive. */
interface Time {
  readonly from: number;
  readonly to: number;
}

/** What each hour of UTC comes to, in the contract's currency. */
export interface HourlyCosts {
  readonly currency: string;
  readonly cost: readonly HourlyMoney[];
  readonly income?: readonly HourlyMoney[];
}

/** What energy costs: answers what the API and the sinks ask. Undefined: that meter has no tariff, or was not heard yet. */
export class TariffService {
  readonly #options: TariffServiceOptions;
  #tariffs: readonly LoadedTariff[];
  #revision = 0;
  /** By the meter's name in topics. */
  readonly #homes = new Map<string, HomeTariff>();
  readonly #lookedAt = new Map<string, number>();
  /** Meters that no tariff is meant for, as far as meters are known; looked up once, and not with every reading. */
  readonly #without = new Set<string>();
  /** By what each meter that was heard can be meant. */
  readonly #identities = new Map<string, string>();

  constructor(options: TariffServiceOptions) {
    this.#options = options;
    this.#tariffs = options.tariffs ?? [];
  }

  /** Counts how often other contracts have come. */
  get revision(): number {
    return this.#revision;
  }

  /** Other contracts hold from now on; what of a running window was projected begins anew. */
  replace(tariffs: readonly LoadedTariff[]): void {
    this.#tariffs = tariffs;
    this.#revision++;
    this.forgetHomes();
  }

  /** Meters may be called otherwise, or go by another calendar: who has which contract is looked up again. */
  forgetHomes(): void {
    this.#homes.clear();
    this.#lookedAt.clear();
    this.#without.clear();
  }

  /** A meter's state has changed: its power goes into the projection of the running window. */
  observe(state: MeterState, now: number): void {
    if (this.#tariffs.length === 0) return;
    this.#identify(state);
    const watts = state.values["activeImportW"];
    if (watts !== undefined && !state.stale) this.home(state.meter)?.observe(now, watts);
  }

  /** The ledger of a meter has changed from an instant on; `storedName`: under which its readings are kept. */
  ledgerChanged(storedName: string, from: number): void {
    for (const [meter, { book }] of this.#homes)
      if (this.#options.storedNames(meter).includes(storedName)) book.settled.changedFrom(from);
  }

  now(meter: string, now: number): EnergyNow | undefined {
    this.#followCalendar(meter);
    return this.home(meter)?.now(meter, now);
  }

  /** What `<meter>/energy` says of costs beside the energy; nothing where there is no contract. */
  extra(meter: string, now: number): { readonly tariff?: Omit<EnergyNow, "meter" | "at"> } {
    const state = this.now(meter, now);
    if (state === undefined) return {};
    const { meter: _meter, at: _at, ...tariff } = state;
    return { tariff };
  }

  /** The running window that is nearest to its limit; looked at again twice a minute. */
  windowOf(meter: string, at: number): EventInput["window"] {
    const home = this.home(meter);
    if (home === undefined) return undefined;
    const lookedAt = this.#lookedAt.get(meter);
    if (lookedAt === undefined || at - lookedAt >= lookMs || at < lookedAt) {
      this.#lookedAt.set(meter, at);
      home.now(meter, at);
    }
    const window = home.worstWindow();
    if (window === undefined) return undefined;
    const { projection, limitWatts, start, lengthMs } = window;
    return { expectedWatts: projection.expectedWatts, limitWatts, elapsed: (at - start) / lengthMs };
  }

  /** `contract`: by its id; the home's own without. */
  costs(
    meter: string,
    { span, from, to, contract: id }: Time & { readonly span: CostSpan; readonly contract?: string | undefined },
  ): CostsAnswer | undefined {
    const book = this.home(meter)?.book;
    const contract = book?.find(id);
    if (book === undefined || contract === undefined) return undefined;
    const items = book
      .costs(contract, span, from, to)
      .filter((sum) => sum.end > from && sum.start < to)
      .map((sum) => costItem(sum, book.data.calendar));
    return { currency: contract.currency, contract: contract.id, items };
  }

  peaks(
    meter: string,
    { from, to, contract: id }: Time & { readonly contract?: string | undefined },
  ): PeaksAnswer | undefined {
    const book = this.home(meter)?.book;
    const contract = book?.find(id);
    if (book === undefined || contract === undefined) return undefined;
    const months = capacityMonths(book.capacity(contract, from, to), book.data.calendar);
    return { currency: contract.currency, contract: contract.id, months };
  }

  /** What a kWh costs by the contract from the hour on that runs, or from `from` on, the beginning of an hour. */
  prices(meter: string, now: number, from?: number, id?: string): ContractPrices | undefined {
    const book = this.home(meter)?.book;
    const contract = book?.find(id);
    if (book === undefined || contract === undefined) return undefined;
    const { calendar } = book.data;
    return { contract, calendar, prices: book.prices(contract, from ?? calendar.startOf("hour", now), now) };
  }

  pricesAnswer(
    meter: string,
    { now, from, id }: { readonly now: number; readonly from?: number; readonly id?: string },
  ): ContractPricesAnswer | undefined {
    // Steps begin with an hour of the clock.
    const first = from === undefined ? undefined : this.calendarOf(meter)?.startOf("hour", from);
    const prices = this.prices(meter, now, first, id);
    return prices === undefined ? undefined : contractPricesAnswer(prices, { now, from });
  }

  /** Undefined for a meter that nobody has heard of; without `contract` where nobody said what its energy costs. */
  contracts(meter: string): ContractsAnswer | undefined {
    if (!this.#isKnown(meter)) return undefined;
    const own = this.ownOf(meter);
    if (own === undefined) return { alternatives: [] };
    return { contract: contractView(own.contract), alternatives: own.alternatives.map(contractView) };
  }

  #isKnown(meter: string): boolean {
    const { meters, calendarOf, storedNames } = this.#options;
    return meters().some((state) => state.meter === meter) || calendarOf(storedNames(meter)) !== undefined;
  }

  /**
   * Costs and incomes by hours of UTC, from a month's beginning on; `income` is there where the contract says anything of
   * energy that is given. RangeError where that is more than five years.
   */
  hourly(meter: string, { from, to }: Time): HourlyCosts | undefined {
    const book = this.home(meter)?.book;
    if (book === undefined) return undefined;
    const { contract } = book.contract;
    const { components, currency } = contract;
    const parts = book.costParts(contract, from, to);
    const hours = (direction: "import" | "export") => hourlyMoney(parts, components, { direction, from, to });
    const hasIncome = components.some(({ direction }) => direction === "export");
    return { currency, cost: hours("import"), ...(hasIncome ? { income: hours("export") } : {}) };
  }

  /** A meter's contract, and by whose months it goes; undefined where it has none. */
  contractOf(meter: string): { readonly contract: Contract; readonly calendar: Calendar } | undefined {
    const book = this.home(meter)?.book;
    return book && { contract: book.contract.contract, calendar: book.data.calendar };
  }

  /** The same energy under each of the contracts. */
  whatIf(meter: string, { from, to }: Time): WhatIfAnswer | undefined {
    const book = this.home(meter)?.book;
    if (book === undefined) return undefined;
    const { calendar } = book.data;
    const [start, end] = [calendar.startOf("day", from), calendar.endOf("day", to - 1)];
    const contracts = [book.contract, ...book.alternatives].map(({ contract }) =>
      whatIfItem(contract, book.costs(contract, "day", start, end)),
    );
    return { from: calendar.format(start), to: calendar.format(end), contracts };
  }

  /** By whose days a meter's contract goes. */
  calendarOf(meter: string): Calendar | undefined {
    return this.home(meter)?.book.data.calendar;
  }

  /** The tariff that is meant for a meter. */
  ownOf(meter: string): LoadedTariff | undefined {
    return this.#tariffs.find((candidate) => this.#isMeant(candidate, meter));
  }

  home(meter: string): HomeTariff | undefined {
    const known = this.#homes.get(meter);
    if (known !== undefined || this.#without.has(meter) || this.#tariffs.length === 0) return known;
    const { ledger, calendarOf, storedNames, spot, meterPeaks } = this.#options;
    const tariff = this.ownOf(meter);
    // Names that nobody has come from outside: only meters are remembered.
    if (tariff === undefined && this.#identities.has(meter)) this.#without.add(meter);
    const calendar = tariff === undefined ? undefined : calendarOf(storedNames(meter));
    if (tariff === undefined || calendar === undefined) return undefined;
    const { config, contract, alternatives, holidays } = tariff;
    const prices = spot(config.prices, contract.contract.currency);
    const data = createTariffData(ledger, prices, { meters: () => storedNames(meter), calendar, meterPeaks });
    const home = new HomeTariff(new TariffBook({ contract, alternatives, holidays, data }), config.guard.limitKw);
    this.#homes.set(meter, home);
    return home;
  }

  /** The zone of a meter's clock may be set otherwise while it is heard. */
  #followCalendar(meter: string): void {
    const zone = this.#homes.get(meter)?.book.data.calendar.zone;
    if (zone === undefined) return;
    const { calendarOf, storedNames } = this.#options;
    if ((calendarOf(storedNames(meter))?.zone ?? zone) !== zone) this.#homes.delete(meter);
  }

  /** A meter that is new, or has learned its name or number, may be the one that a tariff is meant for. */
  #identify({ meter, meterId, name }: MeterState): void {
    const identity = `${meterId ?? ""}|${name}`;
    if (this.#identities.get(meter) === identity) return;
    if (this.#identities.size >= maxIdentities) this.#identities.clear();
    this.#identities.set(meter, identity);
    this.#without.clear();
  }

  /** A tariff that names no meter is of the first one that is heard. */
  #isMeant({ config }: LoadedTariff, meter: string): boolean {
    const [first] = this.#options.meters();
    if (config.meter === undefined) return first?.meter === meter;
    const state = this.#options.meters().find((candidate) => candidate.meter === meter);
    return [meter, state?.meterId, state?.name].includes(config.meter);
  }
}
