import type { ManualClock } from "../../src/runtime/manual-clock.ts";

export interface DrivenOptions {
  readonly stepMs?: number;
  readonly timeoutMs?: number;
  /** While it holds the clock stands: what is on its way is to arrive first. */
  readonly isBusy?: () => boolean;
}

/** Lets the clock go on, and real servers answer between, until the condition holds. Gives the minutes that passed by the clock. */
export async function driven(
  clock: ManualClock,
  what: string,
  holds: () => boolean,
  { stepMs = 1000, timeoutMs = 240_000, isBusy = () => false }: DrivenOptions = {},
): Promise<number> {
  const [begin, end] = [clock.now(), performance.now() + timeoutMs];
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    if (!isBusy()) await clock.advance(stepMs);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return (clock.now() - begin) / 60_000;
}
