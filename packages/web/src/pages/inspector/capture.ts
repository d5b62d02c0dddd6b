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

export function decodeCapture(octets: Uint8Array, settings: ReadingSettings): CaptureSummary {
  const decoder = createMeterDecoder({ ...decoderOptions(settings), input: "file" });
  const events: readonly DecodeEvent[] = [...decoder.push(octets), ...decoder.end()];
  const readings = events.filter(({ kind }) => kind === "reading").length;
  const diagnoses = events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
  return { readings, diagnoses: countDiagnoses(diagnoses), scales: decoder.decidedScales };
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
