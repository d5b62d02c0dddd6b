import type { Clock } from "../sources/back-off.ts";
import type { CaptureRecord } from "./capture-format.ts";

export interface PaceOptions {
  /** Seconds of the capture in a real one; Infinity: as fast as it goes. */
  readonly speed: number;
  readonly clock: Clock;
}

/** So many records, or so long, are handed on before other work gets its turn: pages wait for their answers meanwhile. */
const recordsAtOnce = 500;
const turnMs = 20;

/** Hands records on in their own rhythm, or faster, until the last one or the signal. */
export async function playCapture(
  records: readonly CaptureRecord[],
  { speed, clock }: PaceOptions,
  send: (record: CaptureRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  const first = records[0]?.at ?? 0;
  const began = clock.now();
  let turn = { sent: recordsAtOnce, began };
  for (const record of records) {
    const now = clock.now();
    const wait = began + (record.at - first) / speed - now;
    if (wait > 0 || turn.sent >= recordsAtOnce || now - turn.began >= turnMs) {
      await clock.pause(Math.max(0, wait), signal);
      turn = { sent: 0, began: clock.now() };
    }
    if (signal.aborted) return;
    send(record);
    turn.sent++;
  }
}
