import type { ZoneRules } from "@meter2mqtt/decoder";
import { civilAt } from "./civil-time.ts";
import type { CsvLayout } from "./csv-layout.ts";
import { ExchangeError } from "./exchange-error.ts";
import type { PlacedValue } from "./place-times.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The length of a file's intervals: what most of them have, by their ends where the file has these, else by the times
 * between them. Throws {@link ExchangeError} where it divides no hour: days and months can't be compared hour by hour.
 */
export function intervalLength(
  series: readonly (readonly PlacedValue[])[],
  layout: CsvLayout,
  zone: string,
  rules: ZoneRules,
): number {
  const withEnds = series.flatMap((values) => values.filter(({ otherEnd }) => otherEnd !== undefined));
  const lengths =
    withEnds.length > 0
      ? withEnds.map((value) => writtenLength(value, layout, zone, rules))
      : series.flatMap((values) => steps(values));
  const length = mostFrequent(lengths);
  if (length === undefined) {
    if (series.every((values) => values.length === 0)) return hourMs;
    const hint = "Say how long an interval is: `minutes=60` in `--map`.";
    throw new ExchangeError("interval-length", "The length of the intervals can't be told from one of them.", hint);
  }
  if (length < minuteMs || length > hourMs || hourMs % length !== 0)
    throw wrongLength(`The intervals are ${length / minuteMs} minutes long.`);
  for (const value of withEnds) checkEnd(value, length, writtenLength(value, layout, zone, rules));
  return length;
}

/** By the clock, as both ends are written: an hour before a change of the clocks may look like two or none. */
function writtenLength(
  { instant, time, otherEnd }: PlacedValue,
  layout: CsvLayout,
  zone: string,
  rules: ZoneRules,
): number {
  const here = time.kind === "instant" ? time.instant : time.civil;
  let there = here;
  if (otherEnd?.kind === time.kind) there = otherEnd.kind === "instant" ? otherEnd.instant : otherEnd.civil;
  else if (otherEnd?.kind === "instant") return Math.abs(otherEnd.instant - instant);
  else if (otherEnd?.kind === "civil") return Math.abs(otherEnd.civil - civilAt(instant, zone, rules));
  return layout.timeIs === "start" ? there - here : here - there;
}

/** Differences over a change of the clocks are an hour more or less than the interval. */
function checkEnd({ line }: PlacedValue, length: number, written: number): void {
  if (written === length || written === length + hourMs || written === length - hourMs) return;
  throw new ExchangeError(
    "interval-length",
    `The interval is ${written / minuteMs} minutes long, the others are ${length / minuteMs}.`,
    "Import files of different resolutions one by one.",
    line,
  );
}

function wrongLength(message: string): ExchangeError {
  return new ExchangeError("interval-length", message, "Download hours or quarter-hours.");
}

function steps(values: readonly PlacedValue[]): readonly number[] {
  const found: number[] = [];
  for (let i = 1; i < values.length; i++) {
    const step = Math.abs((values[i]?.instant ?? 0) - (values[i - 1]?.instant ?? 0));
    if (step > 0) found.push(step);
  }
  return found;
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let most: number | undefined;
  for (const [number, count] of counts) if (count > (counts.get(most ?? Number.NaN) ?? 0)) most = number;
  return most;
}
