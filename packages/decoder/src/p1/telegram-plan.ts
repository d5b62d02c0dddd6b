import { latin1 } from "../bytes/ascii.ts";
import { scaled } from "../bytes/decimal.ts";
import type { OctetRange } from "../bytes/octet-range.ts";
import { MessagePlan } from "../reading/message-plan.ts";
import type { ClockContext } from "../reading/meter-clock.ts";
import type { QuantityName, Reading, ReadingChannel, ReadingObject } from "../reading/reading.ts";
import { ReadingCode } from "../reading/reading-code.ts";
import type { Season } from "../zone-rules.ts";
import { DigitCode } from "./digit-code.ts";
import { createTimeReader } from "./telegram-clock.ts";
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
}

/** `yyMMddhhmmss`, with a season letter or without. */
const timeDigits = 12;
/** Digits more than a double can hold as an integer are left to the whole reader. */
const mostDigits = 15;

/**
 * The same for P1 telegrams as for push lists: a meter's telegrams have the same lines, with other digits. A telegram whose
 * other octets are all the same is read by looking at those digits alone.
 */
export function createTelegramPlan({ octets, places, clock }: PlannedTelegram, reading: Reading): MessagePlan {
  const code = new ReadingCode(reading);
  const digits: OctetRange[] = [];
  const digitCode = new DigitCode(code);
  const numbers = places.numbers.flatMap((place) => {
    const number = numberOf(place, reading);
    if (number === undefined) return [];
    const { at, whole, fraction } = number;
    digits.push({ from: at, to: at + whole }, { from: at + whole + 1, to: at + whole + 1 + fraction });
    return { ...number, place, read: digitCode.read(at, whole, fraction) };
  });
  digitCode.leaveIfOthers();
  for (const number of numbers) setNumber(code, number, reading);
  for (const { from, to, index } of places.texts) setText(code, { from, to, index }, reading.objects);
  digits.push(...readTimes(code, places.times, clock, reading.channels));
  const freedom = { free: behindEnd(octets), digits };
  return new MessagePlan({ octets, freedom, profile: undefined, unscaled: undefined }, code);
}

const exclamation = 0x21;
const lineEnds: readonly unknown[] = [0x0a, 0x0d];

/** What stands behind the line that ends a telegram, its CRC: nothing of it is read. */
function behindEnd(octets: Uint8Array): readonly OctetRange[] {
  const end = octets.lastIndexOf(exclamation);
  return lineEnds.includes(octets[end - 1]) ? [{ from: end + 1, to: octets.length }] : [];
}

interface PlacedNumber extends NumberForm {
  /** First digit. */
  readonly at: number;
  readonly isNegative: boolean;
}

function numberOf({ at, text, index = -1, channel }: NumberPlace, reading: Reading): PlacedNumber | undefined {
  const shape = /^( *[+-]?)([0-9]+)(?:([.,])([0-9]+))?(.*)$/s.exec(text);
  const number = parseP1Number(text);
  if (shape === null || number === undefined) return undefined;
  if (channel !== undefined && indexOfChannel(reading.channels, channel) < 0) return undefined;
  const [, lead = "", whole = "", point = "", fraction = "", tail = ""] = shape;
  if (whole.length + fraction.length > mostDigits) return undefined;
  const { obis = "", unit } = reading.objects[index] ?? {};
  return {
    at: at + lead.length,
    isNegative: lead.endsWith("-"),
    obis,
    unit,
    lead,
    tail,
    point,
    whole: whole.length,
    fraction: fraction.length,
    times: number.exponent < 0 ? 1 : scaled(1, number.exponent),
    per: number.exponent < 0 ? scaled(1, 0 - number.exponent) : 1,
  };
}

function indexOfChannel(channels: readonly ReadingChannel[] | undefined, channel: number): number {
  return channels?.findIndex((candidate) => candidate.channel === channel) ?? -1;
}

/** `read`: the digits, without a sign, as one whole number. */
function setNumber(
  code: ReadingCode,
  { at: _, isNegative, place, read, ...form }: PlacedNumber & { readonly place: NumberPlace; readonly read: string },
  { channels }: Reading,
): void {
  const { index = -1, quantity, channel } = place;
  // The subtraction from 0 keeps a negative nought from becoming -0.
  const digits = isNegative ? code.variable(`0 - ${read}`) : read;
  const { times, per } = form;
  const isWhole = times === 1 && per === 1;
  const value = isWhole ? digits : code.variable(`${digits} ${per === 1 ? `* ${times}` : `/ ${per}`}`);
  if (channel !== undefined) code.setChannel(indexOfChannel(channels, channel), "value", value);
  else code.setObject(index, `new ${code.constant(TelegramNumber)}(${code.constant(form)}, ${digits})`);
  if (quantity !== undefined) code.setQuantity(quantity, value);
}

/** So many characters can be given as arguments. */
const mostCharacters = 64;

function setText(code: ReadingCode, { from, to, index }: TextPlace, objects: readonly ReadingObject[]): void {
  const characters = Array.from({ length: to - from }, (_, i) => `view.getUint8(at + ${from + i})`);
  const made =
    characters.length <= mostCharacters
      ? `String.fromCharCode(${characters.join(", ")})`
      : `${code.constant(latin1)}(octets, at + ${from}, at + ${to})`;
  const text = code.variable(made);
  code.setObject(index, { obis: code.constant(objects[index]?.obis ?? ""), value: text, raw: text });
}

/** The meter's clock, and the times of the sub-meters' values. Gives the places of their digits. */
function readTimes(
  code: ReadingCode,
  places: readonly TimePlace[],
  clock: ClockContext,
  channels: readonly ReadingChannel[] | undefined,
): OctetRange[] {
  let meterTime: { readonly at: number; readonly season: Season | undefined; readonly time: string } | undefined;
  return places.flatMap(({ at, text, channel }) => {
    const index = channel === undefined ? -1 : indexOfChannel(channels, channel);
    if (!hasPlannedForm(text) || (channel !== undefined && index < 0)) return [];
    const season = seasonOf(text);
    const read = `${code.constant(createTimeReader(season, clock))}(view, at + ${at})`;
    // What a sub-meter says of the present moment need not be worked out twice.
    const known = meterTime?.season === season ? meterTime : undefined;
    const time = code.variable(known === undefined ? read : `${sameDigits(at, known.at)} ? ${known.time} : ${read}`);
    code.leaveIf(`${time} === undefined`);
    if (channel === undefined) {
      code.setClock(time);
      meterTime = { at, season, time };
    } else code.setChannel(index, "timestamp", `${time}.text`);
    return { from: at, to: at + timeDigits };
  });
}

function seasonOf(time: string): Season | undefined {
  const letter = time[timeDigits]?.toUpperCase();
  return letter === "S" ? "summer" : letter === "W" ? "winter" : undefined;
}

/** Whether the digits of two times are the same. */
function sameDigits(one: number, other: number): string {
  return [0, 4, 8].map((i) => `view.getInt32(at + ${one + i}) === view.getInt32(at + ${other + i})`).join(" && ");
}

/** Whether a time is written in the form that a plan reads. Others are read in full each time. */
export function hasPlannedForm(time: string): boolean {
  return /^[0-9]{12}[SsWw]?$/.test(time);
}
