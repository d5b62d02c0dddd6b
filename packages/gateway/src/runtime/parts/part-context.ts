import type { ConfigurationRoutesOptions } from "../../api/configuration-routes.ts";
import type { ApiServer } from "../../api/server.ts";
import type { Settings } from "../../config/settings.ts";
import type { MadePricePlan } from "../../prices/create-price-service.ts";
import type { PriceService } from "../../prices/price-service.ts";
import type { EmbeddedBroker } from "../../sinks/embedded-broker.ts";
import type { Core, CoreOptions } from "../core.ts";

export interface PartOptions extends CoreOptions {
  /** How the configuration is shown and changed; without it it is not. */
  readonly configuration?: ConfigurationRoutesOptions;
  /** Told the level that the log is to have; without it the log's own holds. */
  readonly setLogLevel?: (level: string) => void;
}

/** What is asked of parts while they run. */
export interface Site {
  api: ApiServer | undefined;
  broker: EmbeddedBroker | undefined;
  /** The service that asks for prices, or asked last, and by what. */
  prices: { readonly service: PriceService; readonly plan: MadePricePlan } | undefined;
  /** Where pages were served last, and on which port that was. */
  place: { readonly listen: string; readonly wanted: number; readonly port: number } | undefined;
}

/** What a part is made of. */
export interface PartContext {
  readonly core: Core;
  readonly options: PartOptions;
  readonly site: Site;
  /** Those that the part is to run with. */
  readonly settings: Settings;
  /** Those that are at work when it is asked. */
  readonly current: () => Settings;
}

/** A part that can be started: what its settings describe can be made. */
export interface PreparedPart {
  /** Rejects with ConfigError where it can't be had; nothing of it is left then. */
  start(): Promise<AsyncDisposable>;
  /** Takes up the settings where it runs already and goes on; without it that is a start. Rejects as a start does. */
  adjust?(): Promise<void>;
}

/** A part that has nothing to end. */
export const nothingToEnd: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };
