import type { Settings } from "../config/settings.ts";
import { createPriceService } from "../prices/create-price-service.ts";
import { PriceFeed } from "../prices/price-feed.ts";
import { createLines } from "../runtime/create-lines.ts";
import type { Logger } from "../runtime/log.ts";
import { createAmsReaderSinks } from "../sinks/amsreader/create-amsreader-sinks.ts";
import { createSink } from "../sinks/create-sink.ts";
import { createTypedSink } from "../sinks/create-typed-sink.ts";
import type { Clock } from "../sources/back-off.ts";
import { PriceStore } from "../store/price-store.ts";
import { createVirtualMeters } from "../virtual-meters/create-virtual-meters.ts";

/** Makes what the settings describe and starts none of it: what a start would refuse is refused here. Throws ConfigError. */
export function buildParts(settings: Settings, { clock, log }: { readonly clock: Clock; readonly log: Logger }): void {
  const version = "0";
  createLines(settings.sources, { clock });
  for (const broker of settings.mqtt) {
    createSink(broker, { version, clock });
    createAmsReaderSinks(broker, { version, clock, installationId: "" });
  }
  for (const sink of settings.sinks) createTypedSink(sink, { clock });
  createVirtualMeters(settings.virtualMeters, () => settings.sources, { version, clock, log });
  if (settings.prices !== undefined)
    createPriceService(settings.prices, { store: new PriceStore(), feed: new PriceFeed(), clock, log });
}
