import type { CapacityRule } from "./capacity-rule.ts";

const workdaysFrom7To19 = { weekdays: [1, 2, 3, 4, 5], hours: [[7, 19]], holidays: "except" } as const;
const winterMonths = [11, 12, 1, 2, 3];
const summerMonths = [4, 5, 6, 7, 8, 9, 10];

const malarenergi = {
  url: "https://www.malarenergi.se/el/elnat/effekttariffer/",
  about: "Mälarenergi Elnät: Effekttariffer i elnätet",
};

/**
 * Rules that are shipped, each with the page that states it. Prices are the operator's own, and stand here only where
 * they belong to the example by which the rule is tested; a contract names its own.
 */
export const capacityRules: readonly CapacityRule[] = [
  {
    id: "no-three-days",
    name: "Norway: mean of the three highest hours, on three days",
    country: "NO",
    source: { url: "https://lede.no/nettleie/", about: "Lede: Nettleie, Kapasitetsledd" },
    windowMinutes: 60,
    quantity: "import",
    top: 3,
    distinct: "day",
    among: "month",
  },
  {
    id: "no-fjellnett-five-weeks",
    name: "Fjellnett: mean of the five highest weekly hours of twelve months, weighted by month",
    country: "NO",
    source: {
      url: "https://www.fjellnett.no/nettleie/nettleiepriser/privatkunder-fra-1-1-2026",
      about: "Fjellnett: Nettleiepriser for privatkunder fra 1.1.2026",
    },
    windowMinutes: 60,
    quantity: "import",
    weights: [
      { when: { months: [3] }, factor: 0.85 },
      { when: { months: [4] }, factor: 0.5 },
      { when: { months: [5, 9] }, factor: 0.3 },
      { when: { months: [6, 7, 8] }, factor: 0.25 },
      { when: { months: [10] }, factor: 0.45 },
      { when: { months: [11] }, factor: 0.7 },
      { when: { months: [12] }, factor: 0.95 },
    ],
    top: 5,
    distinct: "week",
    among: "twelve-months",
    charge: { kind: "per-kw", rates: [{ perKwMonth: 667.5 / 12 }] },
  },
  {
    id: "be-vlg-month-peak",
    name: "Flanders: mean of twelve monthly quarter-hour peaks, 2.5 kW at least",
    country: "BE",
    source: {
      url: "https://nl.wikibooks.org/wiki/Energietransitie/Capaciteitstarief",
      about: "Wikibooks: Energietransitie, Capaciteitstarief, after VREG and Fluvius",
    },
    windowMinutes: 15,
    quantity: "import",
    top: 1,
    distinct: "window",
    among: "month",
    authority: "meter",
    leastKw: 2.5,
    meanOfMonths: 12,
  },
  {
    id: "se-goteborg-energi",
    name: "Göteborg Energi: mean of the three highest hours, on three days",
    country: "SE",
    source: {
      url: "https://www.goteborgenergi.se/privat/elnat/elnatsavgiften",
      about: "Göteborg Energi: Elnätsavgiften, Effektavgift",
    },
    windowMinutes: 60,
    quantity: "import",
    top: 3,
    distinct: "day",
    among: "month",
  },
  {
    id: "se-seom",
    name: "SEOM (Sollentuna): mean of the three highest hours of working days, 7 to 19",
    country: "SE",
    source: {
      url: "https://www.seom.se/el/elnat/priser-och-villkor/",
      about: "SEOM: Priser och villkor, Effektavgift, prices with VAT",
    },
    windowMinutes: 60,
    quantity: "import",
    when: workdaysFrom7To19,
    top: 3,
    distinct: "window",
    among: "month",
    charge: {
      kind: "per-kw",
      rates: [
        { months: summerMonths, perKwMonth: 55.75 },
        { months: winterMonths, perKwMonth: 111.5 },
      ],
    },
  },
  {
    id: "se-malarenergi-high",
    name: "Mälarenergi: mean of the three highest hours of winter's working days, 7 to 20",
    country: "SE",
    source: malarenergi,
    windowMinutes: 60,
    quantity: "import",
    when: { months: winterMonths, weekdays: [1, 2, 3, 4, 5], hours: [[7, 20]] },
    top: 3,
    distinct: "window",
    among: "month",
  },
  {
    id: "se-malarenergi-low",
    name: "Mälarenergi: mean of the three highest hours of all other time",
    country: "SE",
    source: malarenergi,
    windowMinutes: 60,
    quantity: "import",
    unless: { months: winterMonths, weekdays: [1, 2, 3, 4, 5], hours: [[7, 20]] },
    top: 3,
    distinct: "window",
    among: "month",
  },
];
