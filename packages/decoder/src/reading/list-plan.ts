import { DataTag } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { scaled } from "../bytes/decimal.ts";
import { hexOf12 } from "../bytes/hex.ts";
import { OctetPattern, type OctetRange, type PatternFreedom } from "../bytes/octet-pattern.ts";
import { ListClock } from "./list-clock.ts";
import { ListNumber } from "./list-number.ts";
import { type ClockContext, type MeterTime, resolveDateTime } from "./meter-clock.ts";
import type { Plan, PlannedReading } from "./plan-book.ts";
import type { QuantityName, Reading, ReadingObject } from "./reading.ts";
import { createReadingMaker, type ReadingMaker } from "./reading-maker.ts";
import type { UnscaledValues } from "./unscaled-values.ts";

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
  /** Where the APDU's own 12 octets of date-time begin. */
  readonly dateTimeAt: number | undefined;
  readonly clock: ClockContext;
  /** Id of the profile that read the list. */
  readonly profile: string | undefined;
  /** Its values that came without a scaler. */
  readonly unscaled: UnscaledValues | undefined;
  readonly mayMakeCode: boolean;
}

/** How the octets of a number are read. */
const NumberForm = { U8: 0, U16: 1, U32: 2, S8: 3, S16: 4, S32: 5, U64: 6, S64: 7, F32: 8, F64: 9 } as const;

const forms: Readonly<Record<number, number>> = {
  [DataTag.Integer]: NumberForm.S8,
  [DataTag.DeltaInteger]: NumberForm.S8,
  [DataTag.Long]: NumberForm.S16,
  [DataTag.DeltaLong]: NumberForm.S16,
  [DataTag.LongUnsigned]: NumberForm.U16,
  [DataTag.DeltaLongUnsigned]: NumberForm.U16,
  [DataTag.DoubleLong]: NumberForm.S32,
  [DataTag.DeltaDoubleLong]: NumberForm.S32,
  [DataTag.DoubleLongUnsigned]: NumberForm.U32,
  [DataTag.DeltaDoubleLongUnsigned]: NumberForm.U32,
  [DataTag.Long64]: NumberForm.S64,
  [DataTag.Long64Unsigned]: NumberForm.U64,
  [DataTag.Float32]: NumberForm.F32,
  [DataTag.Float64]: NumberForm.F64,
};

/** What an object says beside its value. */
interface ObjectForm {
  readonly obis: string | undefined;
  readonly position: number | undefined;
  readonly unit: string | undefined;
}

/** A place, made ready: all of one form, so that the loop over them has nothing to decide. */
interface Field extends ObjectForm {
  readonly at: number;
  readonly form: number;
  /** The value is divided by this power of ten, or multiplied with it. */
  readonly power: number;
  readonly divides: boolean;
  readonly keepsScaler: ((raw: number) => boolean) | undefined;
  /** Its place among the reading's quantities; below 0 where it is none. */
  readonly slot: number;
  readonly index: number;
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
export class ListPlan implements Plan {
  readonly profile: string | undefined;
  readonly freedom: PatternFreedom;
  readonly first: Reading;
  /** The values without a scaler of the list that was read last. */
  readonly unscaled: UnscaledValues | undefined;
  readonly #pattern: OctetPattern;
  readonly #fields: readonly Field[];
  readonly #clocks: readonly (ClockPlace & ObjectForm)[];
  readonly #objects: readonly ReadingObject[];
  readonly #dateTimeAt: number | undefined;
  readonly #clock: ClockContext;
  readonly #make: ReadingMaker;
  /** The quantities' values: those of the list that was read last. */
  readonly #values: Float64Array;

  /** Of a list and the whole reading that it gave. */
  constructor({ apdu, places, dateTimeAt, clock, profile, unscaled, mayMakeCode }: PlannedList, reading: Reading) {
    const { objects } = reading;
    this.profile = profile;
    this.unscaled = unscaled;
    const names = places.numbers.flatMap(({ quantity }) => quantity ?? []);
    let slots = 0;
    this.#fields = places.numbers.map((place) =>
      fieldOf(place, place.quantity === undefined ? -1 : slots++, objects[place.index]),
    );
    this.#clocks = places.clocks.map((place) => ({ ...place, ...formOf(objects[place.index]) }));
    this.#objects = objects;
    this.#dateTimeAt = dateTimeAt;
    this.#clock = clock;
    this.#make = createReadingMaker(reading, names, mayMakeCode);
    this.#values = new Float64Array(names.length);
    this.freedom = {
      free: [
        invokeId,
        ...(dateTimeAt === undefined ? [] : [{ from: dateTimeAt, to: dateTimeAt + dateTimeLength }]),
        ...places.numbers.map(({ at, octets }) => ({ from: at, to: at + octets })),
        ...places.clocks.map(({ at }) => ({ from: at, to: at + dateTimeLength })),
      ],
    };
    this.#pattern = new OctetPattern(apdu, this.freedom);
    const view = new DataView(apdu.buffer, apdu.byteOffset, apdu.length);
    this.first = this.read(apdu, view, 0)?.reading ?? reading;
  }

  /** Whether the APDU of `length` octets at `from` is such a list. */
  matches(octets: Uint8Array, view: DataView, from: number, length: number): boolean {
    return length === this.#pattern.length && this.#pattern.matches(octets, view, from);
  }

  /** Reads an APDU that {@link matches}; undefined where a value needs the whole reader after all. */
  read(octets: Uint8Array, view: DataView, from: number): PlannedReading | undefined {
    this.unscaled?.begin();
    const objects = this.#objects.slice();
    const values = this.#values;
    for (const field of this.#fields) {
      const raw = rawAt(view, from + field.at, field.form);
      if (field.keepsScaler !== undefined && !field.keepsScaler(raw)) return undefined;
      const value = field.divides ? raw / field.power : raw * field.power;
      // Not a number, or too large for one.
      if (value - value !== 0) return undefined;
      objects[field.index] = hasCode(field) ? new ListNumber(field, raw) : objectLike(field, value, raw);
      if (field.slot >= 0) values[field.slot] = value;
    }
    const time = this.#readClocks(octets, view, from, objects);
    if (time === "unknown") return undefined;
    return { reading: this.#make(values, objects, time, undefined), time };
  }

  #readClocks(
    octets: Uint8Array,
    view: DataView,
    from: number,
    objects: ReadingObject[],
  ): MeterTime | "unknown" | undefined {
    let time: MeterTime | undefined;
    for (const place of this.#clocks) {
      const { at, index, isMeterClock } = place;
      const told = this.#time(octets, from + at);
      if (told === undefined) return "unknown";
      objects[index] = hasCode(place)
        ? new ListClock(place.obis, told.text, view, from + at)
        : objectLike(place, told.text, hexOf12(octets, from + at));
      if (isMeterClock) time ??= told;
    }
    if (this.#dateTimeAt === undefined) return time;
    return this.#time(octets, from + this.#dateTimeAt) ?? "unknown";
  }

  #time(octets: Uint8Array, at: number): MeterTime | undefined {
    const dateTime = parseDateTime(octets, at);
    return dateTime === undefined ? undefined : resolveDateTime(dateTime, this.#clock);
  }
}

function hasCode<T extends ObjectForm>(form: T): form is T & { readonly obis: string } {
  return form.obis !== undefined;
}

function fieldOf(place: NumberPlace, slot: number, object: ReadingObject | undefined): Field {
  const { at, tag, scaler, index, keepsScaler } = place;
  return {
    at,
    form: forms[tag] ?? NumberForm.U8,
    power: scaled(1, Math.abs(scaler)),
    divides: scaler < 0,
    keepsScaler,
    slot,
    index,
    ...formOf(object),
  };
}

function formOf(object: ReadingObject | undefined): ObjectForm {
  return { obis: object?.obis, position: object?.position, unit: object?.unit };
}

/** Literals of one form each, so that the engine gives all objects of a form one layout. */
function objectLike({ obis, position, unit }: ObjectForm, value: number | string, raw: number | string): ReadingObject {
  if (obis !== undefined) return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  if (position === undefined) return { value, raw };
  return unit === undefined ? { position, value, raw } : { position, value, unit, raw };
}

/** The number that stands at `at`; not a number where a double can't hold it exactly. Forms are those of {@link NumberForm}. */
function rawAt(view: DataView, at: number, form: number): number {
  switch (form) {
    case 1:
      return view.getUint16(at);
    case 2:
      return view.getUint32(at);
    case 3:
      return view.getInt8(at);
    case 4:
      return view.getInt16(at);
    case 5:
      return view.getInt32(at);
    case 6:
      return exactly(view.getUint32(at) * 0x1_0000_0000 + view.getUint32(at + 4));
    case 7:
      return exactly(view.getInt32(at) * 0x1_0000_0000 + view.getUint32(at + 4));
    case 8:
      return view.getFloat32(at);
    case 9:
      return view.getFloat64(at);
    default:
      return view.getUint8(at);
  }
}

function exactly(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
