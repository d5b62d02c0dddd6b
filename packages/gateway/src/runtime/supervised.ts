import { BackOff, type Clock } from "../sources/back-off.ts";
import type { Logger } from "./log.ts";

/** What ends here by throwing is a mistake of ours: it is logged, and that part begins again; the rest goes on. */
export async function supervised(
  work: (signal: AbortSignal) => Promise<void>,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
  signal: AbortSignal,
): Promise<void> {
  const backOff = new BackOff();
  while (!signal.aborted) {
    try {
      await work(signal);
      return;
    } catch (error) {
      log.error(error, "a part of the gateway broke down and is started again");
    }
    await clock.pause(backOff.next(), signal);
  }
}

/** Waits for work, but no longer than so many milliseconds. */
export async function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, clock.pause(ms, done.signal)]);
  done.abort();
}
