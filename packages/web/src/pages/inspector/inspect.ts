import {
  createMeterDecoder,
  type Diagnosis,
  type Provenance,
  type Reading,
  type ScaleDecision,
} from "@meter2mqtt/decoder";
import { type ExplainNode, explain, renderXml } from "@meter2mqtt/decoder/explain";
import { decoderOptions, type ReadingSettings, zoneRules } from "./capture.ts";

/** One frame, or the frames of one message, looked at from all sides. */
export interface Inspection {
  readonly octets: Uint8Array;
  readonly tree: ExplainNode;
  readonly reading: Reading | undefined;
  readonly source: Provenance | undefined;
  readonly diagnoses: readonly Diagnosis[];
}

/** `scales`: what other frames of the capture decided. */
export function inspect(
  octets: Uint8Array,
  settings: ReadingSettings,
  scales: readonly ScaleDecision[] = [],
): Inspection {
  return { octets, tree: explain(octets, explainOptions(settings)), ...decodeAlone(octets, settings, scales) };
}

/** What a frame says, without the tree of its octets. */
export function decodeAlone(
  octets: Uint8Array,
  settings: ReadingSettings,
  scales: readonly ScaleDecision[],
): Pick<Inspection, "reading" | "source" | "diagnoses"> {
  const decoder = createMeterDecoder({ ...decoderOptions(settings), input: "file" });
  decoder.setScales(scales);
  const events = [...decoder.push(octets), ...decoder.end()];
  const found = events.find((event) => event.kind === "reading");
  const diagnoses = events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
  return { reading: found?.reading, source: found?.source, diagnoses };
}

export function toXml(octets: Uint8Array, settings: ReadingSettings): string {
  return renderXml(octets, explainOptions(settings));
}

function explainOptions({ keys, zone }: ReadingSettings) {
  return { zoneRules, keys, zone };
}
