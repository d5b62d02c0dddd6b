import { type Contract, type Holidays, readContractFile } from "@meter2mqtt/energy";
import { denmark } from "../plain/denmark.ts";
import { flanders } from "../plain/flanders.ts";
import { netherlands } from "../plain/netherlands.ts";
import { norway } from "../plain/norway.ts";
import type { PlainTariff } from "../plain/plain-tariff.ts";
import { sweden } from "../plain/sweden.ts";
import { holidaysOf } from "../world/holidays.ts";
import { contractFiles } from "./contract-files.ts";

/** One contract as the product reads it, and as its words say it. */
export interface ComparedContract {
  readonly country: keyof typeof holidaysOf;
  readonly zone: string;
  readonly contract: Contract;
  readonly holidays: Holidays;
  readonly plain: PlainTariff;
  /** Units of its currency in a euro. */
  readonly rate: number;
}

const countries = [
  { country: "NO", zone: "Europe/Oslo", plain: norway, rate: 11.4 },
  { country: "SE", zone: "Europe/Stockholm", plain: sweden, rate: 11 },
  { country: "DK", zone: "Europe/Copenhagen", plain: denmark, rate: 7.46 },
  { country: "BE", zone: "Europe/Brussels", plain: flanders, rate: 1 },
  { country: "NL", zone: "Europe/Amsterdam", plain: netherlands, rate: 1 },
] as const;

/** One contract of each country. */
export const comparedContracts: readonly ComparedContract[] = countries.map((entry) => {
  const dates: readonly string[] = holidaysOf[entry.country];
  return {
    ...entry,
    contract: readContractFile(contractFiles[entry.country]),
    holidays: {
      isHoliday: ({ year, month, day }) => {
        const two = (value: number) => String(value).padStart(2, "0");
        return dates.includes(`${year}-${two(month)}-${two(day)}`);
      },
    },
  };
});
