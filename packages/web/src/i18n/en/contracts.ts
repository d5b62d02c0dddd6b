/** Words of what a contract says, of its components by their kinds. Loaded with the page Tariff. */
export const contracts = {
  market: "Market price",
  marketMonth: "Mean of the month’s market prices",
  perKwh: (price: string): string => `${price} for each kWh`,
  received: (what: string): string => `Paid to you: ${what}`,
  upTo: (amount: string): string => `Up to ${amount} a month`,

  tiers: { month: "By what was used since the month began", year: "By what was used since the year began" },
  tier: (from: string, price: string): string => `From ${from}: ${price} for each kWh`,

  support: (share: string, above: string): string => `${share} of what the market price is above ${above} is paid back`,
  replaced: (price: string): string => `${price} for each kWh in the place of the market price`,
  percent: (percent: string): string => `${percent} of all before it`,
  percentOf: (percent: string, names: string): string => `${percent} of: ${names}`,
  fee: {
    day: (price: string): string => `${price} a day`,
    month: (price: string): string => `${price} a month`,
    year: (price: string): string => `${price} a year`,
  },
  netted: {
    month: (price: string): string =>
      `${price} for each kWh given to the grid that was taken from it in the same month`,
    year: (price: string): string => `${price} for each kWh given to the grid that was taken from it in the same year`,
  },
  surplus: {
    month: (price: string): string => `${price} for each kWh given to the grid beyond what was taken in the month`,
    year: (price: string): string => `${price} for each kWh given to the grid beyond what was taken in the year`,
  },

  times: {
    only: (times: string): string => `When: ${times}`,
    except: (times: string): string => `Not: ${times}`,
    always: "always",
    holidays: {
      only: "on public holidays",
      except: "not on public holidays",
      "as-sunday": "public holidays as Sundays",
    },
  },

  capacity: {
    highest: {
      60: (count: number, shown: string): string =>
        count === 1 ? "The highest hour of the month" : `Mean of the ${shown} highest hours of the month`,
      30: (count: number, shown: string): string =>
        count === 1 ? "The highest half-hour of the month" : `Mean of the ${shown} highest half-hours of the month`,
      15: (count: number, shown: string): string =>
        count === 1
          ? "The highest quarter-hour of the month"
          : `Mean of the ${shown} highest quarter-hours of the month`,
    },
    highestOfYear: {
      60: (count: number, shown: string): string =>
        count === 1 ? "The highest hour of twelve months" : `Mean of the ${shown} highest hours of twelve months`,
      30: (count: number, shown: string): string =>
        count === 1
          ? "The highest half-hour of twelve months"
          : `Mean of the ${shown} highest half-hours of twelve months`,
      15: (count: number, shown: string): string =>
        count === 1
          ? "The highest quarter-hour of twelve months"
          : `Mean of the ${shown} highest quarter-hours of twelve months`,
    },
    distinct: { day: "At most one of each day", week: "At most one of each week" },
    net: "What is given to the grid is taken off",
    meter: "As the meter itself counts it",
    least: (power: string): string => `Each month counts as ${power} at least`,
    meanOfMonths: (count: string): string => `Charged for is the mean of ${count} months`,
    weights: "Weighted by time",
    weight: (times: string, factor: string): string => `${times}: × ${factor}`,
    steps: "What a month costs",
    step: (from: string, price: string): string => `From ${from}: ${price}`,
    perKw: (price: string): string => `A kW costs ${price} a month`,
    rates: "What a kW costs a month",
    rate: (months: string, price: string): string => `${months}: ${price}`,
    allYear: "Whole year",
    noPrices: "No prices are set",
  },
};
