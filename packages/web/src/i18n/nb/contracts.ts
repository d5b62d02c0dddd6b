import type { ContractWords } from "../contract-words.ts";

/** What a contract says, in Norwegian. */
export const contracts: ContractWords = {
  market: "Spotpris",
  marketMonth: "Månedens gjennomsnittlige spotpris",
  perKwh: (price) => `${price} for hver kWh`,
  received: (what) => `Du får: ${what}`,
  upTo: (amount) => `Opptil ${amount} i måneden`,

  tiers: { month: "Etter forbruket siden månedens begynnelse", year: "Etter forbruket siden årets begynnelse" },
  tier: (from, price) => `Fra ${from}: ${price} for hver kWh`,

  support: (share, above) => `${share} av det spotprisen er over ${above}, betales tilbake`,
  replaced: (price) => `${price} for hver kWh i stedet for spotprisen`,
  percent: (percent) => `${percent} av alt før`,
  percentOf: (percent, names) => `${percent} av: ${names}`,
  fee: {
    day: (price) => `${price} per dag`,
    month: (price) => `${price} i måneden`,
    year: (price) => `${price} i året`,
  },
  netted: {
    month: (price) => `${price} for hver kWh matet inn som ble tatt ut i samme måned`,
    year: (price) => `${price} for hver kWh matet inn som ble tatt ut i samme år`,
  },
  surplus: {
    month: (price) => `${price} for hver kWh matet inn ut over uttaket i måneden`,
    year: (price) => `${price} for hver kWh matet inn ut over uttaket i året`,
  },

  times: {
    only: (times) => `Når: ${times}`,
    except: (times) => `Ikke: ${times}`,
    always: "alltid",
    holidays: {
      only: "på helligdager",
      except: "ikke på helligdager",
      "as-sunday": "helligdager som søndager",
    },
  },

  capacity: {
    highest: {
      60: (count, shown) =>
        count === 1 ? "Månedens høyeste time" : `Middelet av de ${shown} høyeste timene i måneden`,
      30: (count, shown) =>
        count === 1 ? "Månedens høyeste halvtime" : `Middelet av de ${shown} høyeste halvtimene i måneden`,
      15: (count, shown) =>
        count === 1 ? "Månedens høyeste kvarter" : `Middelet av de ${shown} høyeste kvarterene i måneden`,
    },
    highestOfYear: {
      60: (count, shown) =>
        count === 1 ? "Den høyeste timen i tolv måneder" : `Middelet av de ${shown} høyeste timene i tolv måneder`,
      30: (count, shown) =>
        count === 1
          ? "Den høyeste halvtimen i tolv måneder"
          : `Middelet av de ${shown} høyeste halvtimene i tolv måneder`,
      15: (count, shown) =>
        count === 1
          ? "Det høyeste kvarteret i tolv måneder"
          : `Middelet av de ${shown} høyeste kvarterene i tolv måneder`,
    },
    distinct: { day: "Høyst én per døgn", week: "Høyst én per uke" },
    net: "Innmatingen trekkes fra",
    meter: "Slik måleren selv teller det",
    least: (power) => `Hver måned regnes som minst ${power}`,
    meanOfMonths: (count) => `Det betales for middelet av ${count} måneder`,
    weights: "Vektet etter tid",
    weight: (times, factor) => `${times}: × ${factor}`,
    steps: "Hva en måned koster",
    step: (from, price) => `Fra ${from}: ${price}`,
    perKw: (price) => `En kW koster ${price} i måneden`,
    rates: "Hva en kW koster i måneden",
    rate: (months, price) => `${months}: ${price}`,
    allYear: "Hele året",
    noPrices: "Ingen priser er satt",
  },
};
