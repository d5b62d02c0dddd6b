import { createIntlZoneRules, type VendorProfile } from "@meter2mqtt/decoder";
import type { Settings, SourceSettings } from "../config/settings.ts";
import { knownMeter, toOverrides } from "../runtime/create-lines.ts";
import { nodeAesGcm } from "../security/aes-gcm-node.ts";
import type { FramePage, StoredFrame } from "../store/raw-frames-table.ts";
import { mostCapsuleOctets } from "./heard-pieces.ts";
import type { CapsuleLineInput } from "./make-capsule.ts";
import { shownSource } from "./shown-configuration.ts";

export interface CollectOptions {
  /** Frames of the archive, the latest first. */
  readonly frames: (page: FramePage) => readonly StoredFrame[];
  readonly settings: Pick<Settings, "sources">;
  /** The user's own. */
  readonly profiles: readonly VendorProfile[];
  /** Only what this source heard. */
  readonly source?: string | undefined;
  /** At most so many, the latest. */
  readonly limit: number;
}

const framesAtOnce = 100;

/** The latest frames of the archive, by the source that heard them, with what is known of its meter. */
export function collectLines(options: CollectOptions): CapsuleLineInput[] {
  const bySource = new Map<string, StoredFrame[]>();
  for (const frame of latestFrames(options)) {
    const frames = bySource.get(frame.source) ?? [];
    bySource.set(frame.source, [...frames, frame]);
  }
  return [...bySource].map(([name, frames]) => toLine(name, frames, options));
}

/** In the order in which they came. */
function latestFrames({ frames, source, limit }: CollectOptions): readonly StoredFrame[] {
  const found: StoredFrame[] = [];
  let octets = 0;
  let before = Number.MAX_SAFE_INTEGER;
  while (found.length < limit) {
    const page = frames({ before, source, limit: Math.min(framesAtOnce, limit - found.length) });
    for (const frame of page) {
      octets += frame.octets.length;
      if (octets > mostCapsuleOctets) return found.reverse();
      found.push(frame);
      before = frame.id;
    }
    if (page.length === 0) break;
  }
  return found.reverse();
}

function toLine(
  name: string,
  frames: readonly StoredFrame[],
  { settings, profiles }: CollectOptions,
): CapsuleLineInput {
  const own = settings.sources.find((candidate) => isSourceOf(candidate, name));
  const known = own === undefined ? {} : knownMeter(own);
  const zoneRules = createIntlZoneRules();
  const scales = own?.meter.scales;
  return {
    pieces: frames.map(({ octets, receivedAt }) => ({ octets, at: receivedAt })),
    reading: { ...known, zoneRules, aesGcm: nodeAesGcm, profiles, scales: toOverrides(scales) },
    scales,
    input: own?.source.type === "file" ? "file" : "live",
    settings: own === undefined ? { settings: {}, kept: 0, leftOut: 0 } : shownSource(own),
  };
}

/** Topics behind a wildcard are sources of their own, named by the one that was set up. */
function isSourceOf({ source }: SourceSettings, name: string): boolean {
  return name === source.name || name.startsWith(`${source.name}/`);
}
