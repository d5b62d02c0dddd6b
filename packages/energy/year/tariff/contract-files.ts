const workdays = { weekdays: [1, 2, 3, 4, 5], holidays: "except" };
const norwegianDay = { ...workdays, hours: [[6, 22]] };
const swedishHigh = { ...workdays, months: [11, 12, 1, 2, 3], hours: [[6, 22]] };
const flemishDay = { weekdays: [1, 2, 3, 4, 5], hours: [[7, 22]] };
const dutchNormal = { ...workdays, hours: [[7, 23]] };
const winter = [10, 11, 12, 1, 2, 3];
const summer = [4, 5, 6, 7, 8, 9];
const beforePeakAndBehind = [
  [6, 17],
  [21, 24],
];

/**
 * A contract of each country as its file says it once YAML is read; the same as `docs/examples/contracts` has, with more in
 * them. What they say stands once more in words and plain arithmetic in `../plain`.
 */
export const contractFiles: Readonly<Record<"NO" | "SE" | "DK" | "BE" | "NL", unknown>> = {
  NO: {
    id: "norway",
    name: "Spot with support, day and night, capacity in steps",
    currency: "NOK",
    components: [
      { id: "spot", kind: "spot", add: 0.04 },
      { id: "support", kind: "spot-support", share: 0.9, above: 0.77, capKwhPerMonth: 5000 },
      { id: "day", kind: "per-kwh", amount: 0.29, when: norwegianDay },
      { id: "night", kind: "per-kwh", amount: 0.2, unless: [norwegianDay] },
      { id: "tax", kind: "per-kwh", amount: 0.0713 },
      {
        id: "capacity",
        kind: "capacity",
        rule: "no-three-days",
        charge: {
          steps: [
            { fromKw: 0, perMonth: 120 },
            { fromKw: 2, perMonth: 200 },
            { fromKw: 5, perMonth: 330 },
            { fromKw: 10, perMonth: 640 },
            { fromKw: 15, perMonth: 840 },
          ],
        },
      },
      { id: "supplier", kind: "fee", amount: 39.2, per: "month" },
      { id: "vat", kind: "percent", percent: 25 },
      { id: "sold", direction: "export", kind: "spot", factor: -1 },
    ],
  },
  SE: {
    id: "sweden",
    name: "Spot, winter's workdays dearer at the grid, power by workdays' highest hours",
    currency: "SEK",
    components: [
      { id: "spot", kind: "spot", add: 0.05 },
      { id: "high", kind: "per-kwh", amount: 0.62, when: swedishHigh },
      { id: "low", kind: "per-kwh", amount: 0.24, unless: [swedishHigh], to: "2026-07-01" },
      { id: "low-new", kind: "per-kwh", amount: 0.26, unless: [swedishHigh], from: "2026-07-01" },
      { id: "tax", kind: "per-kwh", amount: 0.439 },
      { id: "power", kind: "capacity", rule: "se-seom", charge: { rates: [{ perKwMonth: 45 }] } },
      { id: "subscription", kind: "fee", amount: 1440, per: "year" },
      { id: "vat", kind: "percent", percent: 25 },
      { id: "sold", direction: "export", kind: "spot", factor: -1 },
    ],
  },
  DK: {
    id: "denmark",
    name: "Spot with the grid's time of use",
    currency: "DKK",
    components: [
      { id: "spot", kind: "spot", add: 0.08 },
      { id: "low", kind: "per-kwh", amount: 0.11, when: { hours: [[0, 6]] } },
      { id: "high", kind: "per-kwh", amount: 0.32, when: { months: winter, hours: beforePeakAndBehind } },
      { id: "peak", kind: "per-kwh", amount: 0.96, when: { months: winter, hours: [[17, 21]] } },
      { id: "summer-high", kind: "per-kwh", amount: 0.16, when: { months: summer, hours: beforePeakAndBehind } },
      { id: "summer-peak", kind: "per-kwh", amount: 0.42, when: { months: summer, hours: [[17, 21]] } },
      { id: "tax", kind: "per-kwh", amount: 0.008 },
      { id: "grid-subscription", kind: "fee", amount: 35, per: "month" },
      { id: "supplier", kind: "fee", amount: 29, per: "month" },
      { id: "vat", kind: "percent", percent: 25 },
      { id: "sold", direction: "export", kind: "spot", factor: -1, add: 0.01 },
    ],
  },
  BE: {
    id: "flanders",
    name: "Dynamic price, day and night at the grid, the capacity tariff",
    currency: "EUR",
    components: [
      { id: "spot", kind: "spot", factor: 1.03, add: 0.01 },
      { id: "levies", kind: "per-kwh", amount: 0.05 },
      { id: "day", kind: "per-kwh", amount: 0.062, when: flemishDay },
      { id: "night", kind: "per-kwh", amount: 0.047, unless: [flemishDay] },
      { id: "capacity", kind: "capacity", rule: "be-vlg-month-peak", charge: { rates: [{ perKwMonth: 4.25 }] } },
      { id: "data", kind: "fee", amount: 18, per: "year" },
      { id: "vat", kind: "percent", percent: 6 },
      { id: "sold", direction: "export", kind: "spot", factor: -0.95 },
    ],
  },
  NL: {
    id: "netherlands",
    name: "Two fixed tariffs, net metering over the year",
    currency: "EUR",
    components: [
      { id: "normal", kind: "per-kwh", amount: 0.125, when: dutchNormal },
      { id: "low", kind: "per-kwh", amount: 0.105, unless: [dutchNormal] },
      { id: "tax", kind: "per-kwh", amount: 0.1088 },
      { id: "grid", kind: "fee", amount: 1.08, per: "day" },
      { id: "supply", kind: "fee", amount: 0.2, per: "day" },
      { id: "vat", kind: "percent", percent: 21, of: ["normal", "low", "tax", "grid", "supply"] },
      { id: "credit", kind: "fee", amount: -1.72, per: "day" },
      { id: "netted", direction: "export", kind: "netted", per: "year", amount: -0.26 },
      { id: "surplus", direction: "export", kind: "surplus", per: "year", amount: -0.05 },
      { id: "feed-in", direction: "export", kind: "per-kwh", amount: 0.02 },
    ],
  },
};
