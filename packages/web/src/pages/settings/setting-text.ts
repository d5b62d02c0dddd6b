import { readerLocale } from "../../format/locale.ts";
import { toDigits, toWhole } from "../../format/numbers.ts";
import { text } from "../../i18n/text.ts";
import type { Problem } from "./configuration-api.ts";
import type { Constraint } from "./constraints.ts";
import type { Control, Unit } from "./control.ts";
import { isGroupValue } from "./setting-node.ts";

/** A constraint that is broken, in words. */
export function constraintWords(broken: Constraint): string {
  const words = text.settings.broken;
  switch (broken.rule) {
    case "needed":
      return words.needed;
    case "number":
      return broken.whole ? words.whole : words.number;
    case "least":
    case "most":
    case "above":
      return words[broken.rule](toDigits(broken.limit, 6));
    case "option":
      return words.option(broken.options.join(", "));
    case "form":
      return words.form;
    case "too-short":
      return words.tooShort(toWhole(broken.length));
    case "too-long":
      return words.tooLong(toWhole(broken.length));
    case "too-few":
      return words.tooFew(toWhole(broken.count));
    case "too-many":
      return words.tooMany(toWhole(broken.count));
    case "wrong-kind":
      return words.wrongKind;
  }
}

/** What the gateway says against a setting, and what to do about it. */
export function problemText({ message, hint }: Problem): string {
  return `${message} ${hint}`.trim();
}

/** A default or an example as it would be written; undefined where that is nothing to show. */
export function valueWords(value: unknown): string | undefined {
  if (typeof value === "boolean") return value ? text.settings.yes : text.settings.no;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String).join(", ");
  return value === undefined || isGroupValue(value) ? undefined : String(value);
}

/** A long time in words that are easier to grasp: 86 400 s are 24 hours. */
export function durationWords(control: Control, value: unknown, locale: string | undefined): string | undefined {
  if (control.kind !== "number" || typeof value !== "number" || value <= 0) return undefined;
  if (control.unit === "s" && value >= 120)
    return inUnits(
      value,
      [
        ["hour", 3600],
        ["minute", 60],
      ],
      locale,
    );
  if (control.unit === "d" && value >= 365) return inUnits(value, [["year", 365.25]], locale);
  return undefined;
}

function inUnits(
  value: number,
  units: readonly (readonly [string, number])[],
  locale: string | undefined,
): string | undefined {
  const found = units.find(([, size]) => value >= size);
  if (found === undefined) return undefined;
  const [unit, size] = found;
  const format = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(value / size);
}

export function unitWords(unit: Unit): string {
  return text.settings.units[unit];
}

/** What stands beside an option: months and days of the week by their names, others as they are written. */
export function optionWords({ key, node }: Control, option: string, locale = readerLocale()): string {
  const title = node.titles?.[option];
  if (title !== undefined) return `${option}: ${title}`;
  const number = Number(option);
  const format = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(at);
  if (key === "months") return format({ month: "short" }, Date.UTC(2026, number - 1, 15));
  // 5 January 2026 is a Monday.
  return key === "weekdays" ? format({ weekday: "short" }, Date.UTC(2026, 0, 4 + number)) : option;
}
