import type { ContractWords } from "../contract-words.ts";

/** What a contract says, in Swedish. */
export const contracts: ContractWords = {
  market: "Spotpris",
  marketMonth: "Månadens genomsnittliga spotpris",
  perKwh: (price) => `${price} för varje kWh`,
  received: (what) => `Du får: ${what}`,
  upTo: (amount) => `Upp till ${amount} i månaden`,

  tiers: { month: "Efter förbrukningen sedan månadens början", year: "Efter förbrukningen sedan årets början" },
  tier: (from, price) => `Från ${from}: ${price} för varje kWh`,

  support: (share, above) => `${share} av det som spotpriset är över ${above} betalas tillbaka`,
  replaced: (price) => `${price} för varje kWh i stället för spotpriset`,
  percent: (percent) => `${percent} av allt före`,
  percentOf: (percent, names) => `${percent} av: ${names}`,
  fee: {
    day: (price) => `${price} per dag`,
    month: (price) => `${price} i månaden`,
    year: (price) => `${price} om året`,
  },
  netted: {
    month: (price) => `${price} för varje inmatad kWh som togs ut samma månad`,
    year: (price) => `${price} för varje inmatad kWh som togs ut samma år`,
  },
  surplus: {
    month: (price) => `${price} för varje inmatad kWh utöver uttaget under månaden`,
    year: (price) => `${price} för varje inmatad kWh utöver uttaget under året`,
  },

  times: {
    only: (times) => `När: ${times}`,
    except: (times) => `Inte: ${times}`,
    always: "alltid",
    holidays: {
      only: "på helgdagar",
      except: "inte på helgdagar",
      "as-sunday": "helgdagar som söndagar",
    },
  },

  capacity: {
    highest: {
      60: (count, shown) => (count === 1 ? "Månadens högsta timme" : `Medelvärdet av månadens ${shown} högsta timmar`),
      30: (count, shown) =>
        count === 1 ? "Månadens högsta halvtimme" : `Medelvärdet av månadens ${shown} högsta halvtimmar`,
      15: (count, shown) => (count === 1 ? "Månadens högsta kvart" : `Medelvärdet av månadens ${shown} högsta kvartar`),
    },
    highestOfYear: {
      60: (count, shown) =>
        count === 1 ? "Tolv månaders högsta timme" : `Medelvärdet av tolv månaders ${shown} högsta timmar`,
      30: (count, shown) =>
        count === 1 ? "Tolv månaders högsta halvtimme" : `Medelvärdet av tolv månaders ${shown} högsta halvtimmar`,
      15: (count, shown) =>
        count === 1 ? "Tolv månaders högsta kvart" : `Medelvärdet av tolv månaders ${shown} högsta kvartar`,
    },
    distinct: { day: "Högst en per dygn", week: "Högst en per vecka" },
    net: "Inmatningen dras av",
    meter: "Så som mätaren själv räknar",
    least: (power) => `Varje månad räknas som minst ${power}`,
    meanOfMonths: (count) => `Man betalar för medelvärdet av ${count} månader`,
    weights: "Viktat efter tid",
    weight: (times, factor) => `${times}: × ${factor}`,
    steps: "Vad en månad kostar",
    step: (from, price) => `Från ${from}: ${price}`,
    perKw: (price) => `En kW kostar ${price} i månaden`,
    rates: "Vad en kW kostar i månaden",
    rate: (months, price) => `${months}: ${price}`,
    allYear: "Hela året",
    noPrices: "Inga priser är satta",
  },
};
