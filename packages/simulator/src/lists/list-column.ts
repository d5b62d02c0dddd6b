import type { QuantityName, ReadingQuantities } from "@meter2mqtt/decoder";
import type { AxdrValue, IntegerType } from "../encode/axdr-value.ts";
import { toAscii } from "../octets.ts";

/** What a push list says, under the names of a Reading; what is absent is not sent. */
export interface ListValues extends ReadingQuantities {
  readonly listVersion?: string;
  readonly meterId?: string;
  readonly meterModel?: string;
  /** The meter's number where it sends one beside its id, 1-1:0.0.1 of Kamstrup. */
  readonly meterNumber?: number;
  /** The clock register's 12 octets. */
  readonly clock?: Uint8Array;
}

type ListText = "listVersion" | "meterId" | "meterModel";

/** One place of a push list: what stands there and how it is written. */
export type ListColumn =
  | { readonly obis: string; readonly text: ListText; readonly type: "visible-string" | "octet-string" }
  | { readonly obis: string; readonly clock: true }
  | { readonly obis: string; readonly meterNumber: true }
  | QuantityColumn;

export interface QuantityColumn {
  readonly obis: string;
  readonly quantity: QuantityName;
  readonly type: IntegerType;
  /** The integer sent times 10 to this power is the value: -2 for hundredths. Default: 0. */
  readonly exponent?: number;
}

/** The value of a column; undefined where there is none to send. */
export function toColumnValue(column: ListColumn, values: ListValues): AxdrValue | undefined {
  if ("quantity" in column) {
    const value = values[column.quantity];
    return value === undefined ? undefined : { type: column.type, value: toRaw(value, column.exponent ?? 0) };
  }
  if ("clock" in column) {
    return values.clock === undefined ? undefined : { type: "octet-string", octets: values.clock };
  }
  if ("meterNumber" in column) {
    const { meterNumber } = values;
    return meterNumber === undefined ? undefined : { type: "double-long-unsigned", value: meterNumber };
  }
  const text = values[column.text];
  if (text === undefined) return undefined;
  if (column.type === "visible-string") return { type: "visible-string", text };
  return { type: "octet-string", octets: toAscii(text) };
}

/** The integer that stands for a value: 2.52 A at -2 is 252. */
function toRaw(value: number, exponent: number): number {
  return Math.round(exponent < 0 ? value * 10 ** -exponent : value / 10 ** exponent);
}

/** An OBIS code as a meter sends it: an octet-string of six octets, the last 255, the present value. */
export function toObisValue(obis: string): AxdrValue {
  const groups = /^(\d+)-(\d+):(\d+)\.(\d+)\.(\d+)$/.exec(obis)?.slice(1).map(Number);
  if (groups === undefined || groups.some((group) => group > 255)) throw new RangeError(`"${obis}" is no OBIS code`);
  return { type: "octet-string", octets: Uint8Array.from([...groups, 255]) };
}
