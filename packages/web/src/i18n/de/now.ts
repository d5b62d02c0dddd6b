import type { Catalogue } from "../text.ts";

/** Words of the page Now and of the view on a wall, in German. */
export const now: Catalogue["now"] = {
  title: "Jetzt",

  gauge: {
    byPhase: ({ percent, phase, amperes, fuse }) =>
      `${percent} der Sicherung: ${amperes} A auf ${phase}, der vollsten Phase, von ${fuse} A`,
    byPower: (percent, fuse) => `Etwa ${percent} der Sicherung von ${fuse} A; dieser Zähler nennt seine Ströme nicht`,
  },

  sum: (meters) => `Summe von ${meters} Zählern`,

  soFar: {
    title: "Energie und Kosten bisher",
    span: "Zeitraum",
    import: "Bezug",
    export: "Einspeisung",
    cost: "Kosten",
    spans: { hour: "Diese Stunde", day: "Heute", month: "Dieser Monat", year: "Dieses Jahr" },
    yesterdayHour: "Gleiche Stunde gestern",
    yesterdayDay: (until) => `Gestern bis ${until}`,
    loading: "Gezähltes wird geladen",
    empty: "Noch wurde nichts gezählt: Die ersten Mengen kommen nach zwei Zählerständen.",
    failed: "Gezähltes konnte nicht geladen werden.",
    unpriced: (kilowattHours) => `Nicht in den Kosten, weil der Preis noch nicht bekannt ist: ${kilowattHours} kWh.`,
    noContract: "Was es kostet, steht hier, sobald ein Vertrag eingerichtet ist.",
    toTariff: "Zum Tarif",
    toHistory: "Zum Verlauf",
    income: "Negativ: Sie bekommen mehr, als Sie zahlen.",
  },

  peak: {
    title: "Leistungsspitze",
    window: "Laufendes Fenster",
    until: (until) => `bis ${until}`,
    expected: ({ expected, low, high }) => `${expected} kW erwartet, wahrscheinlich ${low} bis ${high}`,
    allowed: (allowed, until, limit) => `Höchstens ${allowed} kW bis ${until}, um unter ${limit} kW zu bleiben`,
    over: (limit) => `Die Grenze von ${limit} kW ist schon überschritten.`,
    paid: (limit) => `Dieser Monat ist bis ${limit} kW bezahlt.`,
    limit: (limit) => `Die Grenze liegt bei ${limit} kW.`,
    breakCost: (cost) => `Darüber kostet dieser Monat ${cost} mehr.`,
    perKw: (cost) => `Jedes kW darüber kostet diesen Monat ${cost} mehr.`,
    month: "Dieser Monat",
    value: (value) => `${value} kW`,
    charged: (value) => `${value} kW werden berechnet`,
    cost: (cost) => `${cost} im Monat`,
    next: (kilowatts, more) => `Ab ${kilowatts} kW kostet es ${more} mehr.`,
    peaks: "Höchste Fenster",
    none: "Diesen Monat noch keine Spitze.",
    partial: "läuft noch oder nicht ganz bekannt",
    qualities: { measured: "gemessen", interpolated: "interpoliert", estimated: "geschätzt", edited: "geändert" },
  },

  prices: {
    title: "Preis",
    now: "Eine kWh kostet jetzt",
    full: "mit Netzentgelt, Steuern und Gebühren des Vertrags",
    spot: "an der Börse, ohne Netzentgelt, Steuern und Gebühren",
    unknown: "Der Preis dieser Stunde ist nicht bekannt.",
    sold: (price) => `Eine eingespeiste kWh bringt ${price}`,
    chart: (lowest, highest) => `Preise von ${lowest} bis ${highest}. Eine Tabelle folgt.`,
    range: (lowest, highest) => `${lowest} bis ${highest}`,
    today: "Heute",
    tomorrow: "Morgen",
    tomorrowUnknown: "Die Preise von morgen sind noch nicht bekannt.",
    cheapest: "Demnächst am billigsten",
    hours: { one: "1 Stunde", three: "3 Stunden", six: "6 Stunden" },
    from: (from, price) => `ab ${from}, ${price}`,
    table: "Als Tabelle zeigen",
    caption: "Preise einer kWh",
    time: "Ab",
    price: "Preis",
    failed: "Die Preise konnten nicht geladen werden.",
    none: "Es ist keine Preisquelle eingerichtet.",
    guide: "Zu den Einstellungen",
  },

  selfUse: {
    title: "Eigener Strom heute",
    produced: "Erzeugt",
    used: "Davon selbst verbraucht",
    consumption: "Insgesamt verbraucht",
    share: "Selbst verbrauchter Anteil der Erzeugung",
    sufficiency: "Eigener Anteil am Verbrauch",
  },

  wall: {
    title: "Wandansicht",
    leave: "Zurück",
    today: "Heute",
    price: "Preis pro kWh",
    peak: "Erwartete Spitze",
  },
};
