import type { Calendar } from "../calendar.ts";
import type { LedgerInterval } from "../ledger-intervals.ts";

/** The register that exported intervals are of. */
export interface ExportedRegister {
  /** The meter, as files name it. */
  readonly meter: string;
  /** As the ledger calls it: `energyImportWh`. */
  readonly register: string;
  /** Of the amounts in the file: `Wh`, `varh`, `m3`. */
  readonly unit: string;
  /** The amounts count steps of ten to this power of the unit. */
  readonly exponent: number;
}

export type ExportedInterval = Pick<LedgerInterval, "start" | "lengthMs" | "amount" | "quality">;

/** The first line of a CSV export. */
export const exportHeader = "meter,register,start,end,startUtc,amount,unit,quality";

/** One interval as a line of CSV (RFC 4180), without its end. */
export function encodeCsvLine(register: ExportedRegister, interval: ExportedInterval, calendar: Calendar): string {
  const { start, end, startUtc } = timesOf(interval, calendar);
  const { meter, register: name, unit } = register;
  const cells = [meter, name, start, end, startUtc, amountText(register, interval.amount), unit, interval.quality];
  return cells.map(csvCell).join(",");
}

/** One interval as a line of JSON, without its end. The amount is a number with all its digits. */
export function encodeJsonLine(register: ExportedRegister, interval: ExportedInterval, calendar: Calendar): string {
  const { unit } = register;
  const before = { meter: register.meter, register: register.register, ...timesOf(interval, calendar) };
  const behind = { unit, quality: interval.quality };
  const amount = amountText(register, interval.amount);
  return `${JSON.stringify(before).slice(0, -1)},"amount":${amount},${JSON.stringify(behind).slice(1)}`;
}

function timesOf({ start, lengthMs }: ExportedInterval, calendar: Calendar) {
  return {
    start: calendar.format(start),
    end: calendar.format(start + lengthMs),
    startUtc: `${new Date(start).toISOString().slice(0, 19)}Z`,
  };
}

/** An amount with the decimals that the register has, no more and no fewer. */
function amountText({ exponent }: ExportedRegister, amount: number): string {
  const digits = Math.abs(amount).toFixed(0);
  const sign = amount < 0 ? "-" : "";
  if (exponent >= 0) return amount === 0 ? "0" : `${sign}${digits}${"0".repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** A meter's number comes from its wire: what a spreadsheet would take for a formula gets an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  const line = safe.replace(/[\r\n]+/g, " ");
  return /[",;]|^\s|\s$/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
