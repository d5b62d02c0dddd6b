/**
 * Bidding zones by the names that people use, with their EIC codes (ENTSO-E, "List of Energy Identification Codes",
 * type Y) . All but Great Britain clear in the single European auction, whose days begin at midnight of Brussels,
 * in Finland, Greece and Portugal as well.
 */
const codes: Readonly<Record<string, string>> = {
  AT: "10YAT-APG------L",
  BE: "10YBE----------2",
  BG: "10YCA-BULGARIA-R",
  CH: "10YCH-SWISSGRIDZ",
  CZ: "10YCZ-CEPS-----N",
  "DE-LU": "10Y1001A1001A82H",
  DK1: "10YDK-1--------W",
  DK2: "10YDK-2--------M",
  EE: "10Y1001A1001A39I",
  ES: "10YES-REE------0",
  FI: "10YFI-1--------U",
  FR: "10YFR-RTE------C",
  GB: "10YGB----------A",
  GR: "10YGR-HTSO-----Y",
  HR: "10YHR-HEP------M",
  HU: "10YHU-MAVIR----U",
  IE: "10Y1001A1001A59C",
  "IT-Calabria": "10Y1001C--00096J",
  "IT-Centre-North": "10Y1001A1001A70O",
  "IT-Centre-South": "10Y1001A1001A71M",
  "IT-North": "10Y1001A1001A73I",
  "IT-Sardinia": "10Y1001A1001A74G",
  "IT-Sicily": "10Y1001A1001A75E",
  "IT-South": "10Y1001A1001A788",
  LT: "10YLT-1001A0008Q",
  LV: "10YLV-1001A00074",
  NL: "10YNL----------L",
  NO1: "10YNO-1--------2",
  NO2: "10YNO-2--------T",
  NO3: "10YNO-3--------J",
  NO4: "10YNO-4--------9",
  NO5: "10Y1001A1001A48H",
  PL: "10YPL-AREA-----S",
  PT: "10YPT-REN------W",
  RO: "10YRO-TEL------P",
  SE1: "10Y1001A1001A44P",
  SE2: "10Y1001A1001A45N",
  SE3: "10Y1001A1001A46L",
  SE4: "10Y1001A1001A47J",
  SI: "10YSI-ELES-----O",
  SK: "10YSK-SEPS-----K",
};

/** Names of the zones that {@link eicOf} knows. */
export const areaNames: readonly string[] = Object.keys(codes);

/** EIC code of a bidding zone: of its name, or the code itself; undefined for what is neither. */
export function eicOf(area: string): string | undefined {
  return codes[area] ?? (/^[0-9A-Z-]{16}$/.test(area) ? area : undefined);
}

/** Where the days of a market begin and its prices are published, unless it is configured otherwise. */
export function marketZoneOf(area: string): string {
  return eicOf(area) === codes["GB"] ? "Europe/London" : "Europe/Brussels";
}
