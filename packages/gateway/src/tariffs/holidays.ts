import { tell } from "@meter2mqtt/contract";
import type { Holidays } from "@meter2mqtt/energy";
import { toldError } from "../errors.ts";

/** Sweden's tariffs also leave out Midsummer Eve, Christmas Eve and New Year's Eve, which the library calls bank holidays. */
const kinds = ["public", "bank"];

/**
 * The public holidays of a country, by the library date-holidays; it is loaded only where a contract asks for holidays.
 *
 * @param country ISO 3166-1 alpha-2, `NO`.
 * @param region Its part where holidays differ: `BY` of `DE`.
 * @throws ConfigError where the library doesn't know the country.
 */
export async function createHolidays(country: string, region?: string): Promise<Holidays> {
  const { default: HolidayCalendar } = await import("date-holidays");
  const calendar = region === undefined ? new HolidayCalendar(country) : new HolidayCalendar(country, region);
  const years = new Map<number, ReadonlySet<string>>();
  const yearOf = (year: number) => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const holidays: { readonly date: string; readonly type: string }[] = calendar.getHolidays(year) ?? [];
    const dates = new Set(holidays.filter(({ type }) => kinds.includes(type)).map(({ date }) => date.slice(0, 10)));
    years.set(year, dates);
    return dates;
  };
  if (yearOf(2026).size === 0) {
    const place = region === undefined ? country : `${country}-${region}`;
    throw toldError(tell("holidaysUnknown", { place }), { path: "tariffs", hint: tell("countryLetters") });
  }
  return {
    isHoliday: ({ year, month, day }) => {
      const two = (value: number) => String(value).padStart(2, "0");
      return yearOf(year).has(`${year}-${two(month)}-${two(day)}`);
    },
  };
}
