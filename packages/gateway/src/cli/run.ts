import type { Command } from "commander";
import { ConfigError } from "../errors.ts";
import { GatewayHost } from "../runtime/gateway-host.ts";
import { createLog, type Logger } from "../runtime/log.ts";
import { readVersion } from "./version.ts";

export interface RunOptions {
  readonly config?: string;
  readonly listen?: string;
}

/** The operator's configuration is wrong (sysexits.h, EX_CONFIG). */
const configurationExit = 78;

/** Adds `run`, the default command; `finish` is given the exit code. */
export function addRunCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("run", { isDefault: true })
    .summary("the gateway: reads, keeps, shows and publishes")
    .description(
      "The gateway: reads meters, keeps what they say, shows it and publishes it to MQTT. Without a configuration it shows a simulated meter.",
    )
    .option("--config <file>", "configuration (or METER2MQTT_CONFIG; else meter2mqtt.yaml, where it exists)")
    .option("--listen <address>", "address that page and API listen on, with a port if wanted: 127.0.0.1:8420")
    .action(async (options: RunOptions) => finish(await runGateway(options)));
}

/** Runs the gateway until SIGTERM or SIGINT; resolves with the exit code. */
async function runGateway(options: RunOptions): Promise<number> {
  try {
    const environment = { ...process.env, ...listenVariables(options.listen) };
    const load = { file: options.config, folder: process.cwd(), environment };
    const stop = untilSignal();
    const log = createLog({ level: "info" });
    const lost = new AbortController();
    const hangUps = new HangUps(log);
    const host = await GatewayHost.start({ load, version: readVersion(), log, lost: (error) => lost.abort(error) });
    hangUps.follow(() => void host.reread());
    const signal = await Promise.race([stop, untilAborted(lost.signal)]);
    log.info({ signal }, "stopping");
    await host[Symbol.asyncDispose]();
    // Until now one more does not cut short what is being written.
    hangUps.forget();
    log.info("stopped");
    if (signal === undefined) throw lost.signal.reason;
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${configErrorWords(error)}\n`);
    return configurationExit;
  }
}

/** One sentence, with the hint, and the setting's path where the sentence does not name it. */
export function configErrorWords({ message, path, hint }: ConfigError): string {
  const isNamed = !path.includes(".") || message.includes(path) || message.includes(", line ");
  const sentence = message.endsWith(".") ? message : `${message}.`;
  return `${isNamed ? "" : `${path}: `}${sentence}${hint === "" ? "" : ` ${hint}`}`;
}

/** `--listen` is the settings `http.listen` and `http.port`, over file and environment. */
function listenVariables(listen: string | undefined): Record<string, string> {
  if (listen === undefined) return {};
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(listen);
  const [, v6, plain, port] = match ?? [];
  const host = v6 ?? plain ?? listen;
  return { METER2MQTT_HTTP_LISTEN: host, ...(port === undefined ? {} : { METER2MQTT_HTTP_PORT: port }) };
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
}

/**
 * SIGHUP: the configuration is read again, also where it comes while the gateway starts. In a terminal it stays what it is there,
 * the end: the terminal was closed.
 */
class HangUps {
  readonly #log: Logger;
  #reread: (() => void) | undefined;
  #isWaiting = false;
  readonly #hear = () => {
    this.#log.info({ signal: "SIGHUP" }, "the configuration is read again");
    if (this.#reread === undefined) this.#isWaiting = true;
    else this.#reread();
  };

  constructor(log: Logger) {
    this.#log = log;
    if (!process.stdin.isTTY) process.on("SIGHUP", this.#hear);
  }

  follow(reread: () => void): void {
    this.#reread = reread;
    if (this.#isWaiting) reread();
  }

  forget(): void {
    process.off("SIGHUP", this.#hear);
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once, as signals do. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve(signal);
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
