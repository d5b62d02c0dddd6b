import { createMeterDecoder, type DecodeEvent, type Diagnosis, type KeySet, type Reading } from "@meter2mqtt/decoder";
import type { Command } from "commander";
import { playPieces } from "../capsule/play-pieces.ts";
import { SourceError } from "../errors.ts";
import {
  addCaptureOptions,
  type CaptureOptions,
  type CommandStreams,
  checkZone,
  loadKeys,
  orUsageExit,
  processStreams,
  toReadingOptions,
} from "./capture-input.ts";
import { type CapturePart, openParts } from "./capture-parts.ts";
import { showDiagnosis, showReading } from "./show-reading.ts";

export interface DecodeOptions extends CaptureOptions {
  readonly json?: boolean;
}

/** Adds `decode`; `finish` is given the exit code. */
export function addDecodeCommand(program: Command, finish: (code: number) => void): void {
  addCaptureOptions(program.command("decode").summary("read captures: what did the meter say?"))
    .description(
      "Reads captures and prints what the meter said. A file may be binary, hexadecimal text, a P1 telegram or a log; - is stdin. " +
        "Exit code 0: every file gave a reading; 1: one gave none; 2: wrong usage.",
    )
    .option("--json", "one line of JSON for each file")
    .action(async (files: string[], options: DecodeOptions) => finish(await runDecode(files, options)));
}

/** Carries `decode` out; resolves with its exit code. */
export async function runDecode(
  files: readonly string[],
  options: DecodeOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orUsageExit(stderr, async () => {
    checkZone(options.zone);
    const { keys, notes } = await loadKeys(options, environment);
    let everyFileRead = true;
    for (const file of files) {
      const outcome = await decodeFile(file, options, { keys, notes });
      stdout.write(options.json === true ? `${JSON.stringify(outcome)}\n` : showOutcome(outcome));
      everyFileRead &&= outcome.readings.length > 0;
    }
    return everyFileRead ? 0 : 1;
  });
}

/** What all files are read with. */
interface Equipment {
  readonly keys: KeySet;
  readonly notes: readonly Diagnosis[];
}

interface Outcome {
  readonly file: string;
  readonly readings: readonly Reading[];
  readonly diagnostics: readonly Diagnosis[];
  /** The file itself could not be read. */
  readonly error?: string;
}

async function decodeFile(file: string, options: DecodeOptions, { keys, notes }: Equipment): Promise<Outcome> {
  const parts = await openParts(file, toReadingOptions(options, keys));
  if (parts instanceof SourceError) return { file, readings: [], diagnostics: [], error: parts.message };
  const events = parts.flatMap(decodePart);
  const readings = events.flatMap((event) => (event.kind === "reading" ? [objectsLast(event.reading)] : []));
  const diagnostics = events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
  return { file, readings, diagnostics: [...notes, ...diagnostics] };
}

function decodePart({ frames, reading }: CapturePart): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({ ...reading, input: "file" });
  const events: DecodeEvent[] = [];
  playPieces(decoder, frames, (told) => void events.push(...told));
  return events;
}

/** The quantities before the many objects, for whoever reads the line. */
function objectsLast({ objects, ...named }: Reading): Reading {
  return { ...named, objects };
}

function showOutcome(outcome: Outcome): string {
  const { file, readings, diagnostics, error } = outcome;
  if (error !== undefined) return `${file}: ${error}\n`;
  const lines = [`${file}: ${readings.length === 1 ? "1 reading" : `${readings.length} readings`}`];
  lines.push(...readings.map(showReading));
  const counts = new Map<string, { readonly diagnosis: Diagnosis; count: number }>();
  for (const diagnosis of diagnostics) {
    const seen = counts.get(diagnosis.code);
    if (seen === undefined) counts.set(diagnosis.code, { diagnosis, count: 1 });
    else seen.count++;
  }
  for (const { diagnosis, count } of counts.values()) lines.push(showDiagnosis(diagnosis, count));
  return `${lines.join("\n")}\n`;
}
