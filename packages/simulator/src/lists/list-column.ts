import { type QuantityName, quantities, type ReadingQuantities } from "@meter2mqtt/decoder";
import type { AxdrValue, IntegerType } from "../encode/axdr-value.ts";
import { toAscii } from "../octets.ts";

/** What a push list says, under the names of a Reading; what is absent is not sent. */
export interface ListValues extends ReadingQuantities {
  readonly listVersion?: string;
  readonly meterId?: string;
  readonly meterModel?: string;
  readonly logicalDeviceName?: string;
  /** What stands under 0-0:96.1.1 where that isn't the meter's number. */
  readonly deviceId1?: string;
  /** The meter's number where it sends one beside its id, 1-1:0.0.1 of Kamstrup. */
  readonly meterNumber?: number;
  /** The clock register's 12 octets. */
  readonly clock?: Uint8Array;
}

export type ListText = "listVersion" | "meterId" | "meterModel" | "logicalDeviceName" | "deviceId1";

interface Place {
  readonly obis: string;
  /** The value stands without its OBIS code in a list whose other values have theirs. */
  readonly bare?: true;
}

/** One place of a push list: what stands there and how it is written. */
export type ListColumn =
  | (Place & { readonly text: ListText; readonly type: "visible-string" | "octet-string" })
  | (Place & { readonly clock: true; readonly type?: "octet-string" | "date-time" })
  | (Place & { readonly meterNumber: true })
  /** The same value in every list: what has no meaning to a reader, or is no quantity. */
  | (Place & { readonly constant: AxdrValue; readonly classId?: number; readonly attribute?: number })
  | QuantityColumn;

export interface QuantityColumn extends Place {
  readonly quantity: QuantityName;
  readonly type: IntegerType;
  /** The integer sent times 10 to this power is the value: -2 for hundredths. Default: 0. */
  readonly exponent?: number;
}

/** The value of a column; undefined where there is none to send. */
export function toColumnValue(column: ListColumn, values: ListValues): AxdrValue | undefined {
  if ("constant" in column) return column.constant;
  if ("quantity" in column) {
    const value = values[column.quantity];
    return value === undefined ? undefined : { type: column.type, value: toRaw(value, column.exponent ?? 0) };
  }
  if ("clock" in column) {
    return values.clock === undefined ? undefined : { type: column.type ?? "octet-string", octets: values.clock };
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
export function toRaw(value: number, exponent: number): number {
  return Math.round(exponent < 0 ? value * 10 ** -exponent : value / 10 ** exponent);
}

/** The six octets of an OBIS code; 255 at the end, the present value, where it ends with group E. */
export function toObisOctets(obis: string): Uint8Array {
  const match = /^(\d+)-(\d+):(\d+)\.(\d+)\.(\d+)(?:\*(\d+))?$/.exec(obis);
  const groups = match?.slice(1).map((group) => Number(group ?? 255));
  if (groups === undefined || groups.some((group) => group > 255)) throw new RangeError(`"${obis}" is no OBIS code`);
  return Uint8Array.from(groups);
}

/** An OBIS code as a meter sends it: an octet-string of six octets. */
export function toObisValue(obis: string): AxdrValue {
  return { type: "octet-string", octets: toObisOctets(obis) };
}

/** Interface classes (Blue Book, clause 4): data, register, clock. */
const classes = { data: 1, register: 3, clock: 8 } as const;

/** The interface class whose attribute a column is. */
export function toClassId(column: ListColumn): number {
  if ("quantity" in column) return classes.register;
  if ("clock" in column) return classes.clock;
  return ("constant" in column ? column.classId : undefined) ?? classes.data;
}

/** Units by their enumeration (IEC 62056-6-2, table 4); 255 is no unit. */
export const unitCodes = { W: 27, VA: 28, var: 29, Wh: 30, VAh: 31, varh: 32, A: 33, V: 35, Hz: 44, "": 255 } as const;

const unitOfQuantity: ReadonlyMap<string, keyof typeof unitCodes> = new Map(
  quantities.map(({ name, unit }) => [name, unit]),
);

/** {scaler, unit} behind the value of a register. */
export function toScalerUnit({ quantity, exponent = 0 }: QuantityColumn): AxdrValue {
  return {
    type: "structure",
    elements: [
      { type: "integer", value: exponent },
      { type: "enum", value: unitCodes[unitOfQuantity.get(quantity) ?? ""] },
    ],
  };
}
