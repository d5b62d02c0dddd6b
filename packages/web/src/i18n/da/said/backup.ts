import type { toldBackup } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What a backup of the firmware holds, in Danish. */
export const backup: SentencesOf<typeof toldBackup> = {
  holdsLine: ({ baud, format }) => `Linje: ${baud} baud, ${format}`,
  holdsBaud: ({ baud }) => `Linje: ${baud} baud`,
  holdsGrid: ({ grid }) => `Net: ${grid}`,
  holdsFuse: ({ amperes }, n) => `Hovedsikring: ${n(amperes)} A`,
  holdsZone: ({ zone }) => `Tidszone: ${zone}`,
  holdsPowerFactor: ({ factor }, n) => `Effekten ganges med ${n(factor)}`,
  holdsVoltageFactor: ({ factor }, n) => `Spændingen ganges med ${n(factor)}`,
  holdsCurrentFactor: ({ factor }, n) => `Strømmen ganges med ${n(factor)}`,
  holdsEnergyFactor: ({ factor }, n) => `Energien ganges med ${n(factor)}`,
  holdsEncryptionKey: "Målerens krypteringsnøgle",
  holdsAuthenticationKey: "Målerens autentificeringsnøgle",
  holdsBroker: ({ broker }) => `MQTT-broker: ${broker}`,
  holdsUser: ({ user }) => `Bruger hos brokeren: ${user}`,
  holdsPassword: "Adgangskode til brokeren",
  holdsFormat: ({ format }) => `Meddelelsernes format: ${format}`,
  holdsTopic: ({ topic }) => `Meddelelsernes emne: ${topic}`,
  holdsClient: ({ client }) => `Klient-id hos brokeren: ${client}`,
  holdsDomoticz: ({ name, index }) => `Enhed i Domoticz: ${name}, nummer ${index}`,
  holdsImport: ({ kwh, amounts, from, to }, n) =>
    `Fra nettet: ${n(kwh)} kWh i ${n(amounts)} værdier, ${from} til ${to}`,
  holdsExport: ({ kwh, amounts, from, to }, n) =>
    `Til nettet: ${n(kwh)} kWh i ${n(amounts)} værdier, ${from} til ${to}`,
  holdsArea: ({ area }) => `Prisområde: ${area}`,
  holdsCurrency: ({ currency }) => `Valuta: ${currency}`,
  holdsPriceToken: "En token fra ENTSO-E, til priser",
  holdsRowFixed: ({ name, value }, n) => `Prisrække ${name}: fast pris ${n(value)}.`,
  holdsRowAdd: ({ name, value }, n) => `Prisrække ${name}: plus ${n(value)}.`,
  holdsRowSubtract: ({ name, value }, n) => `Prisrække ${name}: minus ${n(value)}.`,
  holdsRowPercent: ({ name, value }, n) => `Prisrække ${name}: plus ${n(value)} %.`,
  holdsRowImport: "For el fra nettet.",
  holdsRowExport: "For el til nettet.",
  holdsRowBoth: "For el fra og til nettet.",
  holdsLimits: ({ limits, hours }, n) =>
    `Effektbetalingens grænser i kWh: ${limits}; timer i gennemsnittet: ${n(hours)}`,
  holdsPeak: ({ day, month, kwh }, n) => `Effektspids ${day}.${month}.: ${n(kwh)} kWh`,
  holdsPeakAt: ({ day, month, time, kwh }, n) => `Effektspids ${day}.${month}. kl. ${time}: ${n(kwh)} kWh`,
};
