import { isLocalTime } from "../axdr/date-time.ts";
import { latin1 } from "../bytes/ascii.ts";
import { scaled } from "../bytes/decimal.ts";
import { OctetPattern, type OctetRange, type PatternFreedom } from "../bytes/octet-pattern.ts";
import { type ClockContext, type MeterTime, resolveSeasonTime } from "../reading/meter-clock.ts";
import type { Plan, PlannedReading } from "../reading/plan-book.ts";
import type { QuantityName, Reading, ReadingChannel, ReadingObject } from "../reading/reading.ts";
import { createReadingMaker, type ReadingMaker } from "../reading/reading-maker.ts";
import type { Season } from "../zone-rules.ts";
import { type DigitPlaces, digitsAt } from "./digits.ts";
import { type NumberForm, TelegramNumber } from "./telegram-number.ts";
import { parseP1Number } from "./value.ts";

/** A number that sets a quantity and is shown as an object, or one that is a sub-meter's value. */
export interface NumberPlace {
  readonly at: number;
  /** As it was written: digits may differ the next time, all else may not. */
  readonly text: string;
  readonly index?: number;
  readonly quantity?: QuantityName;
  readonly channel?: number;
}

/** The meter's clock, or the time of a sub-meter's value. */
export interface TimePlace {
  readonly at: number;
  readonly text: string;
  readonly channel?: number;
}

/** An object whose text holds digits that may change. */
export interface TextPlace {
  readonly from: number;
  readonly to: number;
  readonly index: number;
}

/** What may differ from one telegram to the next. All else has to be the same, octet by octet. */
export interface TelegramPlaces {
  readonly numbers: NumberPlace[];
  readonly times: TimePlace[];
  readonly texts: TextPlace[];
}

/** A telegram as it was read without a plan. */
export interface PlannedTelegram {
  /** From `/` to the last digit of its CRC. */
  readonly octets: Uint8Array;
  readonly places: TelegramPlaces;
  readonly clock: ClockContext;
  readonly mayMakeCode: boolean;
}

interface NumberField extends NumberForm, DigitPlaces {
  /** First digit. */
  readonly at: number;
  readonly isNegative: boolean;
  readonly index: number;
  /** Place among the reading's quantities; below 0 where it is none. */
  readonly slot: number;
  /** Place in `channels` of the sub-meter whose value it is. */
  readonly channel: number;
}

type MutableChannel = { -readonly [K in keyof ReadingChannel]: ReadingChannel[K] };

interface TimeField {
  readonly at: number;
  readonly season: Season | undefined;
  readonly channel: number;
}

/** `yyMMddhhmmss`, with a season letter or without. */
const timeDigits = 12;
const crcDigits = 4;

/**
 * The same for P1 telegrams as `ListPlan` is for push lists: a meter's telegrams have the same lines, with other digits. A
 * telegram whose other octets are all the same is read by looking at those digits alone.
 */
export class TelegramPlan implements Plan {
  readonly profile = undefined;
  readonly unscaled = undefined;
  readonly freedom: PatternFreedom;
  readonly first: Reading;
  readonly #pattern: OctetPattern;
  readonly #numbers: readonly NumberField[];
  readonly #times: readonly TimeField[];
  readonly #texts: readonly (TextPlace & { readonly obis: string })[];
  readonly #objects: readonly ReadingObject[];
  readonly #channels: readonly ReadingChannel[] | undefined;
  readonly #clock: ClockContext;
  readonly #make: ReadingMaker;
  /** The quantities' values: those of the telegram that was read last. */
  readonly #values: Float64Array;

  /** Of a telegram and the whole reading that it gave. */
  constructor({ octets, places, clock, mayMakeCode }: PlannedTelegram, reading: Reading) {
    const { objects, channels } = reading;
    const indexOf = (channel: number | undefined): number =>
      channel === undefined ? -1 : (channels?.findIndex((candidate) => candidate.channel === channel) ?? -1);
    this.#channels = channels;
    this.#clock = clock;
    const names: QuantityName[] = [];
    this.#numbers = places.numbers.flatMap((place) => {
      const field = numberField(place, names.length, objects, indexOf(place.channel));
      if (field !== undefined && place.quantity !== undefined) names.push(place.quantity);
      return field ?? [];
    });
    this.#times = places.times.flatMap((place) => timeField(place, indexOf(place.channel)) ?? []);
    this.#objects = objects;
    this.#texts = places.texts.map((place) => ({ ...place, obis: objects[place.index]?.obis ?? "" }));
    this.#make = createReadingMaker(reading, names, mayMakeCode);
    this.#values = new Float64Array(names.length);
    this.freedom = {
      free: [{ from: octets.length - crcDigits, to: octets.length }],
      digits: [...this.#numbers.flatMap(digitsOf), ...this.#times.map(({ at }) => ({ from: at, to: at + timeDigits }))],
    };
    this.#pattern = new OctetPattern(octets, this.freedom);
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
    this.first = this.read(octets, view, 0)?.reading ?? reading;
  }

  /** Whether the telegram of `length` octets at `from` has the same lines. */
  matches(octets: Uint8Array, view: DataView, from: number, length: number): boolean {
    return length === this.#pattern.length && this.#pattern.matches(octets, view, from);
  }

  /** Reads a telegram that {@link matches}; undefined where a value needs the whole reader after all. */
  read(octets: Uint8Array, view: DataView, from: number): PlannedReading | undefined {
    const objects = this.#objects.slice();
    const values = this.#values;
    const channels = this.#channels?.map((channel): MutableChannel => ({ ...channel }));
    for (const field of this.#numbers) {
      const unsigned = digitsAt(view, from + field.at, field);
      if (unsigned < 0) return undefined;
      // The subtraction from 0 keeps a negative nought from becoming -0.
      const digits = field.isNegative ? 0 - unsigned : unsigned;
      const value = field.divides ? digits / field.power : digits * field.power;
      const channel = field.channel < 0 ? undefined : channels?.[field.channel];
      if (channel !== undefined) channel.value = value;
      else objects[field.index] = new TelegramNumber(field, digits);
      if (field.slot >= 0) values[field.slot] = value;
    }
    for (const { from: textFrom, to, index, obis } of this.#texts) {
      const text = latin1(octets, from + textFrom, from + to);
      objects[index] = { obis, value: text, raw: text };
    }
    const time = this.#readTimes(octets, from, channels);
    if (time === "unknown") return undefined;
    return { reading: this.#make(values, objects, time, channels), time };
  }

  /** The meter's clock, and the times of the sub-meters' values. */
  #readTimes(
    octets: Uint8Array,
    from: number,
    channels: readonly MutableChannel[] | undefined,
  ): MeterTime | "unknown" | undefined {
    let meterTime: MeterTime | undefined;
    for (const { at, season, channel } of this.#times) {
      const time = this.#time(octets, from + at, season);
      if (time === undefined || time.diagnosis !== undefined) return "unknown";
      const subMeter = channel < 0 ? undefined : channels?.[channel];
      if (subMeter !== undefined) subMeter.timestamp = time.text;
      else meterTime = time;
    }
    return meterTime;
  }

  #time(octets: Uint8Array, at: number, season: Season | undefined): MeterTime | undefined {
    const local = {
      year: 2000 + twoDigits(octets, at),
      month: twoDigits(octets, at + 2),
      day: twoDigits(octets, at + 4),
      hour: twoDigits(octets, at + 6),
      minute: twoDigits(octets, at + 8),
      second: twoDigits(octets, at + 10),
    };
    return local.year < 2100 && isLocalTime(local) ? resolveSeasonTime(local, season, this.#clock) : undefined;
  }
}

/** Above 99 where one of them is no digit. */
function twoDigits(octets: Uint8Array, at: number): number {
  const tens = (octets[at] as number) ^ 0x30;
  const ones = (octets[at + 1] as number) ^ 0x30;
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/** Digits more than a double can hold as an integer are left to the whole reader. */
const mostDigits = 15;

function numberField(
  { at, text, index = -1, quantity, channel }: NumberPlace,
  slot: number,
  objects: readonly ReadingObject[],
  channelIndex: number,
): NumberField | undefined {
  const shape = /^( *[+-]?)([0-9]+)(?:([.,])([0-9]+))?(.*)$/s.exec(text);
  const number = parseP1Number(text);
  if (shape === null || number === undefined || (channel !== undefined && channelIndex < 0)) return undefined;
  const [, lead = "", whole = "", point = "", fraction = "", tail = ""] = shape;
  if (whole.length + fraction.length > mostDigits) return undefined;
  return {
    at: at + lead.length,
    whole: whole.length,
    fraction: fraction.length,
    isNegative: lead.endsWith("-"),
    power: scaled(1, Math.abs(number.exponent)),
    divides: number.exponent < 0,
    shift: scaled(1, fraction.length),
    lead,
    point,
    tail,
    index,
    slot: quantity === undefined ? -1 : slot,
    channel: channelIndex,
    obis: objects[index]?.obis ?? "",
    unit: objects[index]?.unit,
  };
}

function digitsOf({ at, whole, fraction }: NumberField): readonly OctetRange[] {
  const pointAt = at + whole;
  return [
    { from: at, to: pointAt },
    { from: pointAt + 1, to: pointAt + 1 + fraction },
  ];
}

/** Whether a time is written in the form that a plan reads. Others are read in full each time. */
export function hasPlannedForm(time: string): boolean {
  return /^[0-9]{12}[SsWw]?$/.test(time);
}

function timeField({ at, text, channel }: TimePlace, channelIndex: number): TimeField | undefined {
  if (!hasPlannedForm(text) || (channel !== undefined && channelIndex < 0)) return undefined;
  const letter = text[timeDigits]?.toUpperCase();
  const season = letter === "S" ? "summer" : letter === "W" ? "winter" : undefined;
  return { at, season, channel: channelIndex };
}
