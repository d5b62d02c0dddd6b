import type { Writable } from "node:stream";
import { toHex } from "@meter2mqtt/decoder";
import { SimulatorOptionError, virtualMeters } from "@meter2mqtt/simulator";
import type { Command } from "commander";
import { SinkError } from "../errors.ts";
import { systemClock } from "../sources/back-off.ts";
import { playVirtualMeter } from "../sources/play-virtual-meter.ts";
import { planSimulation, type SimulateOptions, type SimulatePlan } from "./simulate-options.ts";
import {
  type LineOutput,
  type OutputEnded,
  openMqttOutput,
  openStdoutOutput,
  openTcpOutput,
} from "./simulate-output.ts";
import { openPtyOutput } from "./simulate-pty.ts";

/** What the command has of the process; tests give it their own. */
export interface SimulateIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Ends the simulation. */
  readonly signal: AbortSignal;
}

/** Adds `meter2mqtt simulate` to the program; `finish` is told the exit code. */
export function addSimulateCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("simulate")
    .summary("a virtual meter, over TCP, a serial port or MQTT")
    .description("A virtual meter with made-up numbers: sends what a real one would, in its rhythm.")
    .option("--list", "name the virtual meters, and end")
    .option("--meter <name>", "the virtual meter")
    .option("--tcp <port>", "listen on loopback; each client that connects gets the frames (0: any free port)")
    .option("--pty <link>", "make a serial port under this path (needs socat)")
    .option("--stdout", "write octets to standard output")
    .option("--mqtt <url>", "publish each frame as hexadecimal text to this broker")
    .option("--speed <factor>", "simulated seconds in a real one", "1")
    .option("--fault <list>", "damage on purpose, as probabilities: noise=0.1,lost=0.01,truncated=0.05,checksum=0.02")
    .option("--seed <number>", "the same seed gives the same household and the same faults")
    .option("--key <key>", "encryption key in place of the made-up one")
    .option("--auth-key <key>", "authentication key in place of the made-up one")
    .action(async (options: SimulateOptions) => finish(await simulateUntilSignalled(options)));
}

async function simulateUntilSignalled(options: SimulateOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
  try {
    return await runSimulate(options, { stdout: process.stdout, stderr: process.stderr, signal: stop.signal });
  } finally {
    process.off("SIGTERM", onSignal);
    process.off("SIGINT", onSignal);
  }
}

/** Runs the simulation until the signal aborts. Resolves with the exit code: 0, 1 where it failed, 2 for wrong usage. */
export async function runSimulate(options: SimulateOptions, io: SimulateIo): Promise<number> {
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  if (options.list === true) {
    const width = Math.max(...Object.keys(virtualMeters).map((name) => name.length));
    for (const { name, about } of Object.values(virtualMeters)) io.stdout.write(`${name.padEnd(width)} ${about}\n`);
    return 0;
  }
  try {
    return await simulate(planSimulation(options), io, say);
  } catch (error) {
    if (error instanceof SimulatorOptionError) {
      say(`${error.message} ${error.hint}`);
      return 2;
    }
    if (error instanceof SinkError) {
      say(error.message);
      return 1;
    }
    throw error;
  }
}

async function simulate(plan: SimulatePlan, io: SimulateIo, say: (line: string) => void): Promise<number> {
  const over = new AbortController();
  let failure: SinkError | undefined;
  const ended: OutputEnded = (reason) => {
    failure = reason;
    over.abort();
  };
  const output = await openOutput(plan, io, ended, say);
  try {
    for (const line of announce(plan, output)) say(line);
    const { meter, speed, seed, faults, keys } = plan;
    const play = {
      model: meter.name,
      speed,
      faults,
      clock: systemClock,
      ...(seed === undefined ? {} : { seed }),
      ...(keys === undefined ? {} : { keys }),
    };
    const signal = AbortSignal.any([io.signal, over.signal]);
    await playVirtualMeter(play, (frame) => output.send(frame.octets), signal);
  } finally {
    await output[Symbol.asyncDispose]();
  }
  if (failure !== undefined) throw failure;
  return 0;
}

function openOutput(
  { output, meter }: SimulatePlan,
  io: SimulateIo,
  ended: OutputEnded,
  say: (line: string) => void,
): Promise<LineOutput> {
  switch (output.kind) {
    case "tcp":
      return openTcpOutput(output.port);
    case "pty":
      return openPtyOutput(output.link, ended);
    case "stdout":
      return Promise.resolve(openStdoutOutput(io.stdout, ended));
    case "mqtt":
      return openMqttOutput(output.url, meter.name, say);
  }
}

/** What is simulated, where it goes, and how to read it. */
function announce({ meter, speed, keys, keysMadeUp }: SimulatePlan, output: LineOutput): readonly string[] {
  const pace = speed === 1 ? "" : `, ${speed} times as fast`;
  const lines = [`Virtual meter ${meter.name}${pace}: ${meter.about}. Its numbers are made up.`];
  lines.push(`It sends to: ${output.description}.`);
  // Keys that were given may be a real meter's: they are not repeated.
  const shown = keysMadeUp ? keys : undefined;
  if (keys !== undefined && shown === undefined) lines.push("It encrypts with the keys that were given.");
  const settings = [`country: ${meter.country}`, `zone: ${meter.zone}`];
  if (shown !== undefined) {
    settings.push(`encryptionKey: "${toHex(shown.encryptionKey)}" # made up`);
    if (shown.authenticationKey !== undefined) {
      settings.push(`authenticationKey: "${toHex(shown.authenticationKey)}" # made up`);
    }
  }
  // The meter leaves it out of its frames.
  if (keys?.systemTitle !== undefined) settings.push(`systemTitle: "${toHex(keys.systemTitle)}"`);
  const [first, ...rest] = output.source ?? [];
  if (first === undefined) {
    lines.push("What its reader needs to know of it:", ...settings.map((line) => `  ${line}`));
  } else {
    lines.push("To read it, put this into meter2mqtt.yaml:", "  sources:", `    - ${first}`);
    lines.push(...rest.map((line) => `      ${line}`), "      meter:", ...settings.map((line) => `        ${line}`));
  }
  return [...lines, "Ctrl-C ends it."];
}
