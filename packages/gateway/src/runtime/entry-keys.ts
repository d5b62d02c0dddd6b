import { createHash } from "node:crypto";
import type { MeterState } from "@meter2mqtt/contract";
import type { Reading } from "@meter2mqtt/decoder";
import type { FrameMark } from "../meters/duplicate-watch.ts";

/** Where a reading came from, as far as it tells it from all others. */
export interface ReadingOrigin {
  /** Under which name the meter's readings are kept. */
  readonly meter: string;
  readonly octets: Uint8Array;
  readonly invocationCounter?: number | undefined;
  /** The meter's clock, ISO 8601 with offset. */
  readonly timestamp?: Reading["timestamp"];
  /** Epoch milliseconds. */
  readonly now: number;
  /** True: the octets came over a line just now; false: out of a file, at whatever time. */
  readonly isLive: boolean;
}

/** A clock that is further off may as well stand still: then two frames of it may be alike. */
const clockTolerance = 3_600_000;

/** Made from what was sent: the same for the same octets. */
function fingerprint(octets: Uint8Array | string): string {
  return createHash("sha256").update(octets).digest("hex").slice(0, 16);
}

/**
 * The key of a reading, the same whenever this frame is read again. Where the frame holds nothing that makes it unlike
 * the next one (a counter, or a clock that goes), the time of arrival belongs to it.
 */
export function readingKey(origin: ReadingOrigin): string {
  const { meter, octets, now } = origin;
  const content = fingerprint(octets);
  return isUnlikeOthers(origin) ? `${meter}:${content}` : `${meter}:${now}:${content}`;
}

/** What tells a frame from others, also where it comes in another framing. */
export function frameMark(origin: Omit<ReadingOrigin, "meter">, systemTitle: string | undefined): FrameMark {
  const { invocationCounter, timestamp } = origin;
  const content = fingerprint(origin.octets);
  const isCounted = invocationCounter !== undefined && systemTitle !== undefined;
  const text = isCounted ? `${systemTitle}:${invocationCounter}:${timestamp ?? ""}` : content;
  return { text, content, isCounted, isUnique: isUnlikeOthers(origin) };
}

function isUnlikeOthers({ invocationCounter, timestamp, now, isLive }: Omit<ReadingOrigin, "meter">): boolean {
  if (invocationCounter !== undefined) return true;
  if (timestamp === undefined) return false;
  return !isLive || Math.abs(Date.parse(timestamp) - now) < clockTolerance;
}

/** The key of a meter's state that was put together from readings without a name. */
export function stateKey(meter: string, state: MeterState): string {
  return `${meter}:${Date.parse(state.receivedAt)}:${fingerprint(JSON.stringify(state))}`;
}

/** The key of a frame as a source heard it. */
export function frameKey(source: string, octets: Uint8Array, now: number): string {
  return `${source}:${now}:${fingerprint(octets)}`;
}
