import type { KeySet } from "@meter2mqtt/decoder";
import {
  createVirtualMeter,
  type FaultProbabilities,
  type VirtualFrame,
  type VirtualMeterName,
  virtualMeters,
} from "@meter2mqtt/simulator";
import type { Clock } from "./back-off.ts";

export interface PlayOptions {
  readonly model: VirtualMeterName;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  readonly seed?: number;
  readonly faults?: FaultProbabilities;
  readonly keys?: KeySet;
  readonly clock: Clock;
}

/** A frame that is later than this is left out: the machine slept, or can't keep up with the speed asked for. */
const lateMs = 5000;
/** So many frames may be left out before other work gets its turn. */
const skippedAtOnce = 500;

/**
 * Plays a virtual meter in its own rhythm until the signal aborts. Simulated time is the clock's time at the beginning.
 * The frame that was sent last comes at once, so that nobody waits for the next.
 * Throws SimulatorOptionError for options that the meter can't follow.
 */
export async function playVirtualMeter(
  options: PlayOptions,
  send: (frame: VirtualFrame) => void,
  signal: AbortSignal,
): Promise<void> {
  const { model, speed, clock, seed, faults, keys } = options;
  const began = clock.now();
  const meter = createVirtualMeter(model, {
    start: began - virtualMeters[model].interval,
    ...(seed === undefined ? {} : { seed }),
    ...(faults === undefined ? {} : { faults }),
    ...(keys === undefined ? {} : { keys }),
  });
  const dueAt = (frame: VirtualFrame) => began + (frame.at - began) / speed;

  let frame = meter.next();
  let following = meter.next();
  while (following.at <= began) {
    frame = following;
    following = meter.next();
  }
  if (!signal.aborted) send(frame);

  let skipped = 0;
  for (frame = following; !signal.aborted; frame = meter.next()) {
    const wait = dueAt(frame) - clock.now();
    if (wait < -lateMs) {
      skipped++;
      if (skipped % skippedAtOnce === 0) await clock.pause(0, signal);
      continue;
    }
    await clock.pause(Math.max(0, wait), signal);
    if (!signal.aborted) send(frame);
  }
}
