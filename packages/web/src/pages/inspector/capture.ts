import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Diagnosis,
  type KeySet,
  type MeterDecoderOptions,
  type ScaleDecision,
  type ZoneRules,
} from "@meter2mqtt/decoder";
import { type CaptureUnit, listUnits } from "@meter2mqtt/decoder/explain";

/** What frames are read with. */
export interface ReadingSettings {
  readonly keys: KeySet;
  /** IANA zone of the meter; undefined: as the decoder chooses it. */
  readonly zone: string | undefined;
}

/** A diagnosis, and how often it was made. */
export interface CountedDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly count: number;
}

/** Everything that was pasted, dropped or picked. */
export interface Capture {
  readonly octets: Uint8Array;
  readonly units: readonly CaptureUnit[];
}

/** What a whole capture comes to, under some settings. */
export interface CaptureSummary {
  readonly readings: number;
  readonly diagnoses: readonly CountedDiagnosis[];
  /** Scales that its frames together decided, for those that are looked at one by one. */
  readonly scales: readonly ScaleDecision[];
}

export const zoneRules: ZoneRules = createIntlZoneRules();

export function createCapture(octets: Uint8Array): Capture {
  return { octets, units: listUnits(octets) };
}

/** Options of a decoder; a page's policy forbids code that is made at run time. */
export function decoderOptions({ keys, zone }: ReadingSettings): MeterDecoderOptions {
  return { zoneRules, keys, zone, mayMakeCode: false };
}

/** Octets that are decoded between two looks at the time. */
const stepOctets = 8192;
/** Milliseconds of work at a time, so that the page stays fluid meanwhile. */
const stepMs = 16;

/**
 * Decodes a whole capture, in steps that leave the page fluid: thousands of ciphered frames take seconds. `done` is called at
 * the end, unless `signal` came before; where a step is enough, before this returns.
 */
export function decodeCapture(
  octets: Uint8Array,
  settings: ReadingSettings,
  signal: AbortSignal,
  done: (summary: CaptureSummary) => void,
): void {
  const decoder = createMeterDecoder({ ...decoderOptions(settings), input: "file" });
  const diagnoses: Diagnosis[] = [];
  let readings = 0;
  let from = 0;
  const take = (events: readonly DecodeEvent[]): void => {
    for (const event of events) {
      if (event.kind === "reading") readings++;
      else if (event.kind === "diagnosis") diagnoses.push(event.diagnosis);
    }
  };
  const step = (): void => {
    const start = performance.now();
    while (!signal.aborted && from < octets.length && performance.now() - start < stepMs) {
      take(decoder.push(octets.subarray(from, from + stepOctets)));
      from += stepOctets;
    }
    if (signal.aborted) return;
    if (from < octets.length) {
      setTimeout(step);
      return;
    }
    take(decoder.end());
    done({ readings, diagnoses: countDiagnoses(diagnoses), scales: decoder.decidedScales });
  };
  step();
}

/** Each code once, as it was said first. */
export function countDiagnoses(diagnoses: readonly Diagnosis[]): readonly CountedDiagnosis[] {
  const counts = new Map<string, { readonly diagnosis: Diagnosis; count: number }>();
  for (const diagnosis of diagnoses) {
    const seen = counts.get(diagnosis.code);
    if (seen === undefined) counts.set(diagnosis.code, { diagnosis, count: 1 });
    else seen.count++;
  }
  return [...counts.values()];
}
