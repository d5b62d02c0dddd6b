import type {
  BrokerConfig,
  EventsConfig,
  HomeConfig,
  HttpConfig,
  KnownMeterConfig,
  LogConfig,
  MeterConfig,
  Remark,
  SourceConfig,
  StoreConfig,
  TariffConfig,
  VirtualMeterConfig,
} from "@meter2mqtt/contract";
import type { EmbeddedBrokerSettings } from "./access-settings.ts";
import type { PriceSettings } from "./price-settings.ts";
import type { Secret } from "./secret.ts";
import type { TypedSinkSettings } from "./sink-settings.ts";
import type { SourceSecrets } from "./source-secrets.ts";

/** What is known beforehand of the meter behind a source. */
export interface MeterSettings
  extends Partial<Pick<MeterConfig, "grid" | "scales" | "multipliers" | "mainFuse" | "nominalVoltage">> {
  readonly name?: string;
  readonly slug?: string;
  readonly zone?: string;
  readonly country?: string;
  /** 16 hexadecimal digits. */
  readonly systemTitle?: string;
  readonly encryptionKey?: Secret;
  readonly authenticationKey?: Secret;
}

export interface SourceSettings {
  readonly source: SourceConfig;
  readonly secrets: SourceSecrets;
  readonly meter: MeterSettings;
}

/** A broker to publish to; secrets are wrapped, and files with secrets were read. */
export type BrokerSettings = Omit<BrokerConfig, "password" | "passwordFile"> & { readonly password?: Secret };

/** The configuration as the gateway works with it. */
export interface Settings {
  /** The file it came from; absent without one. */
  readonly file?: string;
  /** True: no source is configured, so a simulated meter is shown. */
  readonly simulated: boolean;
  readonly sources: readonly SourceSettings[];
  /** What the user knows of meters by their numbers. */
  readonly meters: readonly KnownMeterConfig[];
  readonly mqtt: readonly BrokerSettings[];
  /** Destinations beside MQTT. */
  readonly sinks: readonly TypedSinkSettings[];
  readonly broker: EmbeddedBrokerSettings;
  readonly virtualMeters: readonly VirtualMeterConfig[];
  /** Meters that belong together. */
  readonly homes: readonly HomeConfig[];
  readonly http: HttpConfig;
  readonly store: StoreConfig;
  readonly events: EventsConfig;
  /** Where hourly sums are written to. */
  readonly homeAssistant?: { readonly url: string; readonly token: Secret };
  /** What energy costs, by contract files whose paths are whole. */
  readonly tariffs: readonly TariffConfig[];
  /** Where prices come from; absent: nobody is asked for prices. */
  readonly prices?: PriceSettings;
  readonly log: LogConfig;
  /** What the operator should know, each a sentence. */
  readonly warnings: readonly Remark[];
}
