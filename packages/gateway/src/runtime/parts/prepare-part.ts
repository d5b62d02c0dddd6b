import { planPrices } from "../../prices/create-price-service.ts";
import { PriceService } from "../../prices/price-service.ts";
import { closeCore } from "../core.ts";
import { createLines } from "../create-lines.ts";
import { loadConfiguredTariffs } from "../create-tariffs.ts";
import { prepareHttp } from "./http-part.ts";
import {
  prepareBrokerSink,
  prepareEmbeddedBroker,
  prepareStatistics,
  prepareTypedSink,
  prepareVirtualMeter,
} from "./output-parts.ts";
import { nothingToEnd, type PartContext, type PreparedPart } from "./part-context.ts";
import type { PartKind, PlannedPart } from "./part-plan.ts";

type Prepare = (part: PlannedPart, context: PartContext) => PreparedPart | Promise<PreparedPart>;

const dayMs = 86_400_000;

/**
 * Makes what a part needs, touching nothing that runs: what can't be made is refused while everything is still as it was.
 * Rejects with ConfigError. What a part holds open it makes when it starts, as the one before has to let go of it.
 */
export async function preparePart(part: PlannedPart, context: PartContext): Promise<PreparedPart> {
  return prepare[part.kind](part, context);
}

const prepare: Readonly<Record<PartKind, Prepare>> = {
  store: (_, { core }) => ({
    start: async () => {
      core.profiles.start();
      return { [Symbol.asyncDispose]: () => closeCore(core) };
    },
  }),
  log: (_, { options, settings }) => adjusting(() => options.setLogLevel?.(settings.log.level)),
  history: (_, { core, settings: { store } }) =>
    adjusting(() => {
      const { archive, ledger, ledgerEditor, watches } = core;
      archive.keeping = store;
      ledger.retention = store.ledger;
      ledgerEditor.hourDays = store.ledger.hourDays;
      watches.voltage.keepMs = store.voltage.days * dayMs;
    }),
  events: (_, { core, settings }) =>
    adjusting(() => {
      core.watches.events.config = settings.events;
    }),
  meters: (_, { core, settings }) =>
    adjusting(() => {
      core.gateway.forgetMeters(core.meterBook.replace(settings.meters));
      core.tariffs.forgetHomes();
    }),
  homes: (_, { core, settings }) =>
    adjusting(() => {
      core.ledgerService.homesInUse = settings.homes;
    }),
  tariffs: prepareTariffs,
  prices: (_, context) => preparePrices(context),
  http: (_, context) => prepareHttp(context),
  broker: (_, context) => prepareEmbeddedBroker(context),
  mqtt: prepareBrokerSink,
  sink: prepareTypedSink,
  virtualMeter: prepareVirtualMeter,
  homeAssistant: (_, context) => prepareStatistics(context),
  source: prepareSource,
};

/** Settings that take effect at once, and hold until others do. */
function adjusting(adjust: () => void): PreparedPart {
  return {
    start: async () => {
      adjust();
      return nothingToEnd;
    },
  };
}

async function prepareTariffs(_part: PlannedPart, { core, options, settings }: PartContext): Promise<PreparedPart> {
  const loaded = await loadConfiguredTariffs(settings, options.clock, options.log);
  return {
    start: async () => {
      core.tariffs.replace(loaded);
      return {
        [Symbol.asyncDispose]: async () => {
          core.tariffs.replace([]);
        },
      };
    },
  };
}

/** Sources that are set as before go on through a change of the others. */
function preparePrices({ core, options, site, settings: { prices } }: PartContext): PreparedPart {
  const { archive, priceFeed, gateway } = core;
  const { clock, log } = options;
  if (prices === undefined) return { start: async () => nothingToEnd };
  const plan = planPrices(prices, clock, site.prices?.plan);
  return {
    start: async () => {
      const service = new PriceService(plan, { store: archive.prices, feed: priceFeed, clock, log });
      site.prices = { service, plan };
      priceFeed.isFed = true;
      return gateway.addPrices(service);
    },
    adjust: async () => {
      site.prices?.service.change(plan);
      site.prices &&= { ...site.prices, plan };
    },
  };
}

function prepareSource({ name }: PlannedPart, { core, options, settings }: PartContext): PreparedPart {
  const own = settings.sources.filter(({ source }) => source.name === name);
  const { gateway, profiles, scales, counters, dataFolder } = core;
  const create = () => createLines(own, { clock: options.clock, profiles, scales, counters, dataFolder });
  create();
  return {
    start: async () => {
      // What a source keeps on disk is read when it is made: the one before must have written it.
      const [line] = create();
      if (line === undefined) return nothingToEnd;
      if (line.source.type === "simulator" && !settings.simulated)
        options.log.warn({ source: name }, "this source is SIMULATED: its numbers are made up");
      return gateway.addLine(line);
    },
  };
}
