import type { CapsuleSource } from "@meter2mqtt/contract";
import { type KeySet, type MeterDecoderOptions, parseHex } from "@meter2mqtt/decoder";
import { framesOf } from "../capsule/capsule-text.ts";
import { SourceError } from "../errors.ts";
import { toOverrides } from "../runtime/create-lines.ts";
import { readCaptureOrCapsule } from "../sources/read-capture-file.ts";

/** How a line is read, whatever it is. */
export type LineReading = Omit<MeterDecoderOptions, "input" | "replays">;

/** What one source heard: a capture is one part, a capsule may hold several. */
export interface CapturePart {
  /** Frame by frame where that is known. */
  readonly frames: readonly { readonly octets: Uint8Array; readonly at?: number }[];
  readonly reading: LineReading;
}

/** A capture or a capsule, or the error that says in words why it can't be read. What the command line says goes first. */
export async function openParts(file: string, reading: LineReading): Promise<readonly CapturePart[] | SourceError> {
  try {
    const capture = await readCaptureOrCapsule(file);
    if (capture instanceof Uint8Array) return [{ frames: [{ octets: capture }], reading }];
    const { zone } = capture.program;
    return capture.sources.map((source) => ({
      frames: framesOf(source),
      reading: capsuleReading(source, reading, zone),
    }));
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** Octets of all its frames. */
export function octetsOf({ frames }: CapturePart): Uint8Array {
  const [first] = frames;
  if (first !== undefined && frames.length === 1) return first.octets;
  return new Uint8Array(Buffer.concat(frames.map(({ octets }) => octets)));
}

/** As the gateway read it that made the capsule; `hostZone` is that of its machine. */
export function capsuleReading(
  { testKeys = {}, zone, country, scales }: CapsuleSource,
  reading: LineReading,
  hostZone: string,
): LineReading {
  const isKeyGiven = Object.keys(reading.keys ?? {}).length > 0;
  return {
    ...reading,
    zoneRules: { ...reading.zoneRules, hostZone },
    zone: reading.zone ?? zone,
    country: reading.country ?? country,
    keys: isKeyGiven ? reading.keys : toKeySet(testKeys),
    scales: toOverrides(scales),
  };
}

function toKeySet(keys: NonNullable<CapsuleSource["testKeys"]>): KeySet {
  const found = Object.entries(keys).flatMap(([name, digits]): [string, Uint8Array][] => {
    const octets = parseHex(digits);
    return octets === undefined ? [] : [[name, octets]];
  });
  return Object.fromEntries(found);
}
