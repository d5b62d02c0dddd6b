import type { Clock } from "../sources/back-off.ts";
import type { CaptureRecord } from "./capture-format.ts";

export interface PaceOptions {
  /** Seconds of the capture in a real one; Infinity: as fast as it goes. */
  readonly speed: number;
  readonly clock: Clock;
}

/** So many records are handed on before other work gets its turn. */
const recordsAtOnce = 500;

/** Hands records on in their own rhythm, or faster, until the last one or the signal. */
export async function playCapture(
  records: readonly CaptureRecord[],
  { speed, clock }: PaceOptions,
  send: (record: CaptureRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  const first = records[0]?.at ?? 0;
  const began = clock.now();
  let sent = 0;
  for (const record of records) {
    const wait = began + (record.at - first) / speed - clock.now();
    if (wait > 0 || sent % recordsAtOnce === 0) await clock.pause(Math.max(0, wait), signal);
    if (signal.aborted) return;
    send(record);
    sent++;
  }
}
