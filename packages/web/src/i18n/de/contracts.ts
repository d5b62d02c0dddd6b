import type { ContractWords } from "../contract-words.ts";

/** What a contract says, in German. */
export const contracts: ContractWords = {
  market: "Börsenpreis",
  marketMonth: "Mittlerer Börsenpreis des Monats",
  perKwh: (price) => `${price} für jede kWh`,
  received: (what) => `Sie erhalten: ${what}`,
  upTo: (amount) => `Bis zu ${amount} im Monat`,

  tiers: { month: "Nach dem Verbrauch seit Monatsbeginn", year: "Nach dem Verbrauch seit Jahresbeginn" },
  tier: (from, price) => `Ab ${from}: ${price} für jede kWh`,

  support: (share, above) => `${share} dessen, was der Börsenpreis über ${above} liegt, werden erstattet`,
  replaced: (price) => `${price} für jede kWh anstelle des Börsenpreises`,
  percent: (percent) => `${percent} auf alles davor`,
  percentOf: (percent, names) => `${percent} auf: ${names}`,
  fee: {
    day: (price) => `${price} am Tag`,
    month: (price) => `${price} im Monat`,
    year: (price) => `${price} im Jahr`,
  },
  netted: {
    month: (price) => `${price} für jede eingespeiste kWh, die im selben Monat auch bezogen wurde`,
    year: (price) => `${price} für jede eingespeiste kWh, die im selben Jahr auch bezogen wurde`,
  },
  surplus: {
    month: (price) => `${price} für jede eingespeiste kWh, die über den Bezug des Monats hinausgeht`,
    year: (price) => `${price} für jede eingespeiste kWh, die über den Bezug des Jahres hinausgeht`,
  },

  times: {
    only: (times) => `Wann: ${times}`,
    except: (times) => `Nicht: ${times}`,
    always: "immer",
    holidays: {
      only: "an Feiertagen",
      except: "nicht an Feiertagen",
      "as-sunday": "Feiertage wie Sonntage",
    },
  },

  capacity: {
    highest: {
      60: (count, shown) =>
        count === 1 ? "Die höchste Stunde des Monats" : `Mittel der ${shown} höchsten Stunden des Monats`,
      30: (count, shown) =>
        count === 1 ? "Die höchste halbe Stunde des Monats" : `Mittel der ${shown} höchsten halben Stunden des Monats`,
      15: (count, shown) =>
        count === 1 ? "Die höchste Viertelstunde des Monats" : `Mittel der ${shown} höchsten Viertelstunden des Monats`,
    },
    highestOfYear: {
      60: (count, shown) =>
        count === 1 ? "Die höchste Stunde von zwölf Monaten" : `Mittel der ${shown} höchsten Stunden von zwölf Monaten`,
      30: (count, shown) =>
        count === 1
          ? "Die höchste halbe Stunde von zwölf Monaten"
          : `Mittel der ${shown} höchsten halben Stunden von zwölf Monaten`,
      15: (count, shown) =>
        count === 1
          ? "Die höchste Viertelstunde von zwölf Monaten"
          : `Mittel der ${shown} höchsten Viertelstunden von zwölf Monaten`,
    },
    distinct: { day: "Höchstens eine je Tag", week: "Höchstens eine je Woche" },
    net: "Die Einspeisung wird abgezogen",
    meter: "Wie der Zähler selbst es zählt",
    least: (power) => `Jeder Monat zählt mindestens als ${power}`,
    meanOfMonths: (count) => `Berechnet wird das Mittel aus ${count} Monaten`,
    weights: "Nach Zeit gewichtet",
    weight: (times, factor) => `${times}: × ${factor}`,
    steps: "Was ein Monat kostet",
    step: (from, price) => `Ab ${from}: ${price}`,
    perKw: (price) => `Ein kW kostet ${price} im Monat`,
    rates: "Was ein kW im Monat kostet",
    rate: (months, price) => `${months}: ${price}`,
    allYear: "Ganzes Jahr",
    noPrices: "Es sind keine Preise gesetzt",
  },
};
