import { readFile, rm } from "node:fs/promises";
import { type ReloadState, tell } from "@meter2mqtt/contract";
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

/** Who has changed the file: what can't be had of a page's change is put back, what somebody wrote by hand is his. */
type ChangedBy = "page" | "hand";

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
    return this.#inTurn("page");
  }

  /**
   * Takes up the file, and its contracts, as somebody has changed them by hand. What can't be had is refused in the log: the file
   * stays as it is, and what is at work goes on.
   */
  reread(): Promise<void> {
    return this.#inTurn("hand");
  }

  #inTurn(by: ChangedBy): Promise<void> {
    this.#work = this.#work.then(() => this.#restart(by));
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

  async #restart(by: ChangedBy): Promise<void> {
    const running = this.#running;
    if (this.#isEnding || running === undefined) return;
    const at = new Date(this.#clock.now()).toISOString();
    this.#configuration.reload = { state: "running", at };
    try {
      this.#configuration.reload = { ...(await this.#take(running, by)), at };
    } catch (error) {
      this.#configuration.reload = { state: "failed", at, ...tell("notStartedAgain") };
      this.#options.log.error(error, "the gateway could not be started again");
      this.#options.lost?.(error);
    }
  }

  /** Takes up the file as it is; where that can't be had, the configuration before is at work again. */
  async #take(running: RunningGateway, by: ChangedBy): Promise<Omit<ReloadState, "at">> {
    const { log, load } = this.#options;
    let text: string | undefined;
    let parts: ReturnType<RunningGateway["touches"]> = [];
    try {
      text = readConfigurationText(this.#configuration.file);
      const settings = loadSettings(load);
      parts = running.touches(settings);
      const areContractsTouched = parts.some(({ part }) => part === "tariffs");
      const takeContracts = by === "hand" && !areContractsTouched ? await running.readContracts() : undefined;
      if (by === "hand") for (const { message } of settings.warnings) log.warn(message);
      log.info({ parts: parts.map(partWords) }, "the configuration has changed: the parts it touches take it up");
      await running.change(settings);
      takeContracts?.();
      this.#atWork = { settings, text };
      return { state: "done", parts };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      await this.#keepBefore(running, by, { error, text });
      return { state: "failed", ...failureOf(error), parts };
    }
  }

  async #keepBefore(
    running: RunningGateway,
    by: ChangedBy,
    { error, text }: { readonly error: ConfigError; readonly text: string | undefined },
  ): Promise<void> {
    const { log } = this.#options;
    const before = this.#atWork;
    const reason = `${error.message} ${error.hint}`.trim();
    if (by === "hand") log.error({ reason }, "the changed configuration is refused: the one before goes on");
    else {
      log.error({ reason }, "the new configuration can't be started: the one before is put back");
      await this.#putBack(text, before.text);
    }
    await running.change(before.settings);
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

/** Why a configuration is not at work, for pages. */
function failureOf({ said, words: problem }: ConfigError): Pick<ReloadState, "message" | "words" | "problem"> {
  const shown = typeof said === "string" ? { message: said } : said;
  return { ...shown, ...(problem && { problem: { key: problem.key, values: problem.values } }) };
}
