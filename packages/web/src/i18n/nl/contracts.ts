import type { ContractWords } from "../contract-words.ts";

/** What a contract says, in Dutch. */
export const contracts: ContractWords = {
  market: "Marktprijs",
  marketMonth: "Gemiddelde marktprijs van de maand",
  perKwh: (price) => `${price} voor elke kWh`,
  received: (what) => `U krijgt: ${what}`,
  upTo: (amount) => `Tot ${amount} per maand`,

  tiers: {
    month: "Naar het verbruik sinds het begin van de maand",
    year: "Naar het verbruik sinds het begin van het jaar",
  },
  tier: (from, price) => `Vanaf ${from}: ${price} voor elke kWh`,

  support: (share, above) => `${share} van wat de marktprijs boven ${above} ligt, wordt terugbetaald`,
  replaced: (price) => `${price} voor elke kWh in plaats van de marktprijs`,
  percent: (percent) => `${percent} over alles ervoor`,
  percentOf: (percent, names) => `${percent} over: ${names}`,
  fee: {
    day: (price) => `${price} per dag`,
    month: (price) => `${price} per maand`,
    year: (price) => `${price} per jaar`,
  },
  netted: {
    month: (price) => `${price} voor elke teruggeleverde kWh die in dezelfde maand ook is afgenomen`,
    year: (price) => `${price} voor elke teruggeleverde kWh die in hetzelfde jaar ook is afgenomen`,
  },
  surplus: {
    month: (price) => `${price} voor elke teruggeleverde kWh boven de afname van de maand`,
    year: (price) => `${price} voor elke teruggeleverde kWh boven de afname van het jaar`,
  },

  times: {
    only: (times) => `Wanneer: ${times}`,
    except: (times) => `Niet: ${times}`,
    always: "altijd",
    holidays: {
      only: "op feestdagen",
      except: "niet op feestdagen",
      "as-sunday": "feestdagen als zondagen",
    },
  },

  capacity: {
    highest: {
      60: (count, shown) =>
        count === 1 ? "Het hoogste uur van de maand" : `Gemiddelde van de ${shown} hoogste uren van de maand`,
      30: (count, shown) =>
        count === 1 ? "Het hoogste halfuur van de maand" : `Gemiddelde van de ${shown} hoogste halfuren van de maand`,
      15: (count, shown) =>
        count === 1
          ? "Het hoogste kwartier van de maand"
          : `Gemiddelde van de ${shown} hoogste kwartieren van de maand`,
    },
    highestOfYear: {
      60: (count, shown) =>
        count === 1
          ? "Het hoogste uur van twaalf maanden"
          : `Gemiddelde van de ${shown} hoogste uren van twaalf maanden`,
      30: (count, shown) =>
        count === 1
          ? "Het hoogste halfuur van twaalf maanden"
          : `Gemiddelde van de ${shown} hoogste halfuren van twaalf maanden`,
      15: (count, shown) =>
        count === 1
          ? "Het hoogste kwartier van twaalf maanden"
          : `Gemiddelde van de ${shown} hoogste kwartieren van twaalf maanden`,
    },
    distinct: { day: "Hooguit één per dag", week: "Hooguit één per week" },
    net: "De teruglevering gaat eraf",
    meter: "Zoals de meter zelf telt",
    least: (power) => `Elke maand telt voor minstens ${power}`,
    meanOfMonths: (count) => `Betaald wordt voor het gemiddelde van ${count} maanden`,
    weights: "Gewogen naar tijd",
    weight: (times, factor) => `${times}: × ${factor}`,
    steps: "Wat een maand kost",
    step: (from, price) => `Vanaf ${from}: ${price}`,
    perKw: (price) => `Een kW kost ${price} per maand`,
    rates: "Wat een kW per maand kost",
    rate: (months, price) => `${months}: ${price}`,
    allYear: "Hele jaar",
    noPrices: "Er zijn geen prijzen ingesteld",
  },
};
