import type { Catalogue } from "../text.ts";

/** Words of the page Now and of the view on a wall, in Norwegian. */
export const now: Catalogue["now"] = {
  title: "Nå",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }) =>
      `${percent} av sikringen: ${amperes} A på ${phase}, den mest belastede fasen, av ${fuse} A`,
    byPower: (percent, fuse) => `Omtrent ${percent} av sikringen på ${fuse} A; denne måleren oppgir ikke strømmene`,
  },

  sum: (meters) => `Sum av ${meters} målere`,

  soFar: {
    title: "Energi og kostnad så langt",
    span: "Tidsrom",
    import: "Uttak",
    export: "Innmating",
    cost: "Kostnad",
    spans: { hour: "Denne timen", day: "I dag", month: "Denne måneden", year: "I år" },
    yesterdayHour: "Samme time i går",
    yesterdayDay: (until) => `I går til ${until}`,
    loading: "Laster det som er talt",
    empty: "Ingenting er talt ennå: de første mengdene kommer etter to avlesninger av tellerverket.",
    failed: "Det som er talt, kunne ikke lastes.",
    unpriced: (kilowattHours) => `Ikke med i kostnaden, fordi prisen ikke er kjent ennå: ${kilowattHours} kWh.`,
    noContract: "Kostnaden vises når en avtale er lagt inn.",
    toTariff: "Til tariffen",
    toHistory: "Til historikken",
    income: "Negativt: du får mer enn du betaler.",
  },

  peak: {
    title: "Effekttopp",
    window: "Vinduet som pågår",
    until: (until) => `til ${until}`,
    expected: ({ expected, low, high }) => `${expected} kW ventet, trolig ${low} til ${high}`,
    allowed: (allowed, until, limit) => `Høyst ${allowed} kW til ${until} for å holde deg innenfor ${limit} kW`,
    over: (limit) => `Grensen på ${limit} kW er allerede passert.`,
    paid: (limit) => `Denne måneden er det betalt for inntil ${limit} kW.`,
    limit: (limit) => `Grensen er ${limit} kW.`,
    breakCost: (cost) => `Å gå over koster ${cost} mer denne måneden.`,
    perKw: (cost) => `Hver kW over koster ${cost} mer denne måneden.`,
    month: "Denne måneden",
    value: (value) => `${value} kW`,
    charged: (value) => `Det betales for ${value} kW`,
    cost: (cost) => `${cost} i måneden`,
    next: (kilowatts, more) => `Fra ${kilowatts} kW koster det ${more} mer.`,
    peaks: "De høyeste vinduene",
    none: "Ingen topp ennå denne måneden.",
    partial: "pågår, eller ikke helt kjent",
    qualities: { measured: "målt", interpolated: "interpolert", estimated: "estimert", edited: "endret" },
  },

  prices: {
    title: "Pris",
    now: "En kWh koster nå",
    full: "med avtalens nettleie, avgifter og gebyrer",
    spot: "på kraftbørsen, uten nettleie, avgifter og gebyrer",
    unknown: "Prisen for denne timen er ikke kjent.",
    sold: (price) => `For en levert kWh får du ${price}`,
    chart: (lowest, highest) => `Priser fra ${lowest} til ${highest}. En tabell følger.`,
    range: (lowest, highest) => `${lowest} til ${highest}`,
    today: "I dag",
    tomorrow: "I morgen",
    tomorrowUnknown: "Prisene for i morgen er ikke kjent ennå.",
    cheapest: "Billigst framover",
    hours: { one: "1 time", three: "3 timer", six: "6 timer" },
    from: (from, price) => `fra ${from}, ${price}`,
    table: "Vis som tabell",
    caption: "Priser på en kWh",
    time: "Fra",
    price: "Pris",
    failed: "Prisene kunne ikke lastes.",
    none: "Ingen priskilde er satt opp.",
    guide: "Til innstillingene",
  },

  selfUse: {
    title: "Egen strøm i dag",
    produced: "Produsert",
    used: "Av dette brukt hjemme",
    consumption: "Brukt i alt",
    share: "Andel av produksjonen som er brukt",
    sufficiency: "Andel av forbruket som er egen strøm",
  },

  wall: {
    title: "Veggvisning",
    leave: "Tilbake",
    today: "I dag",
    price: "Pris per kWh",
    peak: "Ventet topp",
  },
};
