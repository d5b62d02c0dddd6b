import { resolve } from "node:path";
import { type TariffConfig, tell } from "@meter2mqtt/contract";
import { type Holidays, noHolidays } from "@meter2mqtt/energy";
import { toldError } from "../errors.ts";
import { createHolidays } from "./holidays.ts";
import { type FetchText, type LoadedContract, loadContract } from "./load-contract.ts";

/** A tariff of the configuration with its contracts read. */
export interface LoadedTariff {
  readonly config: TariffConfig;
  readonly contract: LoadedContract;
  readonly alternatives: readonly LoadedContract[];
  readonly holidays: Holidays;
}

/** Reads the contracts of a configuration. `folder`: where relative paths begin. Rejects with {@link ConfigError}. */
export async function loadTariffs(
  configs: readonly TariffConfig[],
  { folder, fetchText }: { readonly folder: string; readonly fetchText: FetchText },
): Promise<LoadedTariff[]> {
  const loaded: LoadedTariff[] = [];
  for (const config of configs) {
    const read = (file: string) => loadContract(resolve(folder, file), fetchText);
    const contract = await read(config.contract);
    const alternatives: LoadedContract[] = [];
    for (const file of config.alternatives) alternatives.push(await read(file));
    checkIds([contract, ...alternatives]);
    const { country, region } = config;
    const holidays = country === undefined ? noHolidays : await createHolidays(country, region);
    loaded.push({ config, contract, alternatives, holidays });
  }
  return loaded;
}

function checkIds(contracts: readonly LoadedContract[]): void {
  const ids = contracts.map(({ contract }) => contract.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return;
  throw toldError(tell("idTwice", { id: twice }), { path: "tariffs", hint: tell("ownId") });
}
