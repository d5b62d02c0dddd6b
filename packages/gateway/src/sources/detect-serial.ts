import { createDiagnosis, type Diagnosis, say } from "@meter2mqtt/decoder";
import { type Chunk, type SerialSettings, SerialWatch, settingsWords, type Tried } from "@meter2mqtt/decoder/serial";
import type { Clock } from "./back-off.ts";
import type { OpenSerialLine, SerialLine } from "./serial-line.ts";

export interface DetectOptions {
  readonly port: string;
  /** In the order in which they are tried. */
  readonly candidates: readonly SerialSettings[];
  /** 1 for the first time round; later ones listen longer. */
  readonly round: number;
  readonly openLine: OpenSerialLine;
  readonly clock: Clock;
  /** Told of each that was tried. */
  readonly tried?: (tried: Tried) => void;
}

export type Detected =
  /** The line is open, and what came on it so far is in `chunks`. */
  | {
      readonly kind: "found";
      readonly settings: SerialSettings;
      readonly line: SerialLine;
      readonly chunks: readonly Chunk[];
    }
  /** No setting, but what was seen instead. */
  | { readonly kind: "verdict"; readonly diagnosis: Diagnosis }
  | { readonly kind: "stopped" };

const lookMs = 100;

/** Tries each candidate once. Rejects with SourceError when the port can't be opened or is lost. */
export async function detectSerial(options: DetectOptions, signal: AbortSignal): Promise<Detected> {
  const { port, candidates, round, openLine, clock } = options;
  const began = clock.now();
  const all: Tried[] = [];
  for (const settings of candidates) {
    if (signal.aborted) break;
    const line = await openLine(port, settings);
    const watch = new SerialWatch(settings, clock.now(), round);
    let isFound = false;
    try {
      isFound = await listenFor(line, watch, clock, signal);
    } finally {
      if (!isFound) await line.close();
    }
    all.push(watch.tried);
    options.tried?.(watch.tried);
    if (isFound) return { kind: "found", settings, line, chunks: watch.chunks };
  }
  if (signal.aborted) return { kind: "stopped" };
  return { kind: "verdict", diagnosis: judge(port, all, clock.now() - began) };
}

/** True: a frame came that passed its checks. */
async function listenFor(line: SerialLine, watch: SerialWatch, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  let lost: unknown;
  const listening = line
    .listen((octets) => watch.heard(octets, clock.now()), stop)
    .catch((error: unknown) => {
      lost = error;
      over.abort();
    });
  let verdict = watch.verdict(clock.now());
  while (!stop.aborted && verdict === "listening") {
    await clock.pause(lookMs, stop);
    verdict = watch.verdict(clock.now());
  }
  over.abort();
  await listening;
  if (lost !== undefined) throw lost;
  return verdict === "found" && !signal.aborted;
}

/** What can be said of a line on which no settings gave a frame. */
function judge(port: string, all: readonly Tried[], ms: number): Diagnosis {
  const octets = all.reduce((sum, tried) => sum + tried.octets, 0);
  const damagedFrames = all.reduce((sum, tried) => sum + tried.damagedFrames, 0);
  const seconds = Math.round(ms / 1000);
  const rates = all.map(({ settings }) => settings.baud);
  const range = { port, settings: all.length, lowest: Math.min(...rates), highest: Math.max(...rates) };
  const evidence = { port, settings: all.length, seconds, octets };
  if (octets === 0) return createDiagnosis("line/no-octets", say("portSilent", { ...range, seconds }), { evidence });
  const most = all.reduce((best, tried) => (tried.octets > best.octets ? tried : best));
  const found =
    damagedFrames === 0 ? say("portWithoutFrame", range) : say("portWithDamage", { ...range, damaged: damagedFrames });
  const words = [...found, ...say("portMostHeard", { best: settingsWords(most.settings), octets: most.octets })];
  return createDiagnosis("frame/none-found", words, { evidence: { ...evidence, damagedFrames } });
}
