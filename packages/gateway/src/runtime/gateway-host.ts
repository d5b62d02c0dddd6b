import { readFile, rm } from "node:fs/promises";
import { type LoadOptions, loadSettings } from "../config/load-settings.ts";
import type { Settings, SourceSettings } from "../config/settings.ts";
import { ConfigurationService } from "../configuration/configuration-service.ts";
import { replaceFile } from "../configuration/replace-file.ts";
import { ConfigError } from "../errors.ts";
import type { MeterBook } from "../meters/meter-book.ts";
import { type Clock, systemClock } from "../sources/back-off.ts";
import type { Gateway } from "./gateway.ts";
import type { Logger } from "./log.ts";
import { createObservers, type Observers } from "./observers.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

export interface HostOptions {
  readonly load: Omit<LoadOptions, "text">;
  readonly version: string;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Told when neither the new nor the old configuration can be started any more. */
  readonly lost?: (error: unknown) => void;
}

/** What the gateway at work was started with, so that it can be had again. */
interface AtWork {
  readonly settings: Settings;
  /** The file's text then; undefined where there was none. */
  readonly text: string | undefined;
}

/** A gateway that takes up another configuration without the process ending: its parts stop and start again. */
export class GatewayHost implements AsyncDisposable {
  readonly #options: HostOptions;
  readonly #clock: Clock;
  readonly #configuration: ConfigurationService;
  readonly #observers: Observers;
  #atWork: AtWork;
  #running: RunningGateway | undefined;
  #work: Promise<void> = Promise.resolve();
  #isEnding = false;

  private constructor(options: HostOptions, atWork: AtWork) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#configuration = new ConfigurationService({ load: options.load, clock: this.#clock, log: options.log });
    this.#observers = createObservers(this.#clock);
    this.#atWork = atWork;
  }

  /** Loads the configuration and starts what it describes. Rejects with ConfigError. */
  static async start(options: HostOptions): Promise<GatewayHost> {
    const settings = loadSettings(options.load);
    const host = new GatewayHost(options, { settings, text: await textOf(settings.file) });
    await host.#start(settings);
    return host;
  }

  /** The gateway at work; undefined between a stop and a start. */
  get running(): RunningGateway | undefined {
    return this.#running;
  }

  /** Resolves once the configuration as it is on the disk is at work, or the one before again. */
  restart(): Promise<void> {
    this.#work = this.#work.then(() => this.#restart());
    return this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    await this.#work;
    await this.#stop();
  }

  async #start(settings: Settings, before?: Gateway): Promise<void> {
    const { log, version } = this.#options;
    log.level = settings.log.level;
    const configuration = { service: this.#configuration, restart: () => void this.restart() };
    const isKept = keptSources(this.#atWork.settings, settings);
    const meters = (book: MeterBook) => before?.meters.carryOver(book, isKept);
    const shared = { clock: this.#clock, observers: this.#observers, configuration, meters };
    this.#running = await startGateway(settings, { version, log, ...shared });
  }

  async #stop(): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
    this.#running = undefined;
  }

  async #restart(): Promise<void> {
    if (this.#isEnding) return;
    const at = new Date(this.#clock.now()).toISOString();
    this.#configuration.reload = { state: "running", at };
    try {
      const failure = await this.#take();
      this.#configuration.reload =
        failure === undefined ? { state: "done", at } : { state: "failed", at, message: failure };
    } catch (error) {
      this.#configuration.reload = { state: "failed", at, message: "The gateway could not be started again." };
      this.#options.log.error(error, "the gateway could not be started again");
      this.#options.lost?.(error);
    }
  }

  /** Gives why the new configuration can't be had; the one before is at work then. */
  async #take(): Promise<string | undefined> {
    const { log, load } = this.#options;
    const { settings: old, text } = this.#atWork;
    const port = this.#running?.api.port;
    const before = this.#running?.gateway;
    try {
      const settings = loadSettings(load);
      log.info("the configuration has changed: the gateway's parts are started again");
      await this.#stop();
      await this.#start(atPort(settings, old, port), before);
      this.#atWork = { settings, text: await textOf(settings.file) };
      return undefined;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const words = `${error.message} ${error.hint}`.trim();
      log.error({ reason: words }, "the new configuration can't be started: the one before is put back");
      await this.#putBack(text);
      if (this.#running === undefined) await this.#start(atPort(old, old, port), before);
      return words;
    }
  }

  async #putBack(text: string | undefined): Promise<void> {
    const { file } = this.#configuration;
    if (text === undefined) await rm(file, { force: true });
    else await replaceFile(file, text);
  }
}

/** Pages find the gateway at the same address again, also where the port was any free one. */
function atPort(settings: Settings, old: Settings, port: number | undefined): Settings {
  const { http } = settings;
  const isSamePlace = http.port === old.http.port && http.listen === old.http.listen;
  return isSamePlace && port !== undefined ? { ...settings, http: { ...http, port } } : settings;
}

/** Sources whose meters are the same under the same names: what they said still holds. */
function keptSources(old: Settings, settings: Settings): (name: string) => boolean {
  if (JSON.stringify(old.meters) !== JSON.stringify(settings.meters)) return () => false;
  const shown = ({ source, meter }: SourceSettings) => JSON.stringify({ source, meter });
  const before = new Map(old.sources.map((own) => [own.source.name, shown(own)]));
  const same = settings.sources.filter((own) => before.get(own.source.name) === shown(own));
  const names = new Set(same.map(({ source }) => source.name));
  return (name) => names.has(name);
}

function textOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? Promise.resolve(undefined) : readFile(file, "utf8");
}
