import type { ContractWords } from "../contract-words.ts";

/** What a contract says, in Danish. */
export const contracts: ContractWords = {
  market: "Spotpris",
  marketMonth: "Månedens gennemsnitlige spotpris",
  perKwh: (price) => `${price} for hver kWh`,
  received: (what) => `Du får: ${what}`,
  upTo: (amount) => `Op til ${amount} om måneden`,

  tiers: { month: "Efter forbruget siden månedens begyndelse", year: "Efter forbruget siden årets begyndelse" },
  tier: (from, price) => `Fra ${from}: ${price} for hver kWh`,

  support: (share, above) => `${share} af det, spotprisen er over ${above}, betales tilbage`,
  replaced: (price) => `${price} for hver kWh i stedet for spotprisen`,
  percent: (percent) => `${percent} af alt før`,
  percentOf: (percent, names) => `${percent} af: ${names}`,
  fee: {
    day: (price) => `${price} om dagen`,
    month: (price) => `${price} om måneden`,
    year: (price) => `${price} om året`,
  },
  netted: {
    month: (price) => `${price} for hver kWh leveret til nettet, der blev taget fra det i samme måned`,
    year: (price) => `${price} for hver kWh leveret til nettet, der blev taget fra det i samme år`,
  },
  surplus: {
    month: (price) => `${price} for hver kWh leveret til nettet ud over det, der blev taget i måneden`,
    year: (price) => `${price} for hver kWh leveret til nettet ud over det, der blev taget i året`,
  },

  times: {
    only: (times) => `Hvornår: ${times}`,
    except: (times) => `Ikke: ${times}`,
    always: "altid",
    holidays: {
      only: "på helligdage",
      except: "ikke på helligdage",
      "as-sunday": "helligdage som søndage",
    },
  },

  capacity: {
    highest: {
      60: (count, shown) => (count === 1 ? "Månedens højeste time" : `Middel af de ${shown} højeste timer i måneden`),
      30: (count, shown) =>
        count === 1 ? "Månedens højeste halve time" : `Middel af de ${shown} højeste halve timer i måneden`,
      15: (count, shown) =>
        count === 1 ? "Månedens højeste kvarter" : `Middel af de ${shown} højeste kvarterer i måneden`,
    },
    highestOfYear: {
      60: (count, shown) =>
        count === 1 ? "Den højeste time i tolv måneder" : `Middel af de ${shown} højeste timer i tolv måneder`,
      30: (count, shown) =>
        count === 1
          ? "Den højeste halve time i tolv måneder"
          : `Middel af de ${shown} højeste halve timer i tolv måneder`,
      15: (count, shown) =>
        count === 1 ? "Det højeste kvarter i tolv måneder" : `Middel af de ${shown} højeste kvarterer i tolv måneder`,
    },
    distinct: { day: "Højst én pr. døgn", week: "Højst én pr. uge" },
    net: "Det leverede trækkes fra",
    meter: "Som måleren selv tæller det",
    least: (power) => `Hver måned regnes for mindst ${power}`,
    meanOfMonths: (count) => `Der betales for midlet af ${count} måneder`,
    weights: "Vægtet efter tid",
    weight: (times, factor) => `${times}: × ${factor}`,
    steps: "Hvad en måned koster",
    step: (from, price) => `Fra ${from}: ${price}`,
    perKw: (price) => `En kW koster ${price} om måneden`,
    rates: "Hvad en kW koster om måneden",
    rate: (months, price) => `${months}: ${price}`,
    allYear: "Hele året",
    noPrices: "Ingen priser er sat",
  },
};
