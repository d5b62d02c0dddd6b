import { type CorpusRow, corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Reading,
  type VendorProfile,
} from "@meter2mqtt/decoder";
import { draftProfile, parseProfile, unknownListsOf } from "@meter2mqtt/decoder/user-profiles";
import { expect, test } from "vitest";

/** Power, voltage, current and register fields. */
const scored = /^(active|reactive|netActive|voltage|current|energy)/;

function decode(row: CorpusRow, profiles: readonly VendorProfile[]): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({
    zoneRules: createIntlZoneRules(),
    zone: zoneOf(row),
    keys: keysOf(row),
    input: "file",
    profiles,
    builtInProfiles: false,
  });
  return [...decoder.push(octetsOf(row)), ...decoder.end()];
}

interface Score {
  readonly file: string;
  readonly right: number;
  readonly all: number;
  readonly wrong: readonly string[];
}

/** A draft from this row alone, used as the only profile, against what the row must give. */
function score(row: CorpusRow): Score {
  const samples = unknownListsOf(decode(row, []));
  const parsed = parseProfile(JSON.parse(JSON.stringify(draftProfile(samples).profile)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const readings = decode(row, [parsed.profile]).flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
  const fields = Object.entries(row.expected).filter(([field]) => scored.test(field));
  const wrong = fields.filter(([field, value]) => valueIn(readings[0], field) !== value).map(([field]) => field);
  return { file: row.file, right: fields.length - wrong.length, all: fields.length, wrong };
}

function valueIn(reading: Reading | undefined, field: string): unknown {
  return Object.entries(reading ?? {}).find(([name]) => name === field)?.[1];
}

const rows = corpusRows.filter(
  ({ layout, vendor, expect: kind }) => layout === "positional" && kind === "reading" && vendor !== null,
);

test.skipIf(!corpusAvailable)("drafts from captures of positional lists name what the manifest says", () => {
  const scores = rows.map(score);
  const lines = scores.map(({ file, right, all, wrong }) => `${right} of ${all}  ${file}  ${wrong.join(" ")}`);
  const right = scores.reduce((sum, each) => sum + each.right, 0);
  const all = scores.reduce((sum, each) => sum + each.all, 0);
  lines.push(`drafted profiles: ${right} of ${all} positions right in ${scores.length} rows`);
  process.stdout.write(`${lines.join("\n")}\n`);
  expect(right / all).toBeGreaterThanOrEqual(0.8);
});
