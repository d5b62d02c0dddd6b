import type { Catalogue } from "../text.ts";

/** Words of the page Now and of the view on a wall, in Danish. */
export const now: Catalogue["now"] = {
  title: "Nu",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }) =>
      `${percent} af sikringen: ${amperes} A på ${phase}, den mest belastede fase, af ${fuse} A`,
    byPower: (percent, fuse) => `Omtrent ${percent} af sikringen på ${fuse} A; denne måler oplyser ikke strømmene`,
  },

  sum: (meters) => `Sum af ${meters} målere`,

  soFar: {
    title: "Energi og udgift indtil nu",
    span: "Tidsrum",
    import: "Fra nettet",
    export: "Til nettet",
    cost: "Udgift",
    spans: { hour: "Denne time", day: "I dag", month: "Denne måned", year: "I år" },
    yesterdayHour: "Samme time i går",
    yesterdayDay: (until) => `I går til ${until}`,
    loading: "Henter det, der er talt",
    empty: "Der er ikke talt noget endnu: de første mængder kommer efter to aflæsninger af tælleværket.",
    failed: "Det, der er talt, kunne ikke hentes.",
    unpriced: (kilowattHours) => `Ikke med i udgiften, da prisen ikke er kendt endnu: ${kilowattHours} kWh.`,
    noContract: "Udgiften vises, når en aftale er lagt ind.",
    toTariff: "Til tariffen",
    toHistory: "Til historikken",
    income: "Negativt: du får mere, end du betaler.",
  },

  peak: {
    title: "Effektspids",
    window: "Igangværende vindue",
    until: (until) => `til ${until}`,
    expected: ({ expected, low, high }) => `${expected} kW ventes, sandsynligvis ${low} til ${high}`,
    allowed: (allowed, until, limit) => `Højst ${allowed} kW til ${until} for at holde dig inden for ${limit} kW`,
    over: (limit) => `Grænsen på ${limit} kW er allerede passeret.`,
    paid: (limit) => `Denne måned er der betalt for op til ${limit} kW.`,
    limit: (limit) => `Grænsen er ${limit} kW.`,
    breakCost: (cost) => `At gå over koster ${cost} mere denne måned.`,
    perKw: (cost) => `Hver kW over koster ${cost} mere denne måned.`,
    month: "Denne måned",
    value: (value) => `${value} kW`,
    charged: (value) => `Der betales for ${value} kW`,
    cost: (cost) => `${cost} om måneden`,
    next: (kilowatts, more) => `Fra ${kilowatts} kW koster det ${more} mere.`,
    peaks: "De højeste vinduer",
    none: "Ingen spids endnu denne måned.",
    partial: "i gang, eller ikke helt kendt",
    qualities: { measured: "målt", interpolated: "interpoleret", estimated: "anslået", edited: "rettet" },
  },

  prices: {
    title: "Pris",
    now: "En kWh koster nu",
    full: "med aftalens nettarif, afgifter og gebyrer",
    spot: "på elbørsen, uden nettarif, afgifter og gebyrer",
    unknown: "Prisen for denne time er ikke kendt.",
    sold: (price) => `En leveret kWh giver ${price}`,
    chart: (lowest, highest) => `Priser fra ${lowest} til ${highest}. En tabel følger.`,
    range: (lowest, highest) => `${lowest} til ${highest}`,
    today: "I dag",
    tomorrow: "I morgen",
    tomorrowUnknown: "Priserne for i morgen er ikke kendt endnu.",
    cheapest: "Billigst fremover",
    hours: { one: "1 time", three: "3 timer", six: "6 timer" },
    from: (from, price) => `fra ${from}, ${price}`,
    table: "Vis som tabel",
    caption: "Priser på en kWh",
    time: "Fra",
    price: "Pris",
    failed: "Priserne kunne ikke hentes.",
    none: "Der er ikke sat nogen priskilde op.",
    guide: "Til indstillingerne",
  },

  selfUse: {
    title: "Egen strøm i dag",
    produced: "Produceret",
    used: "Heraf brugt hjemme",
    consumption: "Brugt i alt",
    share: "Andel af produktionen, der bruges",
    sufficiency: "Andel af forbruget, der er egen strøm",
  },

  wall: {
    title: "Vægvisning",
    leave: "Tilbage",
    today: "I dag",
    price: "Pris pr. kWh",
    peak: "Ventet spids",
  },
};
