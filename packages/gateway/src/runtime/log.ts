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
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[secret]" },
    serializers: { err: toShownError },
  };
  return pino(options, pretty ? toPeople(destination) : destination);
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
