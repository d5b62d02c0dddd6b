import type { Sentence } from "@meter2mqtt/decoder";
import type { DecimalSign } from "./amounts.ts";
import { unitExponent } from "./amounts.ts";
import type { AmountColumn, ColumnNames, CsvLayout, WrittenQuality } from "./csv-layout.ts";
import type { Delimiter } from "./csv-rows.ts";
import { ExchangeError } from "./exchange-error.ts";
import type { EnergyDirection } from "./outside-interval.ts";
import { sayOfFile } from "./sentences.ts";
import type { TimeForm } from "./written-times.ts";

/** What a mapping takes, with a word on each; in the order in which help shows it. */
export const mappingKeys: Readonly<Record<string, string>> = {
  time: "column of the time, or two joined by + for date and time; `#1` is the first column",
  end: "column of the interval's end",
  at: "start or end: which one `time` is; start otherwise",
  format: "day-first, month-first, epoch-s or epoch-ms; day-first, or the year first, otherwise",
  import: "column of the import; several joined by + are added",
  export: "column of the export; several joined by + are added",
  amount: "column of the amounts of one direction, or of both with `direction`",
  direction: "import or export, or the column that says it",
  meter: "column of the metering point",
  quality: "column of the status",
  unit: "kWh or Wh, or the column that says it; kWh otherwise",
  values: "amounts or standings; standings are a register's: their differences are booked",
  zone: "IANA zone of times without an offset",
  delimiter: "semicolon, comma, tab or pipe; found otherwise",
  decimal: "comma or point; either otherwise",
  minutes: "length of an interval; found otherwise",
};

const delimiterWords: Readonly<Record<string, Delimiter>> = { semicolon: ";", comma: ",", tab: "\t", pipe: "|" };
const decimalWords: Readonly<Record<string, DecimalSign>> = { comma: ",", point: "." };
const timeForms: Readonly<Record<string, TimeForm>> = {
  "day-first": "day-first",
  "month-first": "month-first",
  "epoch-s": "epoch-s",
  "epoch-ms": "epoch-ms",
};

/** Words for directions and states that files of all kinds have, in lower case. */
const directionWords: Readonly<Record<string, EnergyDirection>> = {
  import: "import",
  consumption: "import",
  energyimportwh: "import",
  energyexportwh: "export",
  export: "export",
  production: "export",
};
const qualityWords: Readonly<Record<string, WrittenQuality>> = {
  measured: "measured",
  interpolated: "estimated",
  estimated: "estimated",
  missing: "missing",
};

/**
 * The layout that a text such as `time=Start,import=Use (kWh),zone=Europe/Berlin` describes. A name that holds a comma
 * or a plus stands in quotes: `import="Use, kWh"`. Throws {@link ExchangeError}.
 */
export function parseColumnMapping(text: string, zone: string): CsvLayout {
  const given = settingsOf(text);
  const word = <T>(key: string, words: Readonly<Record<string, T>>): T | undefined => {
    const value = given.get(key);
    if (value === undefined) return undefined;
    const meant = Object.hasOwn(words, value.toLowerCase()) ? words[value.toLowerCase()] : undefined;
    if (meant === undefined)
      throw mappingError(sayOfFile("mapChoice", { key, value, choices: Object.keys(words).join(", ") }));
    return meant;
  };
  const time = given.get("time");
  if (time === undefined) throw mappingError(sayOfFile("mapNoTime"));
  const delimiter = word("delimiter", delimiterWords);
  const minutes = given.get("minutes");
  const end = given.get("end");
  return {
    id: "mapping",
    about: "columns as they were given",
    delimiters: delimiter === undefined ? [";", ",", "\t", "|"] : [delimiter],
    decimal: word("decimal", decimalWords) ?? "either",
    zone: given.get("zone") ?? zone,
    timeForm: word("format", timeForms) ?? "day-first",
    time: columnsOf(time),
    timeIs: word("at", { start: "start", end: "end" } as const) ?? "start",
    ...(end === undefined ? {} : { otherEnd: columnsOf(end) }),
    ...optionalColumn("meterId", given.get("meter")),
    ...amountColumns(given),
    values: word("values", { amounts: "amounts", standings: "standings" } as const) ?? "amounts",
    unit: unitOf(given.get("unit")),
    ...qualityColumn(given.get("quality")),
    ...(minutes === undefined ? {} : { lengthMs: minutesOf(minutes) }),
  };
}

const maxLength = 4096;

/** `key=value` pairs; quotes hold commas and plus signs together. */
function settingsOf(text: string): ReadonlyMap<string, string> {
  if (text.length > maxLength) throw mappingError(sayOfFile("mapTooLong", { most: maxLength }));
  const given = new Map<string, string>();
  for (const part of splitOutsideQuotes(text, ",")) {
    const at = part.indexOf("=");
    const key = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    const value = part.slice(at + 1).trim();
    if (at < 0 || value === "") throw mappingError(sayOfFile("mapNoPair", { text: part.trim() }));
    if (!Object.hasOwn(mappingKeys, key))
      throw mappingError(sayOfFile("mapUnknown", { key, keys: Object.keys(mappingKeys).join(", ") }));
    if (given.has(key)) throw mappingError(sayOfFile("mapTwice", { key }));
    given.set(key, value);
  }
  return given;
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  if (isQuoted) throw mappingError(sayOfFile("csvOpenQuote"));
  return [...parts, part];
}

function columnsOf(text: string): readonly ColumnNames[] {
  return splitOutsideQuotes(text, "+").map(columnOf);
}

/** A column by name, or by number: `#3`. */
function columnOf(text: string): ColumnNames {
  const number = /^#(\d{1,3})$/.exec(text.trim());
  if (number !== null && Number(number[1]) > 0) return Number(number[1]);
  return [text.replaceAll('"', "").trim()];
}

function optionalColumn(key: "meterId", text: string | undefined): Pick<CsvLayout, "meterId"> {
  return text === undefined ? {} : { [key]: columnOf(text) };
}

function qualityColumn(text: string | undefined): Pick<CsvLayout, "quality"> {
  return text === undefined ? {} : { quality: { names: columnOf(text), words: qualityWords } };
}

function amountColumns(given: ReadonlyMap<string, string>): Pick<CsvLayout, "amounts" | "direction"> {
  const columns = (key: string, direction: AmountColumn["direction"]): readonly AmountColumn[] =>
    columnsOf(given.get(key) ?? "").map((names) => ({ names, direction }));
  const direction = given.get("direction");
  if (!given.has("amount")) {
    if (direction !== undefined) throw mappingError(sayOfFile("mapDirectionAlone"));
    const amounts = [
      ...(given.has("import") ? columns("import", "import") : []),
      ...(given.has("export") ? columns("export", "export") : []),
    ];
    if (amounts.length > 0) return { amounts };
    throw mappingError(sayOfFile("mapNoAmount"));
  }
  if (given.has("import") || given.has("export")) throw mappingError(sayOfFile("mapAmountAndWays"));
  if (direction === undefined) return { amounts: columns("amount", "given") };
  if (direction === "import" || direction === "export") return { amounts: columns("amount", direction) };
  return {
    amounts: columns("amount", "column"),
    direction: { names: columnOf(direction), words: directionWords },
  };
}

function unitOf(text: string | undefined): CsvLayout["unit"] {
  if (text === undefined) return "kWh";
  const exponent = unitExponent(text);
  if (exponent === 0) return "Wh";
  return exponent === 3 ? "kWh" : { names: columnOf(text) };
}

function minutesOf(text: string): number {
  const minutes = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (minutes > 0 && 60 % minutes === 0) return minutes * 60_000;
  throw mappingError(sayOfFile("mapMinutes", { value: text }));
}

function mappingError(what: Sentence): ExchangeError {
  return new ExchangeError("mapping", [sayOfFile("mapUnusable"), what], sayOfFile("mapExample"));
}
