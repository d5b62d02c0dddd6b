import { type SourceState, tell } from "@meter2mqtt/contract";
import type { SourceSettings } from "../config/settings.ts";
import { SinkError, SourceError } from "../errors.ts";
import { createSource } from "../sources/create-source.ts";
import { checkPort, tellObstacle, tellOpenError } from "../sources/serial-ports.ts";
import type { SourceListener } from "../sources/source.ts";
import type { Verdict } from "./connection-tester.ts";
import { failure } from "./failure.ts";
import { sourcePlace } from "./source-place.ts";

/** What an open source says of itself: a second connection would disturb the one at work. */
export function testOpenSource({ status, line }: SourceState, place: string, now: number): Verdict {
  const { readings, lastOctetAt } = line;
  if (status === "ended") return { ok: true, ...tell("seenEnd", { place, readings }) };
  const hasRead = readings > 0;
  // Numbers come without octets.
  if (lastOctetAt === undefined) return { ok: hasRead, ...tell(hasRead ? "seenReadings" : "seenNothing", { place }) };
  const seconds = Math.round((now - Date.parse(lastOctetAt)) / 1000);
  return { ok: hasRead, ...tell(hasRead ? "seenHeard" : "seenUnread", { place, seconds }) };
}

/** Tries to open a source that is not open. Resolves within the signal's time. */
export async function testSource({ source: config, secrets }: SourceSettings, signal: AbortSignal): Promise<Verdict> {
  if (config.type === "serial") return testSerialPort(config.port);
  // The broker would end the connection at work, where both had the same client id.
  const own = "clientId" in config ? { ...config, clientId: `meter2mqtt-test-${process.pid}` } : config;
  const source = createSource(own, { secrets });
  try {
    return await untilStatus((listener, stop) => source.start(listener, stop), sourcePlace(config), signal);
  } finally {
    await source[Symbol.asyncDispose]();
  }
}

async function testSerialPort(port: string): Promise<Verdict> {
  const obstacle = await checkPort(port);
  if (obstacle !== undefined) return failure(await tellObstacle(port, obstacle));
  try {
    const { openSerialLine } = await import("../sources/serial-line.ts");
    const line = await openSerialLine(port, { baud: 2400, format: "8E1" });
    await line.close();
    return { ok: true, ...tell("seenOpens", { place: port }) };
  } catch (error) {
    return failure(error instanceof SourceError ? error : tellOpenError(port, error));
  }
}

type Start = (listener: SourceListener, signal: AbortSignal) => Promise<void>;

/** Runs a source until it says how it is. */
async function untilStatus(start: Start, place: string, signal: AbortSignal): Promise<Verdict> {
  const over = new AbortController();
  let verdict: Verdict | undefined;
  const judge = (told: Verdict) => {
    verdict ??= told;
    over.abort();
  };
  const listener: SourceListener = {
    octets: () => judge({ ok: true, ...tell("seenOctets", { place }) }),
    reading: () => judge({ ok: true, ...tell("seenReadings", { place }) }),
    status: (status, error, words) => {
      if (status === "waiting" || status === "failed")
        judge(failure(error === undefined ? tell("seenNotYet", { place }) : { message: error, words }));
      else if (status === "open" || status === "ended") judge({ ok: true, ...tell("seenOpens", { place }) });
    },
    restarted: () => undefined,
    diagnosis: () => undefined,
    found: () => undefined,
  };
  try {
    await start(listener, AbortSignal.any([signal, over.signal]));
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof SinkError)) throw error;
    judge(failure(error));
  }
  return verdict ?? failure(tell("seenLate", { place }));
}
