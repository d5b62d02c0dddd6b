import { dirname, join, resolve } from "node:path";
import { Accounts } from "../access/accounts.ts";
import type { ConfigurationRoutesOptions } from "../api/configuration-routes.ts";
import { type ApiServer, startApiServer } from "../api/server.ts";
import type { Settings } from "../config/settings.ts";
import { createContractFiles } from "../contracts/create-contract-files.ts";
import { SinkError } from "../errors.ts";
import { createStatisticsFeeds } from "../home-assistant/create-statistics-feed.ts";
import type { CostPort } from "../home-assistant/money-statistic.ts";
import { EnergyTeller } from "../ledger/energy-teller.ts";
import { Ledger } from "../ledger/ledger.ts";
import { LedgerEditor } from "../ledger/ledger-editor.ts";
import { LedgerFeed } from "../ledger/ledger-feed.ts";
import { LedgerService } from "../ledger/ledger-service.ts";
import { MeterBook } from "../meters/meter-book.ts";
import type { MeterRegistry } from "../meters/meter-registry.ts";
import { MeterService } from "../meters/meter-service.ts";
import { createPriceService } from "../prices/create-price-service.ts";
import { PriceFeed } from "../prices/price-feed.ts";
import { UserProfiles } from "../profiles/user-profiles.ts";
import { createAmsReaderSinks } from "../sinks/amsreader/create-amsreader-sinks.ts";
import { readInstallationId } from "../sinks/amsreader/device-id.ts";
import { type PlotName, plotAnswer } from "../sinks/amsreader/energy-plots.ts";
import { createSink, type SinkDependencies } from "../sinks/create-sink.ts";
import { createTypedSink } from "../sinks/create-typed-sink.ts";
import { type BrokerCredentials, type EmbeddedBroker, startEmbeddedBroker } from "../sinks/embedded-broker.ts";
import { LineFeed } from "../sinks/line-feed.ts";
import type { Sink } from "../sinks/sink.ts";
import { type Clock, systemClock } from "../sources/back-off.ts";
import { Archive } from "../store/archive.ts";
import { StoreParts } from "../store/store-parts.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { createVirtualMeters } from "../virtual-meters/create-virtual-meters.ts";
import { CounterKeeper } from "./counter-keeper.ts";
import { createLines } from "./create-lines.ts";
import { createTariffPorts, createTariffService, loadConfiguredTariffs } from "./create-tariffs.ts";
import { Gateway } from "./gateway.ts";
import type { Logger } from "./log.ts";
import { MeterWatches } from "./meter-watches.ts";
import { createObservers, type Observers, observe } from "./observers.ts";
import { ScaleKeeper } from "./scale-keeper.ts";
import { storedName } from "./store-keeper.ts";

const dayMs = 86_400_000;

export interface StartOptions {
  readonly version: string;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Who has looked at the gateway before it was started again. */
  readonly observers?: Observers;
  /** Meters that were heard before it was started again. */
  readonly meters?: (book: MeterBook) => MeterRegistry | undefined;
  /** How the configuration is shown and changed; without it it is not. */
  readonly configuration?: ConfigurationRoutesOptions;
}

/** A gateway at work, with its page and its broker. Disposal stops everything within 2 s. */
export interface RunningGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly api: ApiServer;
  readonly broker: EmbeddedBroker | undefined;
}

/** Starts everything that the settings describe. Rejects with ConfigError; what was begun is closed again then. */
export async function startGateway(
  settings: Settings,
  {
    version,
    log,
    clock = systemClock,
    observers = createObservers(clock),
    meters: earlier,
    configuration,
  }: StartOptions,
): Promise<RunningGateway> {
  const loadedTariffs = await loadConfiguredTariffs(settings, clock, log);
  const profiles = new UserProfiles({ folder: profilesFolder(settings), log });
  const scales = new ScaleKeeper();
  const counters = new CounterKeeper();
  const dataFolder = dirname(settings.store.path);
  const lines = createLines(settings.sources, { clock, profiles, scales, counters, dataFolder });
  const lineFeed = new LineFeed();
  const priceFeed = settings.prices && new PriceFeed();
  const feeds = { lines: lineFeed, ...(priceFeed && { prices: priceFeed }) };
  const installationId = readInstallationId(dirname(settings.store.path), log);
  const plotOf = (plot: PlotName, meter: string, now: number) => {
    const source = ledgerService.sourceOf(meter);
    return source === undefined ? undefined : plotAnswer(plot, source, now);
  };
  const brokers = settings.mqtt.flatMap((broker) => {
    const native = createSink(broker, { version, clock, ...feeds });
    const contractPricesOf = (meter: string, now: number) => tariffs?.prices(meter, now);
    const priced = { ...(priceFeed && { prices: priceFeed }), ...(loadedTariffs.length > 0 && { contractPricesOf }) };
    const ours = { version, clock, installationId, plotOf, ...priced };
    const amsreader = createAmsReaderSinks(broker, ours);
    return broker.native ? [native, ...amsreader] : amsreader;
  });
  const external = [...brokers, ...settings.sinks.map((sink) => createTypedSink(sink, { clock }))];
  const broker = settings.broker.enabled ? await startBroker(settings, log) : undefined;
  const embedded = broker && embeddedSink(broker, brokerCredentials(settings), { version, clock, ...feeds });
  const sinks = embedded === undefined ? external : [embedded, ...external];
  const ledger = new LedgerFeed(new Ledger({ retention: settings.store.ledger }), log);
  const watches = new MeterWatches({
    events: settings.events,
    keepVoltageMs: settings.store.voltage.days * dayMs,
  });
  const archive = new Archive(
    settings.store,
    undefined,
    new StoreParts([ledger.ledger, watches.voltage, watches.events.book, watches.peaks]),
  );
  const virtualMeters = createVirtualMeters(settings.virtualMeters, settings.sources, { version, clock, log });
  const meterBook = new MeterBook(settings.meters);
  const meters = () => gateway.state().meters;
  const storedNames = (meter: string) => storedNamesOf(meter, gateway, meterBook);
  const costs: CostPort | undefined =
    loadedTariffs.length === 0
      ? undefined
      : {
          contractOf: (meter) => tariffs?.contractOf(meter),
          hourly: (meter, time) => tariffs?.hourly(meter, time),
        };
  const statistics = createStatisticsFeeds(settings, {
    ...{ ledger: ledger.ledger, meters, storedNames, clock, log },
    ...(costs && { costs }),
  });
  // Contracts work on the gateway's prices: they are there once it is.
  const energy = new EnergyTeller({
    ledger: ledger.ledger,
    storedNames,
    extra: (meter, now): object => tariffs?.extra(meter, now) ?? {},
  });
  const known = { meterBook, meters: earlier?.(meterBook) };
  const outputs = { sinks, virtualMeters, ...known, feeds: statistics, energy };
  const { simulated } = settings;
  const priceParts = priceFeed && { store: archive.prices, feed: priceFeed, clock, log };
  const prices = settings.prices && priceParts && createPriceService(settings.prices, priceParts);
  const shown = { version, simulated, ...(prices && { prices }) };
  const gateway: Gateway = new Gateway({
    ...shown,
    lines,
    ...outputs,
    archive,
    ledger,
    scales,
    counters,
    watches,
    frames: observers.frames,
    clock,
    log,
  });
  observe(gateway, observers, clock);
  const ledgerService: LedgerService = createLedgerService(settings, { archive, storedNames, ledger: ledger.ledger });
  const tariffParts = { gateway, ledger: ledgerService, peaks: watches.peaks };
  const tariffs: TariffService | undefined = createTariffService(loadedTariffs, tariffParts);
  const configurationFile = configuration?.service.file;
  const ports = createTariffPorts(tariffParts);
  const contracts = createContractFiles(settings, { ports, tariffs, configurationFile, clock, log });
  ledger.ledger.subscribe(({ meter, from }) => tariffs?.ledgerChanged(meter, from));
  watches.windowOf = tariffs && ((meter, at) => tariffs.windowOf(meter, at));
  for (const state of gateway.state().sources) lineFeed.report(state);
  gateway.subscribe(({ name, data }) => {
    if (name === "source") lineFeed.report(data);
    if (name === "meter") tariffs?.observe(data, clock.now());
  });
  const accounts = new Accounts({ storePath: settings.store.path, now: () => clock.now(), log });
  const api = await startApiServer({
    gateway,
    accounts,
    ledger: ledgerService,
    ...(tariffs && { tariffs }),
    contracts,
    inspection: {
      ...{ gateway, observers, archive, settings, embedded: broker?.url },
      meters: new MeterService({
        ...{ gateway, archive, book: meterBook, storedNames },
        calendarOf: (names) => ledgerService.calendarOf(names),
      }),
    },
    ...(configuration && { configuration }),
    capsule: { settings, archive, profiles, version },
    http: settings.http,
    clock,
    log,
    installationId,
  }).catch(async (error: unknown) => {
    accounts[Symbol.dispose]();
    await broker?.[Symbol.asyncDispose]();
    throw error;
  });
  announce(settings, { gateway, api, broker }, version, log);
  profiles.start();
  gateway.start();
  return {
    gateway,
    api,
    broker,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([gateway, api, profiles].map((part) => part[Symbol.asyncDispose]()));
      await broker?.[Symbol.asyncDispose]();
      accounts[Symbol.dispose]();
    },
  };
}

interface LedgerParts {
  readonly archive: Archive;
  readonly storedNames: (meter: string) => readonly string[];
  readonly ledger: Ledger;
}

function createLedgerService({ store, homes }: Settings, parts: LedgerParts): LedgerService {
  const { archive, storedNames, ledger } = parts;
  const flush = (now: number) => archive.flush(now);
  return new LedgerService({
    ledger,
    homes,
    editor: new LedgerEditor(ledger, { flush, hourDays: store.ledger.hourDays }),
    storedNames,
  });
}

/** The meters that followed each other in one place, by the name of the one that is there now. */
function storedNamesOf(meter: string, gateway: Gateway, meterBook: MeterBook): readonly string[] {
  const state = gateway.state().meters.find((candidate) => candidate.meter === meter);
  // A meter that was not heard since the start goes by its number.
  const name = state === undefined ? meter : storedName(state);
  return [...meterBook.predecessorsOf(name)].reverse().concat(name);
}

/** Beside the configuration; without one, where the gateway was started. */
function profilesFolder({ file }: Settings): string {
  return join(file === undefined ? process.cwd() : dirname(resolve(file)), "profiles");
}

/** Without its broker the gateway still has its page and its other sinks. */
async function startBroker(settings: Settings, log: Logger): Promise<EmbeddedBroker | undefined> {
  const { host, port } = settings.broker;
  try {
    const broker = await startEmbeddedBroker({ host, port, credentials: brokerCredentials(settings) });
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

function brokerCredentials({ broker: { user, password } }: Settings): BrokerCredentials | undefined {
  return user === undefined || password === undefined ? undefined : { user, password };
}

function embeddedSink(
  broker: EmbeddedBroker,
  credentials: BrokerCredentials | undefined,
  dependencies: SinkDependencies,
): Sink {
  const discovery = { enabled: true, prefix: "homeassistant" };
  const settings = { name: "embedded", url: broker.url, protocol: "3.1.1", tls: {}, baseTopic: "meter2mqtt" } as const;
  const asked = credentials && { username: credentials.user, password: credentials.password };
  return createSink({ ...settings, ...asked, discovery }, dependencies);
}

/** Says where everything is, and how to go on. */
function announce(
  settings: Settings,
  { api, broker }: Omit<RunningGateway, typeof Symbol.asyncDispose>,
  version: string,
  log: Logger,
): void {
  const { file, warnings, simulated, sources } = settings;
  log.info({ version, config: file ?? "none" }, `meter2mqtt ${version} runs; the page is at ${api.url}`);
  for (const warning of warnings) log.warn(warning);
  if (broker !== undefined) {
    const place = new URL(broker.url);
    log.info(
      { port: broker.port },
      `MQTT: ${broker.url}; try: mosquitto_sub -h ${place.hostname} -p ${place.port} -t 'meter2mqtt/#' -v`,
    );
  }
  if (simulated) {
    log.warn("this meter is SIMULATED: its numbers are made up");
    log.info(
      "to connect a real meter, open the page and choose Set it up; or write a file meter2mqtt.yaml here and start again, for a USB adapter: sources: [{ type: serial, port: /dev/ttyUSB0 }]; docs/configuration.md has all settings",
    );
  } else {
    for (const { source } of sources)
      if (source.type === "simulator")
        log.warn({ source: source.name }, "this source is SIMULATED: its numbers are made up");
  }
}
