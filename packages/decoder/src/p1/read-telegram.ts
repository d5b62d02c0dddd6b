import { cdeOf, type ObisCode, obisText } from "../cosem/obis-code.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { type ClockContext, resolveSeasonTime } from "../reading/meter-clock.ts";
import type { QuantityRow } from "../reading/quantities.ts";
import { quantityOf, setQuantity } from "../reading/quantity-index.ts";
import type { QuantityName, Reading, ReadingObject } from "../reading/reading.ts";
import { ChannelReader } from "./channels.ts";
import { type P1Object, parseP1Telegram } from "./telegram.ts";
import { hasPlannedForm, type TelegramPlaces } from "./telegram-plan.ts";
import { decodeHexText, type P1Number, parseP1Number, parseP1Time } from "./value.ts";

export interface P1Result {
  readonly reading: Reading;
  /** Epoch milliseconds of the telegram's clock. */
  readonly clock: number | undefined;
  readonly usedZone: boolean;
  readonly diagnoses: readonly Diagnosis[];
  /** Where the values stand that may change from one telegram to the next. */
  readonly places: TelegramPlaces;
}

type TextField = "meterId" | "meterModel" | "logicalDeviceName" | "p1Version" | "textMessage" | "textMessageCode";
type CountField =
  | "tariff"
  | "powerFailures"
  | "longPowerFailures"
  | "switchPosition"
  | `voltage${"Sags" | "Swells"}L${1 | 2 | 3}`;

const clockCode = cdeOf("1.0.0");
const peakCode = cdeOf("1.6.0");
const limiterCode = cdeOf("17.0.0");

/**
 * Identity and texts. The electricity meter's number stands under 96.1.1 in the Netherlands and Belgium and under
 * 96.1.0, 42.0.0 or 96.1.255 elsewhere: the lower rank is better.
 */
const textCodes: ReadonlyMap<number, { readonly field: TextField; readonly rank: number }> = new Map([
  [cdeOf("96.1.1"), { field: "meterId", rank: 0 }],
  [cdeOf("96.1.0"), { field: "meterId", rank: 1 }],
  [cdeOf("96.1.7"), { field: "meterModel", rank: 0 }],
  [cdeOf("42.0.0"), { field: "logicalDeviceName", rank: 0 }],
  [cdeOf("0.2.8"), { field: "p1Version", rank: 0 }],
  [cdeOf("96.1.4"), { field: "p1Version", rank: 1 }],
  [cdeOf("96.13.0"), { field: "textMessage", rank: 0 }],
  [cdeOf("96.13.1"), { field: "textMessageCode", rank: 0 }],
]);

const countCodes: ReadonlyMap<number, CountField> = new Map([
  [cdeOf("96.14.0"), "tariff"],
  [cdeOf("96.7.21"), "powerFailures"],
  [cdeOf("96.7.9"), "longPowerFailures"],
  [cdeOf("96.3.10"), "switchPosition"],
  [cdeOf("32.32.0"), "voltageSagsL1"],
  [cdeOf("52.32.0"), "voltageSagsL2"],
  [cdeOf("72.32.0"), "voltageSagsL3"],
  [cdeOf("32.36.0"), "voltageSwellsL1"],
  [cdeOf("52.36.0"), "voltageSwellsL2"],
  [cdeOf("72.36.0"), "voltageSwellsL3"],
]);

/** Reads a P1 telegram, from `/` to its `!`; undefined where no line of it can be read. */
export function readP1Telegram(octets: Uint8Array, clock: ClockContext): P1Result | undefined {
  const { ident, objects, diagnoses } = parseP1Telegram(octets);
  if (objects.length === 0) return undefined;
  const reader = new P1Reader(clock, [...diagnoses]);
  reader.reading.ident = ident;
  for (const object of objects) reader.object(object);
  return reader.finish();
}

class P1Reader {
  readonly reading: Reading = { objects: [] };
  readonly #objects: ReadingObject[] = [];
  readonly #clock: ClockContext;
  readonly #channels: ChannelReader;
  readonly #diagnoses: Diagnosis[];
  readonly #ranks: Partial<Record<TextField, number>> = {};
  readonly #places: TelegramPlaces = { numbers: [], times: [], texts: [] };
  #epoch: number | undefined;
  #usedZone = false;

  constructor(clock: ClockContext, diagnoses: Diagnosis[]) {
    this.#clock = clock;
    this.#diagnoses = diagnoses;
    this.#channels = new ChannelReader(clock);
  }

  object(object: P1Object): void {
    const { obis, values } = object;
    const last = values.at(-1) ?? "";
    const number = parseP1Number(last);
    const raw = values.length === 1 ? last : values.map((value) => `(${value})`).join("");
    this.#objects.push(shown(obis, values, raw, number));
    // Abstract objects with a channel, and those of other media, belong to sub-meters.
    const medium = obis.ab >> 8;
    const row = quantityOf(obis.ab, obis.cde, obis.f);
    if ((medium === 0 && (obis.ab & 0xff) > 0) || medium > 1) this.#channel(object);
    else if (row !== undefined) this.#quantity(row, number, object);
    else if (obis.cde === clockCode && obis.ab === 0) this.#time(object);
    else this.#other(obis, last, number);
    if (obis.cde === peakCode && values.length === 2) this.#peakTime(values[0] ?? "");
  }

  /** The place of the object that was pushed last. */
  get #index(): number {
    return this.#objects.length - 1;
  }

  #quantity(row: QuantityRow, number: P1Number | undefined, { values, places }: P1Object): void {
    const unit = number?.unit ?? (row.unit === "" ? "" : undefined);
    const isQuantity = number !== undefined && unit === row.unit && setQuantity(this.reading, row, number.value);
    const [text = ""] = values;
    const [at = -1] = places;
    if (values.length > 1 || at < 0 || !isQuantity) return;
    this.#places.numbers.push({ at, text, index: this.#index, quantity: row.name as QuantityName });
  }

  /** A sub-meter's latest value comes with its time. */
  #channel({ obis, values, places }: P1Object): void {
    const isValue = this.#channels.object(obis, values);
    const [time = "", text = ""] = values;
    const [timeAt = -1, at = -1] = places;
    const to = at + text.length;
    // Side by side on one line, as DSMR 4 and later write them: `(time)(value)`.
    if (!isValue || values.length !== 2 || timeAt < 0 || at !== timeAt + time.length + 2) return;
    const channel = obis.ab & 0xff;
    this.#places.times.push({ at: timeAt, text: time, channel });
    this.#places.numbers.push({ at, text, channel });
    this.#places.texts.push({ from: timeAt - 1, to: to + 1, index: this.#index });
  }

  #other(obis: ObisCode, last: string, number: P1Number | undefined): void {
    const count = countCodes.get(obis.cde);
    if (count !== undefined) {
      if (number !== undefined && number.unit === undefined) this.reading[count] ??= number.value;
      return;
    }
    if (obis.cde === limiterCode && number?.unit !== undefined) {
      // Shown as the telegram says it: 999 kW or A is the meter's way to say "no limit".
      this.reading.limiterThreshold ??= limiter(last) ?? { value: number.value, unit: number.unit };
      return;
    }
    const text = textCodes.get(obis.cde);
    if (text === undefined || last === "" || obis.ab >> 8 > 1) return;
    if ((this.#ranks[text.field] ?? Number.POSITIVE_INFINITY) <= text.rank) return;
    this.#ranks[text.field] = text.rank;
    this.reading[text.field] = text.field === "p1Version" ? last : decodeHexText(last);
  }

  #time({ values, places }: P1Object): void {
    const text = values.at(-1) ?? "";
    const parsed = parseP1Time(text);
    if (parsed === undefined || this.reading.timestamp !== undefined) return;
    const time = resolveSeasonTime(parsed.local, parsed.season, this.#clock);
    this.reading.timestamp = time.text;
    this.#epoch = time.epoch;
    this.#usedZone = time.usedZone;
    if (time.diagnosis !== undefined) this.#diagnoses.push(time.diagnosis);
    const [at = -1] = places;
    if (values.length > 1 || at < 0 || !hasPlannedForm(text)) return;
    this.#places.times.push({ at, text });
    this.#places.texts.push({ from: at, to: at + text.length, index: this.#index });
  }

  #peakTime(text: string): void {
    const parsed = parseP1Time(text);
    if (parsed === undefined) return;
    this.reading.demandMaxMonthTimestamp = resolveSeasonTime(parsed.local, parsed.season, this.#clock).text;
  }

  finish(): P1Result {
    this.reading.objects = this.#objects;
    const channels = this.#channels.finish();
    if (channels.length > 0) this.reading.channels = channels;
    return {
      reading: this.reading,
      clock: this.#epoch,
      usedZone: this.#usedZone,
      diagnoses: this.#diagnoses,
      places: this.#places,
    };
  }
}

/** `999.9*kW` with the unit as written. */
function limiter(text: string): { readonly value: number; readonly unit: string } | undefined {
  const match = /^0*(\d+(?:\.\d+)?)\*?([A-Za-z]+)$/.exec(text);
  return match === null ? undefined : { value: Number(match[1]), unit: match[2] ?? "" };
}

/** A line for `objects`: a number where it is one, text where its hexadecimal says one, else as it stands. */
function shown(obis: ObisCode, values: readonly string[], raw: string, number: P1Number | undefined): ReadingObject {
  const code = obisText(obis);
  const [only = ""] = values;
  if (values.length !== 1) return { obis: code, value: raw, raw };
  // Digits alone, outside of electricity, are names, states and counts with their leading zeros.
  const isNumber = number !== undefined && (/[.*]/.test(only) || obis.ab >> 8 === 1);
  if (isNumber) {
    const { value, unit } = number;
    return unit ? { obis: code, value, unit, raw } : { obis: code, value, raw };
  }
  const text = decodeHexText(only);
  return text === only ? { obis: code, value: only, raw } : { obis: code, value: only, text, raw };
}
