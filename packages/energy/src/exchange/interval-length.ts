import { ExchangeError } from "./exchange-error.ts";
import type { PlacedValue } from "./place-times.ts";
import { sayOfFile } from "./sentences.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The length of a file's intervals: what most of them have, by their ends where the file has these, else by the times
 * between them. Throws {@link ExchangeError} where it divides no hour: days and months can't be compared hour by hour.
 */
export function intervalLength(series: readonly (readonly PlacedValue[])[]): number {
  const written = new Counts();
  for (const values of series) for (const { writtenMs } of values) if (writtenMs !== undefined) written.add(writtenMs);
  const length = written.most() ?? stepsOf(series).most();
  if (length === undefined) {
    if (series.every((values) => values.length === 0)) return hourMs;
    throw new ExchangeError("interval-length", sayOfFile("csvNoLength"), sayOfFile("csvSayMinutes"));
  }
  if (length < minuteMs || length > hourMs || hourMs % length !== 0) throw wrongLength(length / minuteMs);
  for (const values of series) for (const value of values) checkEnd(value, length);
  return length;
}

/** Differences over a change of the clocks are an hour more or less than the interval. */
function checkEnd({ line, writtenMs: written }: PlacedValue, length: number): void {
  if (written === undefined || written === length || written === length + hourMs || written === length - hourMs) return;
  throw new ExchangeError(
    "interval-length",
    sayOfFile("csvOtherLength", { minutes: written / minuteMs, others: length / minuteMs }),
    sayOfFile("csvOneByOne"),
    line,
  );
}

function wrongLength(minutes: number): ExchangeError {
  return new ExchangeError("interval-length", sayOfFile("csvLength", { minutes }), sayOfFile("csvDownloadHours"));
}

function stepsOf(series: readonly (readonly PlacedValue[])[]): Counts {
  const steps = new Counts();
  for (const values of series) {
    for (let i = 1; i < values.length; i++) {
      const step = Math.abs((values[i]?.instant ?? 0) - (values[i - 1]?.instant ?? 0));
      if (step > 0) steps.add(step);
    }
  }
  return steps;
}

/** How often each number came. */
class Counts {
  readonly #counts = new Map<number, number>();

  add(number: number): void {
    this.#counts.set(number, (this.#counts.get(number) ?? 0) + 1);
  }

  /** The most frequent one; of several the first. */
  most(): number | undefined {
    let most: number | undefined;
    let times = 0;
    for (const [number, count] of this.#counts) {
      if (count <= times) continue;
      most = number;
      times = count;
    }
    return most;
  }
}
