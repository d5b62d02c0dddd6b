import { DataTag } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { scaled } from "../bytes/decimal.ts";
import { toHex } from "../bytes/hex.ts";
import { OctetPattern, type OctetRange } from "../bytes/octet-pattern.ts";
import { type ClockContext, type MeterTime, resolveDateTime } from "./meter-clock.ts";
import { type QuantitySetter, quantitySetters } from "./quantity-setters.ts";
import type { QuantityName, Reading, ReadingObject } from "./reading.ts";

/** A number of a list: where its content stands in the APDU, and what was made of it. */
export interface NumberPlace {
  readonly at: number;
  readonly octets: number;
  readonly tag: number;
  readonly scaler: number;
  /** Whether another value would be scaled alike; absent where the telegram carries the scaler. */
  readonly keepsScaler?: (raw: number) => boolean;
  /** Its place in `objects`. */
  readonly index: number;
  /** The quantity that it sets, if it sets one. */
  readonly quantity: QuantityName | undefined;
}

/** A clock register among a list's values. */
export interface ClockPlace {
  readonly at: number;
  readonly index: number;
  /** It is the meter's clock: the reading's timestamp where the APDU has no date-time. */
  readonly isMeterClock: boolean;
}

/** What may differ from one list to the next. All else has to be the same, octet by octet. */
export interface ListPlaces {
  readonly numbers: NumberPlace[];
  readonly clocks: ClockPlace[];
}

/** A list as it was read without a plan. */
export interface PlannedList {
  readonly apdu: Uint8Array;
  readonly places: ListPlaces;
  readonly objects: readonly ReadingObject[];
  /** Where the APDU's own 12 octets of date-time begin. */
  readonly dateTimeAt: number | undefined;
  readonly clock: ClockContext;
  /** Id of the profile that read the list. */
  readonly profile: string | undefined;
}

/** What a list says that came by a plan. */
export interface PlannedReading {
  readonly reading: Reading;
  readonly time: MeterTime | undefined;
}

interface Field extends NumberPlace {
  /** The value is divided by this power of ten, or multiplied with it. */
  readonly power: number;
  readonly divides: boolean;
  readonly set: QuantitySetter | undefined;
  readonly like: ReadingObject;
}

/** data-notification: tag, then four octets of invoke id, which count up. */
const invokeId: OctetRange = { from: 1, to: 5 };
const dateTimeLength = 12;

/**
 * A meter says the same list again and again, and only some numbers and its clock change. What a list was found to
 * be is kept: a later one whose other octets are all the same (tags, lengths, OBIS codes, scalers, units, texts)
 * means the same, and only the octets of its values are looked at.
 *
 * Which octets may differ is decided by the reader that read the list in full. What it does not name stays fixed, so
 * that a list can at worst be read in full again.
 */
export class ListPlan {
  readonly profile: string | undefined;
  readonly #pattern: OctetPattern;
  readonly #fields: readonly Field[];
  readonly #clocks: readonly ClockPlace[];
  readonly #objects: readonly ReadingObject[];
  readonly #dateTimeAt: number | undefined;
  readonly #clock: ClockContext;
  #model: Reading | undefined;

  constructor({ apdu, places, objects, dateTimeAt, clock, profile }: PlannedList) {
    this.profile = profile;
    this.#objects = objects;
    this.#fields = places.numbers.map((place) => fieldOf(place, objects));
    this.#clocks = places.clocks;
    this.#dateTimeAt = dateTimeAt;
    this.#clock = clock;
    this.#pattern = new OctetPattern(apdu, {
      free: [
        invokeId,
        ...(dateTimeAt === undefined ? [] : [{ from: dateTimeAt, to: dateTimeAt + dateTimeLength }]),
        ...places.numbers.map(({ at, octets }) => ({ from: at, to: at + octets })),
        ...places.clocks.map(({ at }) => ({ from: at, to: at + dateTimeLength })),
      ],
    });
  }

  /** The whole reading that this list gave: a model of those to come, which have the same fields. */
  adopt(reading: Reading): void {
    this.#model = modelOf(reading, this.#fields);
  }

  matches(apdu: DataView): boolean {
    return apdu.byteLength === this.#pattern.length && this.#pattern.matches(apdu, 0);
  }

  /** Reads an APDU that {@link matches}; undefined where a value needs the whole reader after all. */
  read(apdu: Uint8Array, view: DataView): PlannedReading | undefined {
    if (this.#model === undefined) return undefined;
    const reading: Reading = { ...this.#model };
    const objects = this.#objects.slice();
    reading.objects = objects;
    for (const field of this.#fields) {
      const raw = rawAt(view, field.at, field.tag);
      if (field.keepsScaler !== undefined && !field.keepsScaler(raw)) return undefined;
      const value = field.divides ? raw / field.power : raw * field.power;
      if (!Number.isFinite(value)) return undefined;
      objects[field.index] = objectLike(field.like, value, raw);
      field.set?.(reading, value);
    }
    const time = this.#readClocks(apdu, objects);
    if (time === "unknown") return undefined;
    if (time !== undefined) reading.timestamp = time.text;
    return { reading, time };
  }

  #readClocks(apdu: Uint8Array, objects: ReadingObject[]): MeterTime | "unknown" | undefined {
    let time: MeterTime | undefined;
    for (const { at, index, isMeterClock } of this.#clocks) {
      const told = this.#time(apdu, at);
      if (told === undefined) return "unknown";
      const raw = toHex(apdu.subarray(at, at + dateTimeLength));
      objects[index] = objectLike(objects[index] as ReadingObject, told.text, raw);
      if (isMeterClock) time ??= told;
    }
    if (this.#dateTimeAt === undefined) return time;
    return this.#time(apdu, this.#dateTimeAt) ?? "unknown";
  }

  #time(apdu: Uint8Array, at: number): MeterTime | undefined {
    const dateTime = parseDateTime(apdu, at);
    return dateTime === undefined ? undefined : resolveDateTime(dateTime, this.#clock);
  }
}

function fieldOf(place: NumberPlace, objects: readonly ReadingObject[]): Field {
  const { scaler, quantity, index } = place;
  return {
    ...place,
    power: Math.abs(scaled(1, Math.abs(scaler))),
    divides: scaler < 0,
    set: quantity === undefined ? undefined : quantitySetters[quantity],
    like: objects[index] as ReadingObject,
  };
}

/** Literals of one form each, so that the engine gives all objects of a form one layout. */
function objectLike(like: ReadingObject, value: number | string, raw: number | string): ReadingObject {
  const { obis, position, unit } = like;
  if (obis !== undefined) return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  if (position === undefined) return { value, raw };
  return unit === undefined ? { position, value, raw } : { position, value, unit, raw };
}

/**
 * A copy whose numbers are fractions: an engine that sees whole numbers first gives a field room for those only, and
 * makes a new layout when 230 V become 230.1 V.
 */
function modelOf(reading: Reading, fields: readonly Field[]): Reading {
  const model: Reading = JSON.parse(JSON.stringify({ ...reading, objects: [] }));
  for (const { set } of fields) set?.(model, 0.5);
  return model;
}

/** The number that stands at `at`; not a number where a double can't hold it exactly. */
function rawAt(view: DataView, at: number, tag: number): number {
  switch (tag) {
    case DataTag.DoubleLongUnsigned:
    case DataTag.DeltaDoubleLongUnsigned:
      return view.getUint32(at);
    case DataTag.LongUnsigned:
    case DataTag.DeltaLongUnsigned:
      return view.getUint16(at);
    case DataTag.DoubleLong:
    case DataTag.DeltaDoubleLong:
      return view.getInt32(at);
    case DataTag.Long:
    case DataTag.DeltaLong:
      return view.getInt16(at);
    case DataTag.Integer:
    case DataTag.DeltaInteger:
      return view.getInt8(at);
    case DataTag.Float32:
      return view.getFloat32(at);
    case DataTag.Float64:
      return view.getFloat64(at);
    case DataTag.Long64:
      return exactly(view.getInt32(at) * 0x1_0000_0000 + view.getUint32(at + 4));
    case DataTag.Long64Unsigned:
      return exactly(view.getUint32(at) * 0x1_0000_0000 + view.getUint32(at + 4));
    default:
      return view.getUint8(at);
  }
}

function exactly(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
