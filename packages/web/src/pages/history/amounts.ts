import { readerLocale } from "../../format/locale.ts";
import { toMoney } from "../../format/money.ts";
import { toFixedDigits } from "../../format/numbers.ts";

/** Amounts as the page writes them: energy in kWh, peaks in kW, money in its currency. */
export interface Unit {
  readonly kind: "energy" | "power" | "money" | "other";
  /** `kWh`, `kW`, `NOK`, `m³`. */
  readonly name: string;
  /** What amounts of the answer are divided by. */
  readonly divisor: number;
}

export function unitOf(show: string, unit: string): Unit {
  if (show === "cost") return { kind: "money", name: unit, divisor: 1 };
  if (show === "peaks") return { kind: "power", name: "kW", divisor: 1000 };
  if (unit === "Wh") return { kind: "energy", name: "kWh", divisor: 1000 };
  return { kind: "other", name: unit, divisor: 1 };
}

/** With its unit, fine enough to compare with a bill. */
export function amountText(value: number, unit: Unit): string {
  if (unit.kind === "money") return toMoney(value, unit.name);
  // The unit stays with its number.
  return `${numberText(value, unit)}\u00a0${unit.name}`;
}

/** Without its unit, with as many decimals as the size of it deserves. */
export function numberText(value: number, { kind, divisor }: Unit): string {
  const amount = value / divisor;
  if (kind === "money") return toFixedDigits(amount, 2);
  return toFixedDigits(amount, Math.abs(amount) < 100 ? 2 : 1);
}

/** At a line of the axis, all with the decimals that the step between them needs. */
export function tickText(value: number, step: number, { divisor }: Unit): string {
  const needed = [0, 1, 2, 3].find((digits) => isWhole((step / divisor) * 10 ** digits)) ?? 4;
  return toFixedDigits(value / divisor, needed);
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/**
 * As typed by a person, in the unit shown: `1 234,5`, `1.234,5` and `1234.5` are the same. Undefined: no amount of 0 or
 * more.
 */
export function parseAmount(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, "");
  const decimal = decimalSign(bare);
  const other = decimal === "," ? "." : ",";
  const plain = bare.replaceAll(other, "").replace(decimal, ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Of two signs the last one; a single one before three digits as the reader's language has it: `1,234`. */
function decimalSign(text: string): "," | "." {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
  const mayGroup = /^[1-9]\d{0,2}([.,]\d{3})+$/.test(text);
  const parts = new Intl.NumberFormat(readerLocale()).formatToParts(1234.5);
  const sign = parts.find(({ type }) => type === "decimal")?.value === "," ? "," : ".";
  if (mayGroup) return sign;
  return comma >= 0 ? "," : ".";
}
