import type { ContractTrialAnswer } from "@meter2mqtt/contract";
import { type Holidays, noHolidays } from "@meter2mqtt/energy";
import type { Clock } from "../sources/back-off.ts";
import { createHolidays } from "../tariffs/holidays.ts";
import type { LoadedContract } from "../tariffs/load-contract.ts";
import type { LoadedTariff } from "../tariffs/load-tariffs.ts";
import { createTariffData } from "../tariffs/tariff-data.ts";
import { TariffService, type TariffServiceOptions } from "../tariffs/tariff-service.ts";

export interface ContractTrialOptions {
  readonly ports: Omit<TariffServiceOptions, "tariffs">;
  /** Those at work. */
  readonly tariffs: TariffService | undefined;
  readonly clock: Clock;
}

/** What the last month would have cost under a contract that is not saved yet. */
export class ContractTrial {
  readonly #options: ContractTrialOptions;

  constructor(options: ContractTrialOptions) {
    this.#options = options;
  }

  /** Undefined where nothing is known of the meter's energy. Rejects with ConfigError for a country without holidays. */
  async work(
    meter: string,
    contract: LoadedContract,
    country: string | undefined,
  ): Promise<ContractTrialAnswer | undefined> {
    const { ports, tariffs } = this.#options;
    const own = tariffs?.ownOf(meter);
    const time = this.#monthOf(meter);
    if (time === undefined) return undefined;
    const holidays = await holidaysOf(country, own);
    const config = { ...{ meter, contract: "", alternatives: [], guard: {} }, ...own?.config };
    const alternatives = own === undefined ? [] : [own.contract];
    const service = new TariffService({
      ...ports,
      tariffs: [{ config: { ...config, meter }, contract, alternatives, holidays }],
    });
    const answer = service.whatIf(meter, time);
    return answer && { ...answer, whole: time.whole };
  }

  /** The last whole month, or the running one so far where nothing is known of that. */
  #monthOf(meter: string): { readonly from: number; readonly to: number; readonly whole: boolean } | undefined {
    const { ports, clock } = this.#options;
    const names = ports.storedNames(meter);
    const calendar = ports.calendarOf(names);
    if (calendar === undefined) return undefined;
    const data = createTariffData(ports.ledger, () => [], { meters: () => names, calendar });
    const now = clock.now();
    const begin = calendar.startOf("month", now);
    const last = { from: calendar.startOf("month", begin - 1), to: begin, whole: true };
    const isKnown = ({ from, to }: { from: number; to: number }) => data.imported(from, to).length > 0;
    if (isKnown(last)) return last;
    const running = { from: begin, to: now, whole: false };
    return isKnown(running) ? running : undefined;
  }
}

async function holidaysOf(country: string | undefined, own: LoadedTariff | undefined): Promise<Holidays> {
  if (country === undefined) return own?.holidays ?? noHolidays;
  return country === own?.config.country ? own.holidays : createHolidays(country);
}
