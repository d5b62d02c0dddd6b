import type { BrokerSettings } from "../../config/settings.ts";
import { SinkError } from "../../errors.ts";
import { createStatisticsFeeds } from "../../home-assistant/create-statistics-feed.ts";
import { createAmsReaderSinks } from "../../sinks/amsreader/create-amsreader-sinks.ts";
import { type PlotName, plotAnswer } from "../../sinks/amsreader/energy-plots.ts";
import { createSink } from "../../sinks/create-sink.ts";
import { createTypedSink } from "../../sinks/create-typed-sink.ts";
import { type BrokerCredentials, type EmbeddedBroker, startEmbeddedBroker } from "../../sinks/embedded-broker.ts";
import type { Sink } from "../../sinks/sink.ts";
import { createVirtualMeters } from "../../virtual-meters/create-virtual-meters.ts";
import { nothingToEnd, type PartContext, type PreparedPart } from "./part-context.ts";
import type { PlannedPart } from "./part-plan.ts";

/** Our own topics on a broker, or one of the firmware's formats there. */
export function prepareBrokerSink(part: PlannedPart, context: PartContext): PreparedPart {
  const create = () => brokerSinkOf(part, context);
  create();
  return { start: async () => context.core.gateway.addSink(create()) };
}

export function prepareTypedSink({ name }: PlannedPart, { core, options, settings }: PartContext): PreparedPart {
  const found = settings.sinks.find((sink) => sink.name === name);
  const create = () => createTypedSink(planned(found), { clock: options.clock });
  create();
  return { start: async () => core.gateway.addSink(create()) };
}

export function prepareVirtualMeter({ name }: PlannedPart, { core, options, ...context }: PartContext): PreparedPart {
  const configs = context.settings.virtualMeters.filter((meter) => meter.name === name);
  const { version, clock, log } = options;
  const create = () =>
    planned(createVirtualMeters(configs, () => context.current().sources, { version, clock, log })[0]);
  create();
  return { start: async () => core.gateway.addVirtualMeter(create()) };
}

/** What keeps Home Assistant's statistics. */
export function prepareStatistics({ core, options, settings }: PartContext): PreparedPart {
  const { gateway, ledger, storedNames, tariffs } = core;
  const { clock, log } = options;
  const meters = () => gateway.state().meters;
  const parts = { ledger, meters, storedNames, costs: tariffs, clock, log };
  return {
    start: async () => {
      const [feed] = createStatisticsFeeds(settings, parts);
      return feed === undefined ? nothingToEnd : gateway.addFeed(feed);
    },
  };
}

/** The broker inside, and what is published there. */
export function prepareEmbeddedBroker(context: PartContext): PreparedPart {
  const { core, site } = context;
  return {
    start: async () => {
      const broker = await startBroker(context);
      site.broker = broker;
      if (broker === undefined) return nothingToEnd;
      const running = core.gateway.addSink(embeddedSink(broker, context));
      return {
        [Symbol.asyncDispose]: async () => {
          await running[Symbol.asyncDispose]();
          site.broker = undefined;
          await broker[Symbol.asyncDispose]();
        },
      };
    },
  };
}

function brokerSinkOf({ name, broker: formatOf }: PlannedPart, context: PartContext): Sink {
  const { settings } = context;
  const broker = planned(settings.mqtt.find((own) => own.name === (formatOf ?? name)));
  if (formatOf === undefined) return createSink(broker, sinkDependencies(context));
  return planned(amsReaderSinks(broker, context).find((sink) => sink.name === name));
}

function amsReaderSinks(broker: BrokerSettings, context: PartContext): readonly Sink[] {
  const { core, options } = context;
  const { installationId, priceFeed, ledgerService, tariffs } = core;
  const { version, clock } = options;
  const plotOf = (plot: PlotName, meter: string, now: number) => {
    const source = ledgerService.sourceOf(meter);
    return source === undefined ? undefined : plotAnswer(plot, source, now);
  };
  const contracts = { pricesOf: tariffs.prices.bind(tariffs), revision: () => tariffs.revision };
  return createAmsReaderSinks(broker, { version, clock, installationId, plotOf, prices: priceFeed, contracts });
}

function sinkDependencies({ core, options: { version, clock } }: PartContext) {
  return { version, clock, lines: core.lineFeed, prices: core.priceFeed };
}

/** Without its broker the gateway still has its page and its other sinks. */
async function startBroker({ settings, options: { log } }: PartContext): Promise<EmbeddedBroker | undefined> {
  const { host, port } = settings.broker;
  const credentials = credentialsOf(settings.broker);
  try {
    const broker = await startEmbeddedBroker({ host, port, credentials });
    if (port !== 0 && broker.port !== port)
      log.warn(
        { wanted: port, port: broker.port },
        `port ${port} is taken; the embedded broker is on port ${broker.port}`,
      );
    return broker;
  } catch (error) {
    if (!(error instanceof SinkError)) throw error;
    log.error({ reason: error.message }, "the embedded broker could not be started");
    return undefined;
  }
}

function credentialsOf({ user, password }: PartContext["settings"]["broker"]): BrokerCredentials | undefined {
  return user === undefined || password === undefined ? undefined : { user, password };
}

function embeddedSink(broker: EmbeddedBroker, context: PartContext): Sink {
  const discovery = { enabled: true, prefix: "homeassistant" };
  const settings = { name: "embedded", url: broker.url, protocol: "3.1.1", tls: {}, baseTopic: "meter2mqtt" } as const;
  const credentials = credentialsOf(context.settings.broker);
  const asked = credentials && { username: credentials.user, password: credentials.password };
  return createSink({ ...settings, ...asked, discovery }, sinkDependencies(context));
}

/** The plan was made from the same settings: what it names is there. */
function planned<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("a part was planned that the settings don't have");
  return found;
}
