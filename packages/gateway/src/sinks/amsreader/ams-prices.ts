import { followsMarket } from "@meter2mqtt/energy";
import type { PriceSnapshot } from "../../prices/price-snapshot.ts";
import { type ContractPrices, snapshotOfContract } from "../../tariffs/contract-prices.ts";

/** What a kWh costs and brings from now on, as the firmware's formats and routes say it. */
export interface AmsPrices {
  readonly import: PriceSnapshot;
  /** The import's where nothing says otherwise. */
  readonly export: PriceSnapshot;
}

/** By the meter's contract where it has one, which has all that is added to the market's price; else the market's. */
export function amsPrices(
  contract: ContractPrices | undefined,
  market: PriceSnapshot | undefined,
  at: number,
): AmsPrices | undefined {
  if (contract === undefined) return market && { import: market, export: market };
  // A price that isn't the market's is a fixed one to the firmware.
  const sourceType = followsMarket(contract.contract) ? market?.sourceType : "fixed";
  const about = { at, area: market?.area ?? "", sourceType };
  const imported = snapshotOfContract(contract, "import", about);
  if (imported.prices.length === 0) return market && { import: market, export: market };
  return { import: imported, export: snapshotOfContract(contract, "export", about) };
}
