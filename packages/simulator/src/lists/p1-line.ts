import type { QuantityName, Reading, ReadingChannel, ReadingQuantities } from "@meter2mqtt/decoder";
import { toHex } from "@meter2mqtt/decoder";
import { toAscii } from "../octets.ts";

/** A sub-meter's state in a telegram; `clock` is its `YYMMDDhhmmss` with S or W. */
export interface P1Channel extends Pick<ReadingChannel, "channel" | "type" | "id" | "value" | "unit" | "valve"> {
  readonly clock?: string;
}

/** Counters and states of a telegram that are no quantities. */
export type P1Count =
  | "tariff"
  | "powerFailures"
  | "longPowerFailures"
  | "voltageSagsL1"
  | "voltageSagsL2"
  | "voltageSagsL3"
  | "voltageSwellsL1"
  | "voltageSwellsL2"
  | "voltageSwellsL3"
  | "switchPosition";

export type P1Text = "meterId" | "p1Version" | "logicalDeviceName";

/** What a telegram says, under the names of a Reading; clocks as they are written. Lines of what is absent are left out. */
export interface P1Values extends ReadingQuantities, Pick<Reading, P1Count | P1Text> {
  /** `YYMMDDhhmmss` with S (summer) or W. */
  readonly clock?: string;
  readonly demandMaxMonthClock?: string;
  /** Peaks of months that have ended, the oldest first. */
  readonly peakHistory?: readonly P1MonthPeak[];
  readonly limiterThreshold?: { readonly value: number; readonly unit: string };
  readonly channels?: readonly P1Channel[];
}

/** Clocks are `YYMMDDhhmmss` with S or W: the month's end, and that of its highest quarter-hour. */
export interface P1MonthPeak {
  readonly ended: string;
  readonly at: string;
  readonly watts: number;
}

/** How a number is written: `000123.456*kWh` has 6 digits before the point and 3 behind it. */
export interface P1NumberFormat {
  readonly whole: number;
  readonly decimals: number;
  readonly unit: string;
}

/** One line of a layout. `exponent`: the value divided by 10 to this power is what is written (kW: 3). */
export type P1Line =
  | {
      readonly obis: string;
      readonly quantity: QuantityName;
      readonly format: P1NumberFormat;
      readonly exponent: number;
    }
  | { readonly obis: string; readonly count: P1Count; readonly digits: number }
  | { readonly obis: string; readonly text: P1Text; readonly hex: boolean }
  | { readonly obis: string; readonly clock: true }
  | { readonly obis: string; readonly monthPeak: true; readonly format: P1NumberFormat }
  | { readonly obis: string; readonly peakHistory: true; readonly format: P1NumberFormat }
  | { readonly obis: string; readonly limiter: true; readonly format: P1NumberFormat }
  /** All behind the OBIS code, parentheses and all. */
  | { readonly obis: string; readonly verbatim: string };

/** A number with its leading zeros: 244 W in kW is `00.244*kW`. */
export function formatP1Number(value: number, exponent: number, format: P1NumberFormat): string {
  const { whole, decimals, unit } = format;
  const scaled = exponent < 0 ? value * 10 ** -exponent : value / 10 ** exponent;
  const digits = Math.abs(scaled).toFixed(decimals);
  const width = whole + (decimals === 0 ? 0 : decimals + 1);
  return `${scaled < 0 ? "-" : ""}${digits.padStart(width, "0")}${unit === "" ? "" : `*${unit}`}`;
}

/** Text as the hexadecimal digits of its octets, as equipment identifiers are written. */
export function formatP1Hex(text: string): string {
  return toHex(toAscii(text)).toUpperCase();
}

/** The lines of a layout for which there are values. */
export function buildP1Lines(layout: readonly P1Line[], values: P1Values): string[] {
  const lines: string[] = [];
  for (const line of layout) {
    const content = contentOf(line, values);
    if (content !== undefined) lines.push(line.obis + content);
  }
  return lines;
}

function contentOf(line: P1Line, values: P1Values): string | undefined {
  if ("verbatim" in line) return line.verbatim;
  if ("monthPeak" in line) return monthPeakOf(line.format, values);
  if ("peakHistory" in line) return peakHistoryOf(line.format, values);
  const text = textOf(line, values);
  return text === undefined ? undefined : `(${text})`;
}

function monthPeakOf(format: P1NumberFormat, values: P1Values): string | undefined {
  const { demandMaxMonthClock, demandMaxMonthImportW } = values;
  if (demandMaxMonthClock === undefined || demandMaxMonthImportW === undefined) return undefined;
  return `(${demandMaxMonthClock})(${formatP1Number(demandMaxMonthImportW, 3, format)})`;
}

/** How many months follow, what is said of them, and each with its end, the time of its peak and the peak. */
function peakHistoryOf(format: P1NumberFormat, { peakHistory }: P1Values): string | undefined {
  if (peakHistory === undefined) return undefined;
  const months = peakHistory.map(({ ended, at, watts }) => `(${ended})(${at})(${formatP1Number(watts, 3, format)})`);
  return `(${months.length})(1-0:1.6.0)(1-0:1.6.0)${months.join("")}`;
}

type SimpleLine = Exclude<
  P1Line,
  { readonly verbatim: string } | { readonly monthPeak: true } | { readonly peakHistory: true }
>;

/** What stands between the parentheses of a line that has one pair of them. */
function textOf(line: SimpleLine, values: P1Values): string | undefined {
  if ("quantity" in line) {
    const value = values[line.quantity];
    return value === undefined ? undefined : formatP1Number(value, line.exponent, line.format);
  }
  if ("count" in line) return values[line.count]?.toString().padStart(line.digits, "0");
  if ("clock" in line) return values.clock;
  if ("text" in line) {
    const text = values[line.text];
    return line.hex && text !== undefined ? formatP1Hex(text) : text;
  }
  const { limiterThreshold } = values;
  if (limiterThreshold === undefined) return undefined;
  return formatP1Number(limiterThreshold.value, 0, { ...line.format, unit: limiterThreshold.unit });
}
