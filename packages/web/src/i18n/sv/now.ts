import type { Catalogue } from "../text.ts";

/** Words of the page Now and of the view on a wall, in Swedish. */
export const now: Catalogue["now"] = {
  title: "Nu",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }) =>
      `${percent} av säkringen: ${amperes} A på ${phase}, den mest belastade fasen, av ${fuse} A`,
    byPower: (percent, fuse) => `Ungefär ${percent} av säkringen på ${fuse} A; den här mätaren anger inte strömmarna`,
  },

  sum: (meters) => `Summan av ${meters} mätare`,

  soFar: {
    title: "Energi och kostnad hittills",
    span: "Tid",
    import: "Uttag",
    export: "Inmatning",
    cost: "Kostnad",
    spans: { hour: "Den här timmen", day: "I dag", month: "Den här månaden", year: "I år" },
    yesterdayHour: "Samma timme i går",
    yesterdayDay: (until) => `I går till ${until}`,
    loading: "Hämtar det som har räknats",
    empty: "Inget har räknats än: de första mängderna kommer efter två avläsningar med mätarställning.",
    failed: "Det som har räknats kunde inte hämtas.",
    unpriced: (kilowattHours) => `Inte med i kostnaden, eftersom priset inte är känt än: ${kilowattHours} kWh.`,
    noContract: "Kostnaden visas när ett avtal är inlagt.",
    toTariff: "Till tariffen",
    toHistory: "Till historiken",
    income: "Negativt: du får mer än du betalar.",
  },

  peak: {
    title: "Effekttopp",
    window: "Pågående fönster",
    until: (until) => `till ${until}`,
    expected: ({ expected, low, high }) => `${expected} kW väntas, troligen ${low} till ${high}`,
    allowed: (allowed, until, limit) => `Högst ${allowed} kW till ${until} för att hålla dig inom ${limit} kW`,
    over: (limit) => `Gränsen på ${limit} kW är redan passerad.`,
    paid: (limit) => `Den här månaden är betald upp till ${limit} kW.`,
    limit: (limit) => `Gränsen är ${limit} kW.`,
    breakCost: (cost) => `Att gå över kostar ${cost} mer den här månaden.`,
    perKw: (cost) => `Varje kW över kostar ${cost} mer den här månaden.`,
    month: "Den här månaden",
    value: (value) => `${value} kW`,
    charged: (value) => `${value} kW debiteras`,
    cost: (cost) => `${cost} i månaden`,
    next: (kilowatts, more) => `Från ${kilowatts} kW kostar det ${more} mer.`,
    peaks: "De högsta fönstren",
    none: "Ingen topp än den här månaden.",
    partial: "pågår, eller inte helt känt",
    qualities: { measured: "uppmätt", interpolated: "interpolerat", estimated: "uppskattat", edited: "ändrat" },
  },

  prices: {
    title: "Pris",
    now: "En kWh kostar nu",
    full: "med avtalets elnät, skatter och avgifter",
    spot: "på elbörsen, utan elnät, skatter och avgifter",
    unknown: "Priset för den här timmen är inte känt.",
    sold: (price) => `En inmatad kWh ger ${price}`,
    chart: (lowest, highest) => `Priser från ${lowest} till ${highest}. En tabell följer.`,
    range: (lowest, highest) => `${lowest} till ${highest}`,
    today: "I dag",
    tomorrow: "I morgon",
    tomorrowUnknown: "Morgondagens priser är inte kända än.",
    cheapest: "Billigast framöver",
    hours: { one: "1 timme", three: "3 timmar", six: "6 timmar" },
    from: (from, price) => `från ${from}, ${price}`,
    table: "Visa som tabell",
    caption: "Priser på en kWh",
    time: "Från",
    price: "Pris",
    failed: "Priserna kunde inte hämtas.",
    none: "Ingen priskälla är inställd.",
    guide: "Till inställningarna",
  },

  selfUse: {
    title: "Egen el i dag",
    produced: "Producerad",
    used: "Varav använd hemma",
    consumption: "Använt i allt",
    share: "Andel av produktionen som används",
    sufficiency: "Andel av användningen som är egen el",
  },

  wall: {
    title: "Väggvy",
    leave: "Tillbaka",
    today: "I dag",
    price: "Pris per kWh",
    peak: "Väntad topp",
  },
};
