import type { toldBackup } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What a backup of the firmware holds, in German. */
export const backup: SentencesOf<typeof toldBackup> = {
  holdsLine: ({ baud, format }) => `Leitung: ${baud} Baud, ${format}`,
  holdsBaud: ({ baud }) => `Leitung: ${baud} Baud`,
  holdsGrid: ({ grid }) => `Netzform: ${grid}`,
  holdsFuse: ({ amperes }, n) => `Hauptsicherung: ${n(amperes)} A`,
  holdsZone: ({ zone }) => `Zeitzone: ${zone}`,
  holdsPowerFactor: ({ factor }, n) => `Die Leistung wird mit ${n(factor)} multipliziert`,
  holdsVoltageFactor: ({ factor }, n) => `Die Spannung wird mit ${n(factor)} multipliziert`,
  holdsCurrentFactor: ({ factor }, n) => `Der Strom wird mit ${n(factor)} multipliziert`,
  holdsEnergyFactor: ({ factor }, n) => `Die Energie wird mit ${n(factor)} multipliziert`,
  holdsEncryptionKey: "Verschlüsselungsschlüssel des Zählers",
  holdsAuthenticationKey: "Authentifizierungsschlüssel des Zählers",
  holdsBroker: ({ broker }) => `MQTT-Broker: ${broker}`,
  holdsUser: ({ user }) => `Benutzer beim Broker: ${user}`,
  holdsPassword: "Passwort für den Broker",
  holdsFormat: ({ format }) => `Format der Nachrichten: ${format}`,
  holdsTopic: ({ topic }) => `Topic der Nachrichten: ${topic}`,
  holdsClient: ({ client }) => `Client-ID beim Broker: ${client}`,
  holdsDomoticz: ({ name, index }) => `Gerät in Domoticz: ${name}, Nummer ${index}`,
  holdsImport: ({ kwh, amounts, from, to }, n) => `Bezug: ${n(kwh)} kWh in ${n(amounts)} Werten, ${from} bis ${to}`,
  holdsExport: ({ kwh, amounts, from, to }, n) =>
    `Einspeisung: ${n(kwh)} kWh in ${n(amounts)} Werten, ${from} bis ${to}`,
  holdsArea: ({ area }) => `Preiszone: ${area}`,
  holdsCurrency: ({ currency }) => `Währung: ${currency}`,
  holdsPriceToken: "Ein Token von ENTSO-E, für Preise",
  holdsRowFixed: ({ name, value }, n) => `Preiszeile ${name}: Festpreis ${n(value)}.`,
  holdsRowAdd: ({ name, value }, n) => `Preiszeile ${name}: plus ${n(value)}.`,
  holdsRowSubtract: ({ name, value }, n) => `Preiszeile ${name}: minus ${n(value)}.`,
  holdsRowPercent: ({ name, value }, n) => `Preiszeile ${name}: plus ${n(value)} %.`,
  holdsRowImport: "Für den Bezug.",
  holdsRowExport: "Für die Einspeisung.",
  holdsRowBoth: "Für Bezug und Einspeisung.",
  holdsLimits: ({ limits, hours }, n) =>
    `Grenzen des Leistungspreises in kWh: ${limits}; Stunden im Mittel: ${n(hours)}`,
  holdsPeak: ({ day, month, kwh }, n) => `Leistungsspitze am ${day}.${month}.: ${n(kwh)} kWh`,
  holdsPeakAt: ({ day, month, time, kwh }, n) => `Leistungsspitze am ${day}.${month}. um ${time}: ${n(kwh)} kWh`,
};
