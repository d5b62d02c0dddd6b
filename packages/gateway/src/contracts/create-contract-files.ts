import { basename, dirname, resolve } from "node:path";
import type { ContractFileRoutesOptions } from "../api/contract-file-routes.ts";
import type { Settings } from "../config/settings.ts";
import { keptTariffs, loadConfiguredTariffs } from "../runtime/create-tariffs.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import { createFetchText, createKeptText } from "../tariffs/fetch-text.ts";
import type { TariffService, TariffServiceOptions } from "../tariffs/tariff-service.ts";
import { ContractFiles } from "./contract-files.ts";
import { ContractFolder } from "./contract-folder.ts";
import { ContractTrial } from "./contract-trial.ts";

export interface ContractParts {
  readonly ports: Omit<TariffServiceOptions, "tariffs">;
  /** Those at work. */
  readonly tariffs: TariffService;
  /** Where the configuration is, or will be. */
  readonly configurationFile: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What shows, tries and changes the contracts beside the configuration, by the settings as they are then; a change of those in use is taken up at once. */
export function createContractFiles(settings: () => Settings, parts: ContractParts): ContractFileRoutesOptions {
  const { ports, tariffs, clock, log } = parts;
  const file = resolve(parts.configurationFile ?? settings().file ?? "meter2mqtt.yaml");
  const kept = keptTariffs(settings());
  const files = new ContractFiles({
    folder: new ContractFolder(dirname(file), basename(file)),
    tariffs: () => settings().tariffs,
    fetchText: createFetchText(kept, clock),
    keptText: createKeptText(kept),
    takeUp: async () => tariffs.replace(await loadConfiguredTariffs(settings(), clock, log)),
    log,
  });
  return { files, trial: new ContractTrial({ ports, tariffs, clock }) };
}
