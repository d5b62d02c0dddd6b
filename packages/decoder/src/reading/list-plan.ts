import { DataTag } from "../axdr/data-tag.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { scaled } from "../bytes/decimal.ts";
import { hexOf12 } from "../bytes/hex.ts";
import type { OctetRange } from "../bytes/octet-range.ts";
import { DayClock } from "./day-clock.ts";
import { createListClock } from "./list-clock.ts";
import { MessagePlan } from "./message-plan.ts";
import { type ClockContext, type MeterTime, offsetOfDateTime, resolveDateTime } from "./meter-clock.ts";
import type { QuantityName, Reading, ReadingObject } from "./reading.ts";
import { ReadingCode } from "./reading-code.ts";
import type { UnscaledPlace, UnscaledValues } from "./unscaled-values.ts";

/** A number of a list: where its content stands in the APDU, and what was made of it. */
export interface NumberPlace {
  readonly at: number;
  readonly octets: number;
  readonly tag: number;
  readonly scaler: number;
  /** Where the value is noted, as it tells its scaler or that of others; undefined where its scaler is certain. */
  readonly unscaled: UnscaledPlace | undefined;
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
}

/** data-notification: tag, then four octets of invoke id, which count up. */
const invokeId: OctetRange = { from: 1, to: 5 };
const dateTimeLength = 12;

/** Of a list and the whole reading that it gave. */
export function createListPlan(list: PlannedList, reading: Reading): MessagePlan {
  const { apdu, places, dateTimeAt, profile, unscaled } = list;
  const code = new ReadingCode(reading);
  const notes = unscaled === undefined ? undefined : new Notes(code, unscaled);
  for (const place of places.numbers) readNumber(code, place, reading.objects[place.index], notes);
  notes?.end();
  readClocks(code, list, reading.objects);
  const freedom = {
    free: [
      invokeId,
      ...(dateTimeAt === undefined ? [] : [{ from: dateTimeAt, to: dateTimeAt + dateTimeLength }]),
      ...places.numbers.map(({ at, octets }) => ({ from: at, to: at + octets })),
      ...places.clocks.map(({ at }) => ({ from: at, to: at + dateTimeLength })),
    ],
  };
  return new MessagePlan({ octets: apdu, freedom, profile, unscaled }, code);
}

/** Notes the values that came without a scaler; then one question is asked about all: whether their scalers are the same. */
class Notes {
  readonly #code: ReadingCode;
  readonly #unscaled: string;
  readonly #values: string[] = [];
  readonly #beyond: string[] = [];
  readonly #registers = new Map<UnscaledPlace["register"], string>();

  constructor(code: ReadingCode, unscaled: UnscaledValues) {
    this.#code = code;
    this.#unscaled = code.constant(unscaled);
  }

  /** `raw`: a variable. */
  add({ unit, slot, register }: UnscaledPlace, raw: string): void {
    if (slot !== undefined) this.#values.push(`${this.#code.constant(unit.raws)}[${slot}] = ${raw};`);
    if (Number.isFinite(unit.most)) this.#beyond.push(`${raw} > ${unit.most}`);
    // The first one holds.
    if (register !== undefined && !this.#registers.has(register)) this.#registers.set(register, raw);
  }

  end(): void {
    const registers = (["import", "export"] as const).map((register) => this.#registers.get(register) ?? "undefined");
    this.#code.do(`${this.#values.join(" ")} ${this.#unscaled}.noteRegisters(${registers.join(", ")});`);
    this.#code.leaveIf(`!${this.#unscaled}.keepsScalers(${this.#beyond.join(" || ") || "false"})`);
  }
}

function readNumber(
  code: ReadingCode,
  place: NumberPlace,
  object: ReadingObject | undefined,
  notes: Notes | undefined,
): void {
  const { at, tag, scaler, index, unscaled, quantity } = place;
  const form = forms[tag] ?? "u8";
  const raw = code.variable(readers[form](at));
  // Two octets of a 64-bit number too many for a double.
  if (form === "u64" || form === "s64") code.leaveIf(`!Number.isSafeInteger(${raw})`);
  if (unscaled !== undefined) notes?.add(unscaled, raw);
  const power = scaled(1, Math.abs(scaler));
  const value = scaler === 0 ? raw : code.variable(`${raw} ${scaler < 0 ? "/" : "*"} ${power}`);
  // Not a number, or too large for one.
  if (form === "f32" || form === "f64") code.leaveIf(`${value} - ${value} !== 0`);
  if (quantity !== undefined) code.setQuantity(quantity, value);
  code.setObject(index, { ...labelsOf(code, object), value, ...unitOf(code, object), raw });
}

const constantOf = (code: ReadingCode, value: unknown) => (value === undefined ? undefined : code.constant(value));

function labelsOf(code: ReadingCode, object: ReadingObject | undefined) {
  return { obis: constantOf(code, object?.obis), position: constantOf(code, object?.position) };
}

function unitOf(code: ReadingCode, object: ReadingObject | undefined) {
  return { unit: constantOf(code, object?.unit) };
}

/** How the octets of a number are read. */
const forms: Readonly<Record<number, keyof typeof readers>> = {
  [DataTag.Integer]: "s8",
  [DataTag.DeltaInteger]: "s8",
  [DataTag.Long]: "s16",
  [DataTag.DeltaLong]: "s16",
  [DataTag.LongUnsigned]: "u16",
  [DataTag.DeltaLongUnsigned]: "u16",
  [DataTag.DoubleLong]: "s32",
  [DataTag.DeltaDoubleLong]: "s32",
  [DataTag.DoubleLongUnsigned]: "u32",
  [DataTag.DeltaDoubleLongUnsigned]: "u32",
  [DataTag.Long64]: "s64",
  [DataTag.Long64Unsigned]: "u64",
  [DataTag.Float32]: "f32",
  [DataTag.Float64]: "f64",
};

const readers = {
  u8: (at: number) => `view.getUint8(at + ${at})`,
  u16: (at: number) => `view.getUint16(at + ${at})`,
  u32: (at: number) => `view.getUint32(at + ${at})`,
  s8: (at: number) => `view.getInt8(at + ${at})`,
  s16: (at: number) => `view.getInt16(at + ${at})`,
  s32: (at: number) => `view.getInt32(at + ${at})`,
  u64: (at: number) => `view.getUint32(at + ${at}) * 0x100000000 + view.getUint32(at + ${at + 4})`,
  s64: (at: number) => `view.getInt32(at + ${at}) * 0x100000000 + view.getUint32(at + ${at + 4})`,
  f32: (at: number) => `view.getFloat32(at + ${at})`,
  f64: (at: number) => `view.getFloat64(at + ${at})`,
} as const;

function readClocks(code: ReadingCode, list: PlannedList, objects: readonly ReadingObject[]): void {
  const { places, dateTimeAt, clock } = list;
  const read = (at: number): string => {
    const time = code.variable(`${code.constant(createDateTimeReader(clock))}(octets, view, at + ${at})`);
    code.leaveIf(`${time} === undefined`);
    return time;
  };
  let meterTime: string | undefined;
  for (const { at, index, isMeterClock } of places.clocks) {
    const time = read(at);
    const object = objects[index];
    if (object?.obis === undefined) {
      const raw = `${code.constant(hexOf12)}(octets, at + ${at})`;
      code.setObject(index, { ...labelsOf(code, object), value: `${time}.text`, ...unitOf(code, object), raw });
    } else {
      const obis = code.constant(object.obis);
      code.setObject(index, `${code.constant(createListClock)}(${obis}, ${time}.text, view, at + ${at})`);
    }
    if (isMeterClock) meterTime ??= time;
  }
  if (dateTimeAt !== undefined) meterTime = read(dateTimeAt);
  if (meterTime !== undefined) code.setClock(meterTime);
}

/** Reads the 12 octets of a date-time at `at`; undefined where they are none. The next one is told in the same object. */
type DateTimeReader = (octets: Uint8Array, view: DataView, at: number) => MeterTime | undefined;

function createDateTimeReader(clock: ClockContext): DateTimeReader {
  const day = new DayClock();
  // Year, month and day of the present day; deviation and status.
  let date = -1;
  let rest = -1;
  return (octets, view, at) => {
    if (view.getInt32(at) !== date || (view.getInt32(at + 8) & 0xff_ffff) !== rest) {
      const dateTime = parseDateTime(octets, at);
      if (dateTime === undefined) return undefined;
      const { deviation, status } = dateTime;
      if (!day.begin(dateTime.local, (local) => offsetOfDateTime({ local, deviation, status }, clock)))
        return resolveDateTime(dateTime, clock);
      date = view.getInt32(at);
      rest = view.getInt32(at + 8) & 0xff_ffff;
    }
    const second = view.getUint8(at + 7);
    return day.at(view.getUint8(at + 5), view.getUint8(at + 6), second === notSpecified ? 0 : second);
  };
}

const notSpecified = 0xff;
