import type { toldPlaces } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Where sources read from, outputs lead to and prices come from, in German. */
export const places: SentencesOf<typeof toldPlaces> = {
  leadsSerial: ({ port, line }) => `${port} mit ${line}`,
  leadsSerialFound: ({ port, line }) => `${port} mit ${line} (gefunden)`,
  leadsSerialSearch: ({ port }) => `${port}, Baudrate und Format werden gesucht`,
  leadsListens: ({ port, address }) => `TCP-Port ${port} auf ${address}`,
  leadsAsked: ({ place, seconds }, n) => `${place}, Abfrage alle ${n(seconds)} s`,
  leadsTopics: ({ topics, place }) => `${topics} bei ${place}`,
  leadsSimulated: ({ model }) => `${model}, simuliert`,
  leadsSimulatedFaster: ({ model, speed }, n) => `${model}, simuliert, ${n(speed)}-mal so schnell`,
  leadsUser: ({ place, user }) => `${place} als Benutzer ${user}`,
  leadsFormat: ({ place, format, topic }) => `${place}, ${format} unter ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }) =>
    `PostgreSQL auf ${place}, Schema ${schema} in ${database}, als Benutzer ${user}`,
  leadsInfluxV1: ({ place, database }) => `InfluxDB auf ${place}, Datenbank ${database}`,
  leadsInfluxV2: ({ place, bucket }) => `InfluxDB auf ${place}, Bucket ${bucket}`,
  leadsWebhook: ({ place }) => `Webhook bei ${place}`,
  leadsFiles: ({ format, files, folder }) => `${format}-Dateien ${files} in ${folder}`,
  leadsStatistics: ({ place }) => `Stundensummen an ${place}`,
  leadsP1: ({ place }) => `P1-Telegramme auf ${place}`,
  leadsModbus: ({ place }) => `Modbus TCP auf ${place}`,
  leadsHomeWizard: ({ place }) => `HomeWizard-API auf ${place}`,
  leadsFixed: ({ price, currency }, n) => `fest, ${n(price)} ${currency}/kWh`,
  leadsZone: ({ service, zone }) => `${service}, Zone ${zone}`,
  leadsArea: ({ service, area }) => `${service}, Gebiet ${area}`,
  leadsTariff: ({ service, code, gln }) => `${service}, Tarif ${code} von ${gln}`,
  leadsPriceFile: ({ file }) => `Datei ${file}`,
  leadsPriceTable: ({ place }) => `Tabelle von ${place}`,
  leadsCentralBank: "Europäische Zentralbank",
};
