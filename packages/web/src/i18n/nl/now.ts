import type { Catalogue } from "../text.ts";

/** Words of the page Now and of the view on a wall, in Dutch. */
export const now: Catalogue["now"] = {
  title: "Nu",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }) =>
      `${percent} van de zekering: ${amperes} A op ${phase}, de zwaarst belaste fase, van ${fuse} A`,
    byPower: (percent, fuse) => `Ongeveer ${percent} van de zekering van ${fuse} A; deze meter geeft zijn stromen niet`,
  },

  sum: (meters) => `Som van ${meters} meters`,

  soFar: {
    title: "Energie en kosten tot nu toe",
    span: "Periode",
    import: "Afname",
    export: "Teruglevering",
    cost: "Kosten",
    spans: { hour: "Dit uur", day: "Vandaag", month: "Deze maand", year: "Dit jaar" },
    yesterdayHour: "Zelfde uur gisteren",
    yesterdayDay: (until) => `Gisteren tot ${until}`,
    loading: "Wat is geteld, wordt geladen",
    empty: "Er is nog niets geteld: de eerste hoeveelheden komen na twee metingen met een meterstand.",
    failed: "Wat is geteld, kon niet worden geladen.",
    unpriced: (kilowattHours) => `Niet in de kosten, omdat de prijs nog niet bekend is: ${kilowattHours} kWh.`,
    noContract: "Wat het kost, staat hier zodra een contract is ingesteld.",
    toTariff: "Naar het tarief",
    toHistory: "Naar het verloop",
    income: "Negatief: u krijgt meer dan u betaalt.",
  },

  peak: {
    title: "Piekvermogen",
    window: "Lopend venster",
    until: (until) => `tot ${until}`,
    expected: ({ expected, low, high }) => `${expected} kW verwacht, waarschijnlijk ${low} tot ${high}`,
    allowed: (allowed, until, limit) => `Hoogstens ${allowed} kW tot ${until} om binnen ${limit} kW te blijven`,
    over: (limit) => `De grens van ${limit} kW is al overschreden.`,
    paid: (limit) => `Deze maand is betaald tot ${limit} kW.`,
    limit: (limit) => `De grens is ${limit} kW.`,
    breakCost: (cost) => `Erboven kost deze maand ${cost} meer.`,
    perKw: (cost) => `Elke kW erboven kost deze maand ${cost} meer.`,
    month: "Deze maand",
    value: (value) => `${value} kW`,
    charged: (value) => `${value} kW wordt aangerekend`,
    cost: (cost) => `${cost} per maand`,
    next: (kilowatts, more) => `Vanaf ${kilowatts} kW kost het ${more} meer.`,
    peaks: "Hoogste vensters",
    none: "Deze maand nog geen piek.",
    partial: "loopt nog, of niet helemaal bekend",
    qualities: { measured: "gemeten", interpolated: "geïnterpoleerd", estimated: "geschat", edited: "gewijzigd" },
  },

  prices: {
    title: "Prijs",
    now: "Een kWh kost nu",
    full: "met netkosten, belastingen en vaste kosten van het contract",
    spot: "op de beurs, zonder netkosten, belastingen en vaste kosten",
    unknown: "De prijs van dit uur is niet bekend.",
    sold: (price) => `Een teruggeleverde kWh brengt ${price} op`,
    chart: (lowest, highest) => `Prijzen van ${lowest} tot ${highest}. Er volgt een tabel.`,
    range: (lowest, highest) => `${lowest} tot ${highest}`,
    today: "Vandaag",
    tomorrow: "Morgen",
    tomorrowUnknown: "De prijzen van morgen zijn nog niet bekend.",
    cheapest: "Binnenkort het goedkoopst",
    hours: { one: "1 uur", three: "3 uur", six: "6 uur" },
    from: (from, price) => `vanaf ${from}, ${price}`,
    table: "Als tabel tonen",
    caption: "Prijzen van een kWh",
    time: "Vanaf",
    price: "Prijs",
    failed: "De prijzen konden niet worden geladen.",
    none: "Er is geen prijsbron ingesteld.",
    guide: "Naar de instellingen",
  },

  selfUse: {
    title: "Eigen stroom vandaag",
    produced: "Opgewekt",
    used: "Daarvan zelf verbruikt",
    consumption: "In totaal verbruikt",
    share: "Zelf verbruikt deel van de opwek",
    sufficiency: "Eigen deel van het verbruik",
  },

  wall: {
    title: "Wandweergave",
    leave: "Terug",
    today: "Vandaag",
    price: "Prijs per kWh",
    peak: "Verwachte piek",
  },
};
