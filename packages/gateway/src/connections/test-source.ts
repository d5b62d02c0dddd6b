import type { SourceState } from "@meter2mqtt/contract";
import type { SourceSettings } from "../config/settings.ts";
import { SinkError, SourceError } from "../errors.ts";
import { createSource } from "../sources/create-source.ts";
import { checkPort, openErrorWords, portWords } from "../sources/serial-ports.ts";
import type { SourceListener } from "../sources/source.ts";
import type { Verdict } from "./connection-tester.ts";

/** What an open source says of itself: a second connection would disturb the one at work. */
export function testOpenSource({ description, status, line }: SourceState, now: number): Verdict {
  if (status === "ended")
    return { ok: true, message: `${description} was read to its end: ${line.readings} readings.` };
  const seconds = line.lastOctetAt === undefined ? undefined : Math.round((now - Date.parse(line.lastOctetAt)) / 1000);
  if (seconds === undefined && line.readings === 0)
    return { ok: false, message: `${description} is open, and nothing has come so far.` };
  const heard = seconds === undefined ? "" : `; the last octets came ${seconds} s ago`;
  const frames = line.readings === 0 ? ", but no reading so far: its diagnosis says why" : "";
  return { ok: line.readings > 0, message: `${description} is open${heard}${frames}.` };
}

/** Tries to open a source that is not open. Resolves within the signal's time. */
export async function testSource({ source: config, secrets }: SourceSettings, signal: AbortSignal): Promise<Verdict> {
  if (config.type === "serial") return testSerialPort(config.port);
  if (config.type === "push" || config.type === "simulator")
    return { ok: false, message: "The source is not at work: its own error says why." };
  // The broker would end the connection at work, where both had the same client id.
  const own = "clientId" in config ? { ...config, clientId: `meter2mqtt-test-${process.pid}` } : config;
  const source = createSource(own, { secrets });
  try {
    return await untilStatus((listener, stop) => source.start(listener, stop), source.description, signal);
  } finally {
    await source[Symbol.asyncDispose]();
  }
}

async function testSerialPort(port: string): Promise<Verdict> {
  const obstacle = await checkPort(port);
  if (obstacle !== undefined) return { ok: false, message: await portWords(port, obstacle) };
  try {
    const { openSerialLine } = await import("../sources/serial-line.ts");
    const line = await openSerialLine(port, { baud: 2400, format: "8E1" });
    await line.close();
    return { ok: true, message: `${port} can be opened.` };
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, message: error.message };
    return { ok: false, message: openErrorWords(port, error) };
  }
}

type Start = (listener: SourceListener, signal: AbortSignal) => Promise<void>;

/** Runs a source until it says how it is. */
async function untilStatus(start: Start, description: string, signal: AbortSignal): Promise<Verdict> {
  const over = new AbortController();
  let verdict: Verdict | undefined;
  const tell = (told: Verdict) => {
    verdict ??= told;
    over.abort();
  };
  const listener: SourceListener = {
    octets: () => tell({ ok: true, message: `${description} is open, and octets come.` }),
    reading: () => tell({ ok: true, message: `${description} is open, and readings come.` }),
    status: (status, error) => {
      if (status === "waiting" || status === "failed")
        tell({ ok: false, message: error ?? `${description} is ${status}.` });
      else if (status === "open" || status === "ended") tell({ ok: true, message: `${description} can be opened.` });
    },
    restarted: () => undefined,
    diagnosis: () => undefined,
    found: () => undefined,
  };
  try {
    await start(listener, AbortSignal.any([signal, over.signal]));
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof SinkError)) throw error;
    tell({ ok: false, message: error.message });
  }
  return verdict ?? { ok: false, message: `${description} gave no answer in time. Check its address.` };
}
