import type { toldBackup } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What a backup of the firmware holds, in Dutch. */
export const backup: SentencesOf<typeof toldBackup> = {
  holdsLine: ({ baud, format }) => `Lijn: ${baud} baud, ${format}`,
  holdsBaud: ({ baud }) => `Lijn: ${baud} baud`,
  holdsGrid: ({ grid }) => `Net: ${grid}`,
  holdsFuse: ({ amperes }, n) => `Hoofdzekering: ${n(amperes)} A`,
  holdsZone: ({ zone }) => `Tijdzone: ${zone}`,
  holdsPowerFactor: ({ factor }, n) => `Het vermogen wordt met ${n(factor)} vermenigvuldigd`,
  holdsVoltageFactor: ({ factor }, n) => `De spanning wordt met ${n(factor)} vermenigvuldigd`,
  holdsCurrentFactor: ({ factor }, n) => `De stroom wordt met ${n(factor)} vermenigvuldigd`,
  holdsEnergyFactor: ({ factor }, n) => `De energie wordt met ${n(factor)} vermenigvuldigd`,
  holdsEncryptionKey: "Versleutelingssleutel van de meter",
  holdsAuthenticationKey: "Authenticatiesleutel van de meter",
  holdsBroker: ({ broker }) => `MQTT-broker: ${broker}`,
  holdsUser: ({ user }) => `Gebruiker bij de broker: ${user}`,
  holdsPassword: "Wachtwoord voor de broker",
  holdsFormat: ({ format }) => `Formaat van de berichten: ${format}`,
  holdsTopic: ({ topic }) => `Topic van de berichten: ${topic}`,
  holdsClient: ({ client }) => `Client-id bij de broker: ${client}`,
  holdsDomoticz: ({ name, index }) => `Apparaat in Domoticz: ${name}, nummer ${index}`,
  holdsImport: ({ kwh, amounts, from, to }, n) => `Afname: ${n(kwh)} kWh in ${n(amounts)} waarden, ${from} tot ${to}`,
  holdsExport: ({ kwh, amounts, from, to }, n) =>
    `Teruglevering: ${n(kwh)} kWh in ${n(amounts)} waarden, ${from} tot ${to}`,
  holdsArea: ({ area }) => `Prijsgebied: ${area}`,
  holdsCurrency: ({ currency }) => `Valuta: ${currency}`,
  holdsPriceToken: "Een token van ENTSO-E, voor prijzen",
  holdsRowFixed: ({ name, value }, n) => `Prijsregel ${name}: vaste prijs ${n(value)}.`,
  holdsRowAdd: ({ name, value }, n) => `Prijsregel ${name}: plus ${n(value)}.`,
  holdsRowSubtract: ({ name, value }, n) => `Prijsregel ${name}: min ${n(value)}.`,
  holdsRowPercent: ({ name, value }, n) => `Prijsregel ${name}: plus ${n(value)} %.`,
  holdsRowImport: "Voor afname.",
  holdsRowExport: "Voor teruglevering.",
  holdsRowBoth: "Voor afname en teruglevering.",
  holdsLimits: ({ limits, hours }, n) =>
    `Grenzen van het capaciteitstarief in kWh: ${limits}; uren in het gemiddelde: ${n(hours)}`,
  holdsPeak: ({ day, month, kwh }, n) => `Piek op ${day}-${month}: ${n(kwh)} kWh`,
  holdsPeakAt: ({ day, month, time, kwh }, n) => `Piek op ${day}-${month} om ${time}: ${n(kwh)} kWh`,
};
