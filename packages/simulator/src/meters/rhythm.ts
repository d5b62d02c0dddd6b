/** What a frame of a virtual meter is: one of its lists, or a telegram of P1 or SML. */
export type FrameKind = "power" | "momentary" | "hourly" | "extended" | "registers" | "telegram";

/** One list and when it is sent: every so many milliseconds, so many after the full period. */
export interface Rhythm {
  readonly list: FrameKind;
  readonly every: number;
  readonly offset: number;
}

interface Slot {
  readonly at: number;
  readonly list: FrameKind;
}

/**
 * The first moment not before `from` at which a list is sent. Where two fall on the same moment the one that stands
 * first in the rhythm is sent in place of the other, as the longer list takes the place of the shorter in meters.
 */
export function nextSlot(rhythm: readonly Rhythm[], from: number): Slot {
  let slot: Slot | undefined;
  for (const { list, every, offset } of rhythm) {
    const at = Math.ceil((from - offset) / every) * every + offset;
    if (slot === undefined || at < slot.at) slot = { at, list };
  }
  if (slot === undefined) throw new RangeError("a rhythm without lists has no next moment");
  return slot;
}
