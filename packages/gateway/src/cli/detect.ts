import {
  type SerialFormat,
  type SerialSettings,
  serialCandidates,
  settingsWords,
  type Tried,
} from "@meter2mqtt/decoder/serial";
import { type Command, InvalidArgumentError } from "commander";
import { SourceError } from "../errors.ts";
import { systemClock } from "../sources/back-off.ts";
import { detectSerial } from "../sources/detect-serial.ts";
import { openSerialLine } from "../sources/serial-line.ts";
import { checkPort, lastingName, listSerialPorts, portWords } from "../sources/serial-ports.ts";

interface DetectOptions {
  readonly port: readonly string[];
  readonly baud: number | "auto";
  readonly format: SerialFormat | "auto";
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Adds `detect`; `finish` is given the exit code: 0 where a meter was found. */
export function addDetectCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("detect")
    .summary("find a meter on a serial port: baud rate and format")
    .description("Finds baud rate and format of a meter on a serial port, and says what was heard.")
    .option("--port <device...>", "ports to listen on; all of this machine otherwise", [])
    .option("--baud <rate>", "only this rate", parseBaud, "auto")
    .option("--format <format>", "only this format: 8N1, 8E1 or 7E1", parseFormat, "auto")
    .action(async (options: DetectOptions) => finish(await detect(options)));
}

async function detect(options: DetectOptions): Promise<number> {
  const ports = options.port.length > 0 ? options.port : await listSerialPorts();
  if (ports.length === 0) {
    print("There is no serial port. Plug the adapter in; a container needs it passed in as a device.");
    return 1;
  }
  const candidates = serialCandidates(options);
  let found = 0;
  for (const port of ports) {
    if (await detectOn(port, candidates)) found++;
  }
  return found > 0 ? 0 : 1;
}

async function detectOn(port: string, candidates: readonly SerialSettings[]): Promise<boolean> {
  const obstacle = await checkPort(port);
  if (obstacle !== undefined) {
    print(await portWords(port, obstacle));
    return false;
  }
  const minutes = Math.ceil((candidates.length * 12) / 60);
  print(
    `Listening on ${port}: ${candidates.length} settings, 12 seconds each where nothing comes, ${minutes} min at most.`,
  );
  try {
    const tried = (each: Tried) => print(`  ${triedWords(each)}`);
    const options = { port, candidates, round: 1, openLine: openSerialLine, clock: systemClock, tried };
    const detected = await detectSerial(options, new AbortController().signal);
    if (detected.kind === "found") {
      await detected.line.close();
      await printFound(port, detected.settings);
      return true;
    }
    if (detected.kind === "verdict") print(`${detected.diagnosis.message} ${detected.diagnosis.hint}`);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    print(error.message);
  }
  return false;
}

function triedWords({ settings, octets, frames, damagedFrames }: Tried): string {
  const words = settingsWords(settings).padEnd(10);
  if (frames > 0) return `${words}  ${octets} octets: a frame that passes its checks`;
  if (octets === 0) return `${words}  nothing`;
  return `${words}  ${octets} octets, ${damagedFrames > 0 ? "only damaged frames" : "no frame"}`;
}

async function printFound(port: string, { baud, format }: SerialSettings): Promise<void> {
  print(`A meter speaks on ${port} at ${baud} ${format}. For meter2mqtt.yaml:`);
  print("");
  for (const line of ["sources:", "  - type: serial", `    port: ${await lastingName(port)}`]) print(line);
  print(`    baud: ${baud}`);
  print(`    format: ${format}`);
}

function parseBaud(text: string): number | "auto" {
  if (text === "auto") return "auto";
  const baud = Number(text);
  if (!Number.isInteger(baud) || baud < 300 || baud > 921_600) {
    throw new InvalidArgumentError("A whole number from 300 to 921600 is needed, or auto.");
  }
  return baud;
}

function parseFormat(text: string): SerialFormat | "auto" {
  const format = (["auto", "8N1", "8E1", "7E1"] as const).find((each) => each === text.toUpperCase() || each === text);
  if (format === undefined) throw new InvalidArgumentError("Known are 8N1, 8E1, 7E1 and auto.");
  return format;
}
