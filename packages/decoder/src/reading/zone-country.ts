/** Zones that lie in one country: from them follow the documented scales of profiles. */
const countryByZone: Readonly<Record<string, string>> = {
  "Europe/Amsterdam": "NL",
  "Europe/Athens": "GR",
  "Europe/Belgrade": "RS",
  "Europe/Bratislava": "SK",
  "Europe/Brussels": "BE",
  "Europe/Bucharest": "RO",
  "Europe/Budapest": "HU",
  "Europe/Copenhagen": "DK",
  "Europe/Dublin": "IE",
  "Europe/Helsinki": "FI",
  "Europe/Lisbon": "PT",
  "Europe/Ljubljana": "SI",
  "Europe/London": "GB",
  "Europe/Luxembourg": "LU",
  "Europe/Madrid": "ES",
  "Europe/Oslo": "NO",
  "Europe/Paris": "FR",
  "Europe/Prague": "CZ",
  "Europe/Riga": "LV",
  "Europe/Rome": "IT",
  "Europe/Stockholm": "SE",
  "Europe/Tallinn": "EE",
  "Europe/Vienna": "AT",
  "Europe/Vilnius": "LT",
  "Europe/Warsaw": "PL",
  "Europe/Zagreb": "HR",
  "Europe/Zurich": "CH",
  "Atlantic/Reykjavik": "IS",
};

/** ISO 3166 country of a zone; undefined where that says little (Europe/Berlin is everybody's default). */
export function countryOfZone(zone: string): string | undefined {
  return countryByZone[zone];
}

const zoneByCountry: Readonly<Record<string, string>> = {
  DE: "Europe/Berlin",
  ...Object.fromEntries(Object.entries(countryByZone).map(([zone, country]) => [country, zone])),
};

/** The zone of a country with one zone. */
export function zoneOfCountry(country: string): string | undefined {
  return zoneByCountry[country];
}
