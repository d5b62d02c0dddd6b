import { type CorpusRow, compareCore, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { createIntlZoneRules, createMeterDecoder, type Reading } from "../../src/index.ts";

const zoneRules = createIntlZoneRules();

/** What became of the captures of one maker, country and framing. */
export interface MeterScore {
  readonly maker: string;
  readonly country: string;
  readonly framing: string;
  /** Captures that hold a reading, and how many of them were read right in every core field. */
  readings: number;
  readingsRight: number;
  values: number;
  valuesRight: number;
  /** Captures that must give no reading (damaged, or without a key), and how many give none. */
  others: number;
  othersSilent: number;
}

/** Decodes every capture and counts what is right, by maker, country and framing. */
export function scoreMeters(rows: readonly CorpusRow[]): readonly MeterScore[] {
  const scores = new Map<string, MeterScore>();
  for (const row of rows) {
    const place = { maker: row.vendor ?? "unknown", country: row.country ?? "unknown", framing: row.framing };
    const key = Object.values(place).join(" ");
    const score = scores.get(key) ?? { ...place, ...emptyCounts };
    scores.set(key, score);
    count(row, score);
  }
  const keyOf = ({ maker, country, framing }: MeterScore) => `${maker.toLowerCase()} ${country} ${framing}`;
  return [...scores.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const emptyCounts = { readings: 0, readingsRight: 0, values: 0, valuesRight: 0, others: 0, othersSilent: 0 };

function count(row: CorpusRow, score: MeterScore): void {
  const readings = decode(row);
  if (row.expect !== "reading") {
    score.others++;
    if (readings.length === 0) score.othersSilent++;
    return;
  }
  const nothing: Reading = { objects: [] };
  const [first = nothing] = readings;
  const last = readings.at(-1) ?? nothing;
  const pairs = [{ expected: row.expected, reading: first }];
  if (row.expectedLast !== undefined) pairs.push({ expected: row.expectedLast, reading: last });
  let wrong = 0;
  for (const { expected, reading } of pairs) {
    // A reading that holds nothing is wrong in every core value that the row states.
    const stated = compareCore(row, expected, nothing).length;
    const missed = compareCore(row, expected, reading).length;
    score.values += stated;
    score.valuesRight += stated - missed;
    wrong += missed;
  }
  score.readings++;
  const isComplete = readings.length > 0 && readings.length === (row.messageCount ?? readings.length);
  if (wrong === 0 && isComplete) score.readingsRight++;
}

function decode(row: CorpusRow): readonly Reading[] {
  const decoder = createMeterDecoder({ zoneRules, zone: zoneOf(row), keys: keysOf(row), input: "file" });
  const events = [...decoder.push(octetsOf(row)), ...decoder.end()];
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}
