interface PhaseLoad {
  readonly percent: string;
  readonly phase: string;
  readonly amperes: string;
  readonly fuse: string;
}

interface WindowWords {
  readonly expected: string;
  readonly low: string;
  readonly high: string;
  readonly until: string;
}

/** Words of the page Now and of the view on a wall. */
export const now = {
  title: "Now",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }: PhaseLoad): string =>
      `${percent} of the fuse: ${amperes} A on ${phase}, the fullest phase, of ${fuse} A`,
    byPower: (percent: string, fuse: string): string =>
      `About ${percent} of the fuse of ${fuse} A; this meter does not say its currents`,
  },

  sum: (meters: string): string => `Sum of ${meters} meters`,

  soFar: {
    title: "Energy and cost so far",
    span: "Span",
    import: "Import",
    export: "Export",
    cost: "Cost",
    spans: { hour: "This hour", day: "Today", month: "This month", year: "This year" },
    yesterdayHour: "Same hour yesterday",
    yesterdayDay: (until: string): string => `Yesterday until ${until}`,
    loading: "Loading what was counted",
    empty: "Nothing was counted yet: the first amounts come after two readings with a register.",
    failed: "What was counted could not be loaded.",
    unpriced: (kilowattHours: string): string =>
      `Not in the cost, as their price is not known yet: ${kilowattHours} kWh.`,
    noContract: "What it costs is shown once a contract is set.",
    toTariff: "To the tariff",
    toHistory: "To the history",
    income: "Negative: more is received than paid.",
  },

  peak: {
    title: "Peak",
    window: "Running window",
    until: (until: string): string => `until ${until}`,
    expected: ({ expected, low, high }: WindowWords): string =>
      `${expected} kW expected, most likely ${low} to ${high}`,
    allowed: (allowed: string, until: string, limit: string): string =>
      `At most ${allowed} kW until ${until} to stay within ${limit} kW`,
    over: (limit: string): string => `The limit of ${limit} kW is passed already.`,
    paid: (limit: string): string => `This month is paid for up to ${limit} kW.`,
    limit: (limit: string): string => `The limit is ${limit} kW.`,
    breakCost: (cost: string): string => `Going over it costs ${cost} more this month.`,
    perKw: (cost: string): string => `Each kW over it costs ${cost} more this month.`,
    month: "This month",
    value: (value: string): string => `${value} kW`,
    charged: (value: string): string => `${value} kW are charged for`,
    cost: (cost: string): string => `${cost} a month`,
    next: (kilowatts: string, more: string): string => `From ${kilowatts} kW on it costs ${more} more.`,
    peaks: "Highest windows",
    none: "No peak yet this month.",
    partial: "still running, or not all known",
    qualities: {
      measured: "measured",
      interpolated: "interpolated",
      estimated: "estimated",
      edited: "edited",
    } as Readonly<Record<string, string>>,
  },

  prices: {
    title: "Price",
    now: "A kWh costs now",
    full: "with grid, taxes and fees of the contract",
    spot: "at the exchange, without grid, taxes and fees",
    unknown: "The price of this hour is not known.",
    sold: (price: string): string => `A kWh given brings ${price}`,
    chart: (lowest: string, highest: string): string => `Prices from ${lowest} to ${highest}. A table follows.`,
    range: (lowest: string, highest: string): string => `${lowest} to ${highest}`,
    today: "Today",
    tomorrow: "Tomorrow",
    tomorrowUnknown: "Tomorrow's prices are not known yet.",
    cheapest: "Cheapest ahead",
    hours: { one: "1 hour", three: "3 hours", six: "6 hours" },
    from: (from: string, price: string): string => `from ${from}, ${price}`,
    table: "Show as a table",
    caption: "Prices of a kWh",
    time: "From",
    price: "Price",
    failed: "Prices could not be loaded.",
    none: "No price source is set.",
    guide: "To the settings",
  },

  selfUse: {
    title: "Own power today",
    produced: "Produced",
    used: "Of it used at home",
    consumption: "Used in all",
    share: "Share of production used",
    sufficiency: "Share of use that is own",
  },

  wall: {
    title: "Wall view",
    leave: "Back",
    today: "Today",
    price: "Price of a kWh",
    peak: "Peak expected",
  },
};
