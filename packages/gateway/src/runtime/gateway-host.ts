import { readFile, rm } from "node:fs/promises";
import { type LoadOptions, loadSettings } from "../config/load-settings.ts";
import type { Settings } from "../config/settings.ts";
import { readConfigurationText } from "../configuration/configuration-reader.ts";
import { ConfigurationService } from "../configuration/configuration-service.ts";
import { replaceFile } from "../configuration/replace-file.ts";
import { ConfigError } from "../errors.ts";
import { type Clock, systemClock } from "../sources/back-off.ts";
import { type Logger, setLogLevel } from "./log.ts";
import { partWords } from "./parts/part-words.ts";
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

/** A gateway that takes up another configuration while it runs: the parts that differ stop and start, the others go on. */
export class GatewayHost implements AsyncDisposable {
  readonly #options: HostOptions;
  readonly #clock: Clock;
  readonly #configuration: ConfigurationService;
  #atWork: AtWork;
  #running: RunningGateway | undefined;
  #work: Promise<void> = Promise.resolve();
  #isEnding = false;

  private constructor(options: HostOptions, atWork: AtWork) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const touches = (settings: Settings) => this.#running?.touches(settings) ?? [];
    this.#configuration = new ConfigurationService({
      ...{ load: options.load, clock: this.#clock, log: options.log, touches },
    });
    this.#atWork = atWork;
  }

  /** Loads the configuration and starts what it describes. Rejects with ConfigError. */
  static async start(options: HostOptions): Promise<GatewayHost> {
    const settings = loadSettings(options.load);
    const host = new GatewayHost(options, { settings, text: await textOf(settings.file) });
    await host.#start(settings);
    return host;
  }

  /** The gateway at work; undefined before its start and after its end. */
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
    await this.#running?.[Symbol.asyncDispose]();
    this.#running = undefined;
  }

  async #start(settings: Settings): Promise<void> {
    const { log, version } = this.#options;
    const configuration = { service: this.#configuration, restart: () => void this.restart() };
    const shared = { clock: this.#clock, configuration, setLogLevel: (level: string) => setLogLevel(log, level) };
    this.#running = await startGateway(settings, { version, log, ...shared });
  }

  async #restart(): Promise<void> {
    const running = this.#running;
    if (this.#isEnding || running === undefined) return;
    const at = new Date(this.#clock.now()).toISOString();
    this.#configuration.reload = { state: "running", at };
    try {
      this.#configuration.reload = { ...(await this.#take(running)), at };
    } catch (error) {
      this.#configuration.reload = { state: "failed", at, message: "The gateway could not be started again." };
      this.#options.log.error(error, "the gateway could not be started again");
      this.#options.lost?.(error);
    }
  }

  /** Takes up the file as it is; where that can't be had, the configuration before is at work again. */
  async #take(running: RunningGateway): Promise<Omit<ConfigurationService["reload"], "at">> {
    const { log, load } = this.#options;
    const before = this.#atWork;
    let text: string | undefined;
    let parts: ReturnType<RunningGateway["touches"]> = [];
    try {
      text = readConfigurationText(this.#configuration.file);
      const settings = loadSettings(load);
      parts = running.touches(settings);
      log.info({ parts: parts.map(partWords) }, "the configuration has changed: the parts it touches take it up");
      await running.change(settings);
      this.#atWork = { settings, text };
      return { state: "done", parts };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const message = `${error.message} ${error.hint}`.trim();
      log.error({ reason: message }, "the new configuration can't be started: the one before is put back");
      await this.#putBack(text, before.text);
      await running.change(before.settings);
      return { state: "failed", message, parts };
    }
  }

  /** Not where somebody has changed the file once more meanwhile: then that is looked at next. */
  async #putBack(failed: string | undefined, before: string | undefined): Promise<void> {
    const { file } = this.#configuration;
    if (readConfigurationText(file) !== failed) return;
    if (before === undefined) await rm(file, { force: true });
    else await replaceFile(file, before);
  }
}

function textOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? Promise.resolve(undefined) : readFile(file, "utf8");
}
