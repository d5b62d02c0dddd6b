import { cdeOf } from "../cosem/obis-code.ts";
import { type QuantityRow, quantities } from "./quantities.ts";
import { quantitySetters } from "./quantity-setters.ts";
import type { QuantityName, Reading } from "./reading.ts";

const byCode: ReadonlyMap<number, QuantityRow> = new Map(quantities.map((row) => [cdeOf(row.code), row]));

/** Electricity (A = 1) without a channel, or on channel 1 as Kamstrup writes it. */
export function isElectricity(ab: number): boolean {
  return ab === 0x0100 || ab === 0x0101;
}

/** Value group D of momentary values: they have no billing periods, and some meters write 0 for "none". */
const momentary = 7;

/** The quantity that an OBIS code's C.D.E names, for electricity's current value. */
export function quantityOf(ab: number, cde: number, f: number): QuantityRow | undefined {
  const isCurrent = f === 255 || (f === 0 && ((cde >> 8) & 0xff) === momentary);
  return isCurrent && isElectricity(ab) ? byCode.get(cde) : undefined;
}

/**
 * Sets a quantity by its row; false where it was set already, or the value is none. The first value wins: a list that says the same twice says it for other places too.
 * The table and the type `ReadingQuantities` hold the same names (a test compares them).
 */
export function setQuantity(reading: Reading, row: QuantityRow, value: number): boolean {
  const name = row.name as QuantityName;
  if (!Number.isFinite(value) || reading[name] !== undefined) return false;
  // By name: a reading whose fields are set through a variable is kept as a table, and slow to read.
  quantitySetters[name]()(reading, value);
  return true;
}
