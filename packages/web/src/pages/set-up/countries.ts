/** Where meters are read, and what follows from it for the first settings. */
export interface Country {
  /** ISO 3166. */
  readonly code: string;
  /** The zone of most of its people. */
  readonly zone: string;
  /** Where its spot prices come from without a token; absent: nowhere that is known here. */
  readonly prices?: { readonly type: PriceService; readonly areas: readonly string[] };
}

export type PriceService = "hvakosterstrommen" | "energi-data-service" | "energy-charts";

const energyCharts = (...areas: string[]) => ({ type: "energy-charts", areas }) as const;

export const countries: readonly Country[] = [
  { code: "AT", zone: "Europe/Vienna", prices: energyCharts("AT") },
  { code: "BE", zone: "Europe/Brussels", prices: energyCharts("BE") },
  { code: "CH", zone: "Europe/Zurich", prices: energyCharts("CH") },
  { code: "DE", zone: "Europe/Berlin", prices: energyCharts("DE-LU") },
  { code: "DK", zone: "Europe/Copenhagen", prices: { type: "energi-data-service", areas: ["DK1", "DK2"] } },
  { code: "EE", zone: "Europe/Tallinn", prices: energyCharts("EE") },
  { code: "FI", zone: "Europe/Helsinki", prices: energyCharts("FI") },
  { code: "HU", zone: "Europe/Budapest", prices: energyCharts("HU") },
  { code: "IE", zone: "Europe/Dublin" },
  { code: "LT", zone: "Europe/Vilnius", prices: energyCharts("LT") },
  { code: "LU", zone: "Europe/Luxembourg", prices: energyCharts("DE-LU") },
  { code: "LV", zone: "Europe/Riga", prices: energyCharts("LV") },
  { code: "NL", zone: "Europe/Amsterdam", prices: energyCharts("NL") },
  {
    code: "NO",
    zone: "Europe/Oslo",
    prices: { type: "hvakosterstrommen", areas: ["NO1", "NO2", "NO3", "NO4", "NO5"] },
  },
  { code: "PL", zone: "Europe/Warsaw", prices: energyCharts("PL") },
  { code: "SE", zone: "Europe/Stockholm", prices: energyCharts("SE1", "SE2", "SE3", "SE4") },
];

/** The country whose clock this browser's is; undefined where that is none of them. */
export function countryOfZone(zone: string | undefined): Country | undefined {
  return countries.find((country) => country.zone === zone);
}

export function countryOf(code: string): Country | undefined {
  return countries.find((country) => country.code === code);
}
