import type { toldPlaces } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Where sources read from, outputs lead to and prices come from, in Danish. */
export const places: SentencesOf<typeof toldPlaces> = {
  leadsSerial: ({ port, line }) => `${port} med ${line}`,
  leadsSerialFound: ({ port, line }) => `${port} med ${line} (fundet)`,
  leadsSerialSearch: ({ port }) => `${port}, baudrate og format søges`,
  leadsListens: ({ port, address }) => `TCP-port ${port} på ${address}`,
  leadsAsked: ({ place, seconds }, n) => `${place}, hvert ${n(seconds)}. sekund`,
  leadsTopics: ({ topics, place }) => `${topics} hos ${place}`,
  leadsSimulated: ({ model }) => `simuleret ${model}`,
  leadsSimulatedFaster: ({ model, speed }, n) => `simuleret ${model}, ${n(speed)} gange så hurtigt`,
  leadsUser: ({ place, user }) => `${place} som brugeren ${user}`,
  leadsFormat: ({ place, format, topic }) => `${place}, ${format} på ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }) =>
    `PostgreSQL på ${place}, skema ${schema} i ${database}, som brugeren ${user}`,
  leadsInfluxV1: ({ place, database }) => `InfluxDB på ${place}, database ${database}`,
  leadsInfluxV2: ({ place, bucket }) => `InfluxDB på ${place}, bucket ${bucket}`,
  leadsWebhook: ({ place }) => `webhook hos ${place}`,
  leadsFiles: ({ format, files, folder }) => `${format}-filer ${files} i ${folder}`,
  leadsStatistics: ({ place }) => `timesummer til ${place}`,
  leadsP1: ({ place }) => `P1-telegrammer på ${place}`,
  leadsModbus: ({ place }) => `Modbus TCP på ${place}`,
  leadsHomeWizard: ({ place }) => `HomeWizard-API på ${place}`,
  leadsFixed: ({ price, currency }, n) => `fast, ${n(price)} ${currency}/kWh`,
  leadsZone: ({ service, zone }) => `${service}, budzone ${zone}`,
  leadsArea: ({ service, area }) => `${service}, område ${area}`,
  leadsTariff: ({ service, code, gln }) => `${service}, tarif ${code} fra ${gln}`,
  leadsPriceFile: ({ file }) => `filen ${file}`,
  leadsPriceTable: ({ place }) => `tabel fra ${place}`,
  leadsCentralBank: "Den Europæiske Centralbank",
};
