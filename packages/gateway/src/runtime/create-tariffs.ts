import { dirname, join } from "node:path";
import { priceSteps } from "@meter2mqtt/energy";
import type { Settings } from "../config/settings.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { MeterPeakKeeper } from "../meter-peaks/meter-peak-keeper.ts";
import type { Clock } from "../sources/back-off.ts";
import { createFetchText } from "../tariffs/fetch-text.ts";
import { type LoadedTariff, loadTariffs } from "../tariffs/load-tariffs.ts";
import type { TariffServiceOptions } from "../tariffs/tariff-service.ts";
import type { Gateway } from "./gateway.ts";
import type { Logger } from "./log.ts";

/** Where the last text of each address is kept. */
export function keptTariffs({ store }: Pick<Settings, "store">): string {
  return join(dirname(store.path), "tariffs");
}

/** Reads the contracts that the settings name. Rejects with ConfigError. */
export async function loadConfiguredTariffs(settings: Settings, clock: Clock, log: Logger): Promise<LoadedTariff[]> {
  const fetchText = createFetchText(keptTariffs(settings), clock);
  const tariffs = await loadTariffs(settings.tariffs, { folder: dirname(settings.store.path), fetchText });
  for (const { contract, alternatives } of tariffs)
    for (const { contract: loaded, leftOut } of [contract, ...alternatives])
      for (const { message } of leftOut)
        log.child({ component: "tariffs", contract: loaded.id }).warn(`left out of the contract: ${message}`);
  return tariffs;
}

interface TariffParts {
  readonly gateway: Gateway;
  readonly ledger: LedgerService;
  readonly peaks: MeterPeakKeeper;
}

/** What contracts are worked out on. */
export function createTariffPorts({ gateway, ledger, peaks }: TariffParts): Omit<TariffServiceOptions, "tariffs"> {
  return {
    ledger: ledger.reader,
    calendarOf: (names) => ledger.calendarOf(names),
    storedNames: (meter) => ledger.storedNames(meter),
    meters: () => gateway.state().meters,
    meterPeaks: (names, calendar) => peaks.peaksOf(names, calendar),
    spot: (area, currency) => (from, to) => {
      const { prices } = gateway;
      const known = prices?.prices(area ?? prices.areas[0] ?? "", from, to) ?? [];
      // A price in another currency that no rate is known for is no price of this contract.
      return known
        .filter((point) => point.currency === currency)
        .map(({ start, lengthMs, price }) => ({ start, lengthMs, price: price / priceSteps }));
    },
  };
}
