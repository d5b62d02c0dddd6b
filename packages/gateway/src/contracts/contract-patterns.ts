import type { ContractPatternsAnswer } from "@meter2mqtt/contract";

type Pattern = ContractPatternsAnswer["items"][number];

const head = (lines: string): string =>
  `# A pattern of meter2mqtt. ALL PRICES ARE MADE UP: replace each with the one of your own bill.\n${lines}`;

/** Contracts to begin with, for the countries of docs/examples/contracts: the shape of a bill there, and no price of anybody's. */
export const contractPatterns: readonly Pattern[] = [
  {
    id: "fixed-price",
    currency: "EUR",
    yaml: head(`id: fixed-price
name: Fixed price and taxes (made-up prices)
currency: EUR
components:
  - { id: energy, name: Energy, kind: per-kwh, amount: 0.2 } # made up
  - { id: grid, name: Grid, kind: per-kwh, amount: 0.1 } # made up
  - { id: tax, name: Tax, kind: per-kwh, amount: 0.05 } # made up
  - { id: base, name: Base price, kind: fee, amount: 10, per: month } # made up
  - { id: vat, name: VAT, kind: percent, percent: 20 } # made up
  - { id: sold, name: Sold, direction: export, kind: per-kwh, amount: -0.05 } # made up; received, so negative
`),
  },
  {
    id: "spot-time-of-use",
    currency: "EUR",
    yaml: head(`id: spot-time-of-use
name: Market's price, grid by time of day (made-up prices)
currency: EUR
components:
  - { id: spot, name: Market's price, kind: spot, add: 0.01 } # made up: the supplier's part
  - id: day
    name: Grid, day
    kind: per-kwh
    amount: 0.1 # made up
    when: { hours: [[6, 22]] }
  - id: night
    name: Grid, night
    kind: per-kwh
    amount: 0.05 # made up
    when: { hours: [[22, 6]] }
  - { id: tax, name: Tax, kind: per-kwh, amount: 0.05 } # made up
  - { id: base, name: Base price, kind: fee, amount: 10, per: month } # made up
  - { id: vat, name: VAT, kind: percent, percent: 20 } # made up
  - { id: sold, name: Sold, direction: export, kind: spot, factor: -1 }
`),
  },
  {
    id: "no-spot",
    country: "NO",
    currency: "NOK",
    yaml: head(`id: no-spot
name: Spot with support, grid by day and night (made-up prices)
currency: NOK
components:
  - { id: spot, name: Spot, kind: spot, add: 0.05 } # made up: the supplier's part
  - { id: support, name: Support, kind: spot-support, share: 0.9, above: 0.75, capKwhPerMonth: 5000 } # made up: the state sets it each year
  - id: day
    name: Grid, day
    kind: per-kwh
    amount: 0.3 # made up
    when: { hours: [[6, 22]], weekdays: [1, 2, 3, 4, 5], holidays: except }
  - id: night
    name: Grid, night and weekend
    kind: per-kwh
    amount: 0.2 # made up
    unless: [{ hours: [[6, 22]], weekdays: [1, 2, 3, 4, 5], holidays: except }]
  - { id: tax, name: Consumption tax, kind: per-kwh, amount: 0.1 } # made up
  - id: capacity
    name: Capacity
    kind: capacity
    rule: no-three-days
    charge:
      steps: # made up
        - { fromKw: 0, perMonth: 100 }
        - { fromKw: 2, perMonth: 200 }
        - { fromKw: 5, perMonth: 300 }
        - { fromKw: 10, perMonth: 600 }
  - { id: supplier, name: Supplier, kind: fee, amount: 50, per: month } # made up
  - { id: vat, name: VAT, kind: percent, percent: 25 }
  - { id: sold, name: Sold, direction: export, kind: spot, factor: -1 }
`),
  },
  {
    id: "no-norgespris",
    country: "NO",
    currency: "NOK",
    yaml: head(`id: no-norgespris
name: Norgespris (made-up prices)
currency: NOK
components:
  - { id: spot, name: Spot, kind: spot }
  - { id: norgespris, name: Norgespris, kind: spot-replaced, by: 0.5, capKwhPerMonth: 5000 } # made up: the state sets it
  - { id: grid, name: Grid, kind: per-kwh, amount: 0.3 } # made up
  - id: capacity
    name: Capacity
    kind: capacity
    rule: no-three-days
    charge:
      steps: # made up
        - { fromKw: 0, perMonth: 100 }
        - { fromKw: 2, perMonth: 200 }
        - { fromKw: 5, perMonth: 300 }
  - { id: vat, name: VAT, kind: percent, percent: 25 }
`),
  },
  {
    id: "se-power",
    country: "SE",
    currency: "SEK",
    yaml: head(`id: se-power
name: Spot with a power charge (made-up prices)
currency: SEK
components:
  - { id: spot, name: Spot, kind: spot, add: 0.05 } # made up: the supplier's part
  - { id: grid, name: Grid, kind: per-kwh, amount: 0.25 } # made up
  - { id: tax, name: Energy tax, kind: per-kwh, amount: 0.4 } # made up
  - { id: power, name: Power, kind: capacity, rule: se-goteborg-energi, charge: { rates: [{ perKwMonth: 50 }] } } # made up; choose your grid's rule
  - { id: subscription, name: Subscription, kind: fee, amount: 1200, per: year } # made up
  - { id: vat, name: VAT, kind: percent, percent: 25 }
  - { id: sold, name: Sold, direction: export, kind: spot, factor: -1 }
`),
  },
  {
    id: "dk-time-of-use",
    country: "DK",
    currency: "DKK",
    yaml: head(`id: dk-time-of-use
name: Spot, grid by time of day (made-up prices)
currency: DKK
components:
  - { id: spot, name: Spot, kind: spot, add: 0.1 } # made up: the supplier's part
  - { id: low, name: "Grid, low", kind: per-kwh, amount: 0.1, when: { hours: [[0, 6]] } } # made up
  - { id: high, name: "Grid, high", kind: per-kwh, amount: 0.3, when: { months: [10, 11, 12, 1, 2, 3], hours: [[6, 17], [21, 24]] } } # made up
  - { id: peak, name: "Grid, peak", kind: per-kwh, amount: 0.9, when: { months: [10, 11, 12, 1, 2, 3], hours: [[17, 21]] } } # made up
  - { id: summer-high, name: "Grid, summer high", kind: per-kwh, amount: 0.15, when: { months: [4, 5, 6, 7, 8, 9], hours: [[6, 17], [21, 24]] } } # made up
  - { id: summer-peak, name: "Grid, summer peak", kind: per-kwh, amount: 0.4, when: { months: [4, 5, 6, 7, 8, 9], hours: [[17, 21]] } } # made up
  - { id: tax, name: Electricity tax, kind: per-kwh, amount: 0.5 } # made up
  - { id: grid-subscription, name: Grid subscription, kind: fee, amount: 30, per: month } # made up
  - { id: vat, name: VAT, kind: percent, percent: 25 }
  - { id: sold, name: Sold, direction: export, kind: spot, factor: -1 }
`),
  },
  {
    id: "be-capacity",
    country: "BE",
    currency: "EUR",
    yaml: head(`id: be-capacity
name: Dynamic, with Flanders' capacity tariff (made-up prices)
currency: EUR
components:
  - { id: spot, name: Dynamic price, kind: spot, factor: 1.05, add: 0.01 } # made up
  - { id: levies, name: Levies, kind: per-kwh, amount: 0.05 } # made up
  - { id: grid, name: Grid, kind: per-kwh, amount: 0.05 } # made up
  - { id: capacity, name: Capacity tariff, kind: capacity, rule: be-vlg-month-peak, charge: { rates: [{ perKwMonth: 4 }] } } # made up
  - { id: data, name: Data management, kind: fee, amount: 20, per: year } # made up
  - { id: vat, name: VAT, kind: percent, percent: 6 }
  - { id: sold, name: Sold, direction: export, kind: spot, factor: -0.95 } # made up
`),
  },
  {
    id: "nl-net-metering",
    country: "NL",
    currency: "EUR",
    yaml: head(`id: nl-net-metering
name: Two tariffs with net metering (made-up prices)
currency: EUR
components:
  - id: normal
    name: Normal tariff
    kind: per-kwh
    amount: 0.3 # made up, taxes included
    when: { hours: [[7, 23]], weekdays: [1, 2, 3, 4, 5], holidays: except }
  - id: low
    name: Low tariff
    kind: per-kwh
    amount: 0.25 # made up, taxes included
    unless: [{ hours: [[7, 23]], weekdays: [1, 2, 3, 4, 5], holidays: except }]
  # What was given to the grid and taken from it within the year is paid for once only.
  - { id: netted, name: Net metering, direction: export, kind: netted, per: year, amount: -0.28, to: "2027-01-01" } # made up
  - { id: surplus, name: Surplus, direction: export, kind: surplus, per: year, amount: -0.05, to: "2027-01-01" } # made up
  - { id: sold, name: Sold, direction: export, kind: per-kwh, amount: -0.05, from: "2027-01-01" } # made up
  - { id: grid, name: Grid by the connection, kind: fee, amount: 1.5, per: day } # made up
  - { id: credit, name: Tax credit, kind: fee, amount: -1.5, per: day } # made up
`),
  },
  {
    id: "at-summer-window",
    country: "AT",
    currency: "EUR",
    yaml: head(`id: at-summer-window
name: Month's mean, with the grid's summer window (made-up prices)
currency: EUR
components:
  - { id: energy, name: Energy, kind: spot-month-mean, add: 0.02 } # made up: the supplier's part
  - id: grid
    name: Grid
    kind: per-kwh
    amount: 0.1 # made up
    unless: [{ dates: ["04-01", "09-30"], hours: [[10, 16]] }]
  - id: summer
    name: Grid, summer window
    kind: per-kwh
    amount: 0.08 # made up: a fifth less
    when: { dates: ["04-01", "09-30"], hours: [[10, 16]] }
  - { id: grid-fee, name: Grid fee, kind: fee, amount: 50, per: year } # made up
  - { id: vat, name: VAT, kind: percent, percent: 20 }
`),
  },
  {
    id: "de-module-3",
    country: "DE",
    currency: "EUR",
    yaml: head(`id: de-module-3
name: Dynamic with the grid's module 3 (made-up prices)
currency: EUR
components:
  - { id: spot, name: Market's price, kind: spot, add: 0.02 } # made up: the supplier's part
  # Each grid company sets its own quarters of the year and hours.
  - { id: low, name: "Grid, low", kind: per-kwh, amount: 0.03, when: { months: [1, 2, 3, 10, 11, 12], hours: [[0, 4]] } } # made up
  - { id: high, name: "Grid, high", kind: per-kwh, amount: 0.12, when: { months: [1, 2, 3, 10, 11, 12], hours: [[17, 20]] } } # made up
  - id: standard
    name: Grid, standard
    kind: per-kwh
    amount: 0.09 # made up
    unless: [{ months: [1, 2, 3, 10, 11, 12], hours: [[0, 4], [17, 20]] }]
  - { id: levies, name: Levies and tax, kind: per-kwh, amount: 0.05 } # made up
  - { id: base, name: Base price, kind: fee, amount: 10, per: month } # made up
  - { id: module-1, name: Module 1, kind: fee, amount: -120, per: year } # made up
  - { id: vat, name: VAT, kind: percent, percent: 19 }
`),
  },
];
