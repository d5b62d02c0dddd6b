import { dirname, join, resolve } from "node:path";
import { Accounts } from "../access/accounts.ts";
import type { Settings } from "../config/settings.ts";
import { EnergyTeller } from "../ledger/energy-teller.ts";
import { Ledger } from "../ledger/ledger.ts";
import { LedgerEditor } from "../ledger/ledger-editor.ts";
import { LedgerFeed } from "../ledger/ledger-feed.ts";
import { LedgerService } from "../ledger/ledger-service.ts";
import { MeterBook } from "../meters/meter-book.ts";
import { PriceFeed } from "../prices/price-feed.ts";
import { UserProfiles } from "../profiles/user-profiles.ts";
import { readInstallationId } from "../sinks/amsreader/device-id.ts";
import { LineFeed } from "../sinks/line-feed.ts";
import type { Clock } from "../sources/back-off.ts";
import { Archive } from "../store/archive.ts";
import { StoreParts } from "../store/store-parts.ts";
import { TariffService, type TariffServiceOptions } from "../tariffs/tariff-service.ts";
import { CounterKeeper } from "./counter-keeper.ts";
import { createTariffPorts } from "./create-tariffs.ts";
import { Gateway } from "./gateway.ts";
import type { Logger } from "./log.ts";
import { MeterWatches } from "./meter-watches.ts";
import { type Observers, observe } from "./observers.ts";
import { ScaleKeeper } from "./scale-keeper.ts";
import { storedName } from "./store-keeper.ts";

const dayMs = 86_400_000;

export interface CoreOptions {
  readonly version: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** Who has looked at the gateway before it was started again. */
  readonly observers: Observers;
}

/** What stands on one database, and what all other parts stand on: it stays while they come and go. */
export interface Core {
  readonly gateway: Gateway;
  readonly archive: Archive;
  readonly ledger: Ledger;
  readonly ledgerEditor: LedgerEditor;
  readonly ledgerService: LedgerService;
  readonly tariffs: TariffService;
  /** What contracts are worked out on. */
  readonly tariffPorts: Omit<TariffServiceOptions, "tariffs">;
  readonly watches: MeterWatches;
  readonly meterBook: MeterBook;
  /** Under which names readings of a meter are kept, the one that is there now last. */
  readonly storedNames: (meter: string) => readonly string[];
  readonly scales: ScaleKeeper;
  readonly counters: CounterKeeper;
  readonly profiles: UserProfiles;
  readonly lineFeed: LineFeed;
  readonly priceFeed: PriceFeed;
  readonly accounts: Accounts;
  readonly installationId: string;
  readonly dataFolder: string;
}

/** Makes the core; nothing is opened yet. */
export function createCore(settings: Settings, { version, log, clock, observers }: CoreOptions): Core {
  const { store } = settings;
  const dataFolder = dirname(store.path);
  const ledger = new Ledger({ retention: store.ledger });
  const watches = new MeterWatches({ events: settings.events, keepVoltageMs: store.voltage.days * dayMs });
  const inDatabase = new StoreParts([ledger, watches.voltage, watches.events.book, watches.peaks]);
  const archive = new Archive(store, undefined, inDatabase);
  const meterBook = new MeterBook(settings.meters);
  const [scales, counters] = [new ScaleKeeper(), new CounterKeeper()];
  const storedNames = (meter: string) => storedNamesOf(meter, gateway, meterBook);
  // Contracts work on the gateway's prices: they are there once it is.
  const extra = (meter: string, now: number): object => tariffs.extra(meter, now);
  const energy = new EnergyTeller({ ledger, storedNames, extra });
  const gateway: Gateway = new Gateway({
    ...{ version, meterBook, archive, energy, scales, counters, watches, clock, log },
    ledger: new LedgerFeed(ledger, log),
    frames: observers.frames,
  });
  const { hourDays } = store.ledger;
  const ledgerEditor = new LedgerEditor(ledger, { flush: (now) => archive.flush(now), hourDays });
  const ledgerService = new LedgerService({ ledger, homes: settings.homes, editor: ledgerEditor, storedNames });
  const tariffPorts = createTariffPorts({ gateway, ledger: ledgerService, peaks: watches.peaks });
  const tariffs: TariffService = new TariffService(tariffPorts);
  const core: Core = {
    ...{ gateway, archive, ledger, ledgerEditor, ledgerService, tariffs, tariffPorts, watches, meterBook, storedNames },
    ...{ scales, counters, dataFolder, lineFeed: new LineFeed(), priceFeed: new PriceFeed() },
    profiles: new UserProfiles({ folder: profilesFolder(settings), log }),
    accounts: new Accounts({ storePath: store.path, now: () => clock.now(), log }),
    installationId: readInstallationId(dataFolder, log),
  };
  listen(core, observers, clock);
  return core;
}

/** Ends what the core itself has begun; all other parts have ended before. */
export async function closeCore({ gateway, profiles, accounts }: Core): Promise<void> {
  await Promise.all([gateway[Symbol.asyncDispose](), profiles[Symbol.asyncDispose]()]);
  accounts[Symbol.dispose]();
}

function listen({ gateway, ledger, tariffs, watches, lineFeed }: Core, observers: Observers, clock: Clock): void {
  observe(gateway, observers, clock);
  ledger.subscribe(({ meter, from }) => tariffs.ledgerChanged(meter, from));
  watches.windowOf = (meter, at) => tariffs.windowOf(meter, at);
  gateway.subscribe(({ name, data }) => {
    if (name === "source") lineFeed.report(data);
    if (name === "meter") tariffs.observe(data, clock.now());
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
