import { type DestinationStream, type Logger, pino } from "pino";
import { toSourceStack } from "./source-stack.ts";

export type { Logger } from "pino";

export interface LogOptions {
  readonly level: string;
  /** Where lines go. Default: standard output. */
  readonly destination?: DestinationStream;
  /** One line for people instead of JSON. Default: where standard output is a terminal. */
  readonly pretty?: boolean;
}

/** Names under which keys and passwords could get into fields by mistake; they are Secrets, which show nothing, anyway. */
const secretFields = ["password", "encryptionKey", "authenticationKey", "key", "keys", "authorization"];

/** The gateway's log: JSON lines, or one-liners at a terminal. */
export function createLog({
  level,
  destination = process.stdout,
  pretty = process.stdout.isTTY === true,
}: LogOptions): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const followers = new Followers();
  const options = {
    level,
    onChild: (child: Logger) => followers.add(child),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[secret]" },
    serializers: { err: toShownError },
  };
  const log = pino(options, pretty ? toPeople(destination) : destination);
  followersOf.set(log, followers);
  return log;
}

/** Sets the level of a log and of every logger that was made from it: theirs is their own from then on. */
export function setLogLevel(log: Logger, level: string): void {
  log.level = level;
  followersOf.get(log)?.setLevel(level);
}

const followersOf = new WeakMap<Logger, Followers>();
/** So many loggers are made before it is looked which of them are still in use. */
const fewFollowers = 200;

/** Loggers that were made from another one, as long as somebody uses them. */
class Followers {
  #loggers = new Set<WeakRef<Logger>>();
  #most = fewFollowers;

  add(logger: Logger): void {
    this.#loggers.add(new WeakRef(logger));
    if (this.#loggers.size < this.#most) return;
    this.#loggers = new Set([...this.#loggers].filter((one) => one.deref() !== undefined));
    this.#most = Math.max(fewFollowers, 2 * this.#loggers.size);
  }

  setLevel(level: string): void {
    for (const logger of this.#loggers) {
      const alive = logger.deref();
      if (alive !== undefined) alive.level = level;
    }
  }
}

function toShownError(error: Error): object {
  const shown = pino.stdSerializers.err(error);
  return { ...shown, stack: toSourceStack(shown.stack) };
}

function toPeople(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(prettyLine(line)) };
}

interface LogRecord {
  readonly level: unknown;
  readonly time: unknown;
  readonly msg: unknown;
  readonly component: unknown;
  readonly name: unknown;
  readonly err: unknown;
}

const blank: LogRecord = { level: 30, time: "", msg: "", component: "", name: "", err: undefined };

/** A JSON line of the log as people read it: `12:00:05 warn  source han: the port is busy`. */
function prettyLine(line: string): string {
  const record: unknown = JSON.parse(line);
  if (typeof record !== "object" || record === null) return line;
  const { level, time, msg, component, name, err, ...fields } = { ...blank, ...record };
  const clock = String(time).slice(11, 19);
  const word = (pino.levels.labels[Number(level)] ?? "info").padEnd(5);
  const who = [component, name].filter((part) => part !== "").join(" ");
  const rest = Object.entries(fields).map(
    ([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const stack = typeof err === "object" && err !== null && "stack" in err ? `\n${String(err.stack)}` : "";
  return `${clock} ${word} ${who === "" ? "" : `${who}: `}${String(msg)}${rest.join("")}${stack}\n`;
}
