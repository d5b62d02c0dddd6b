import type { FirmwareAccounting, FirmwarePeak, FirmwarePlot } from "./firmware-backup.ts";

/** Numbers of a line; undefined where one of them is none. */
export function numbersOf(text: string): readonly number[] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (!words.every((word) => /^-?\d{1,15}(\.\d{1,6})?$/.test(word))) return undefined;
  return words.map(Number);
}

const plotFields = { day: 24, month: 31 } as const;
/** 2015-01-01 and 2100-01-01: a clock that was never set says 1970. */
const plausibleSeconds = { from: 1_420_070_400, to: 4_102_444_800 } as const;
/** Beyond it is damage: a MWh in an hour, or its thirtyfold in a day. */
const maxWattHours = 30_000_000;

/**
 * `dayplot` and `monthplot`: version, time of the last reading in epoch seconds, import register, accuracy (since day 6
 * and month 7 only), amounts of each hour or day in Wh; and where the meter exports, export register and amounts.
 */
export function plotOf(kind: "day" | "month", numbers: readonly number[]): FirmwarePlot | undefined {
  const count = plotFields[kind];
  // With and without the accuracy, with and without export.
  const before = [4, 3].find((fields) => [fields + count, fields + 2 * count + 1].includes(numbers.length));
  const seconds = numbers[1] ?? 0;
  if (before === undefined || seconds < plausibleSeconds.from || seconds > plausibleSeconds.to) return undefined;
  const importWh = numbers.slice(before, before + count);
  const exportWh = numbers.slice(before + count + 1);
  if (![...importWh, ...exportWh].every((wh) => Number.isInteger(wh) && Math.abs(wh) <= maxWattHours)) return undefined;
  return { readAt: Math.floor(seconds) * 1000, importWh, ...(exportWh.length > 0 ? { exportWh } : {}) };
}

/**
 * `energyaccounting`: version, month, cost yesterday, this and last month, income of the same, five peaks, and last
 * month's import and export. Version 7 has the hour of each peak, older ones only its day.
 */
export function accountingOf(numbers: readonly number[]): FirmwareAccounting | undefined {
  const [, month = 0, ...rest] = numbers;
  const peakFields = [3, 2].find((fields) => rest.length === 6 + 5 * fields || rest.length === 8 + 5 * fields);
  if (peakFields === undefined || !Number.isInteger(month) || month < 0 || month > 12) return undefined;
  const peaks: FirmwarePeak[] = [];
  for (let at = 6; at < 6 + 5 * peakFields; at += peakFields) {
    const peak = peakOf(rest.slice(at, at + peakFields));
    if (peak !== undefined) peaks.push(peak);
  }
  const [lastMonthImportKwh, lastMonthExportKwh] = rest.slice(6 + 5 * peakFields);
  return {
    month,
    peaks,
    costs: rest.slice(0, 3),
    incomes: rest.slice(3, 6),
    ...(lastMonthImportKwh === undefined ? {} : { lastMonthImportKwh }),
    ...(lastMonthExportKwh === undefined ? {} : { lastMonthExportKwh }),
  };
}

function peakOf(fields: readonly number[]): FirmwarePeak | undefined {
  const day = fields[0] ?? 0;
  const kwh = fields.at(-1) ?? 0;
  const hour = fields.length === 3 ? fields[1] : undefined;
  // Places that hold no peak yet are 0.
  if (!Number.isInteger(day) || day < 1 || day > 31 || kwh <= 0) return undefined;
  return { day, kwh, ...(hour === undefined ? {} : { hour }) };
}
