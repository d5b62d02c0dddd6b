import type { toldPlaces } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Where sources read from, outputs lead to and prices come from, in Norwegian. */
export const places: SentencesOf<typeof toldPlaces> = {
  leadsSerial: ({ port, line }) => `${port} med ${line}`,
  leadsSerialFound: ({ port, line }) => `${port} med ${line} (funnet)`,
  leadsSerialSearch: ({ port }) => `${port}, baudrate og format letes etter`,
  leadsListens: ({ port, address }) => `TCP-port ${port} på ${address}`,
  leadsAsked: ({ place, seconds }, n) => `${place}, hvert ${n(seconds)}. sekund`,
  leadsTopics: ({ topics, place }) => `${topics} hos ${place}`,
  leadsSimulated: ({ model }) => `simulert ${model}`,
  leadsSimulatedFaster: ({ model, speed }, n) => `simulert ${model}, ${n(speed)} ganger så fort`,
  leadsUser: ({ place, user }) => `${place} som brukeren ${user}`,
  leadsFormat: ({ place, format, topic }) => `${place}, ${format} på ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }) =>
    `PostgreSQL på ${place}, skjema ${schema} i ${database}, som brukeren ${user}`,
  leadsInfluxV1: ({ place, database }) => `InfluxDB på ${place}, database ${database}`,
  leadsInfluxV2: ({ place, bucket }) => `InfluxDB på ${place}, bucket ${bucket}`,
  leadsWebhook: ({ place }) => `webhook hos ${place}`,
  leadsFiles: ({ format, files, folder }) => `${format}-filer ${files} i ${folder}`,
  leadsStatistics: ({ place }) => `timesummer til ${place}`,
  leadsP1: ({ place }) => `P1-telegrammer på ${place}`,
  leadsModbus: ({ place }) => `Modbus TCP på ${place}`,
  leadsHomeWizard: ({ place }) => `HomeWizard-API på ${place}`,
  leadsFixed: ({ price, currency }, n) => `fast, ${n(price)} ${currency}/kWh`,
  leadsZone: ({ service, zone }) => `${service}, sone ${zone}`,
  leadsArea: ({ service, area }) => `${service}, område ${area}`,
  leadsTariff: ({ service, code, gln }) => `${service}, tariffen ${code} fra ${gln}`,
  leadsPriceFile: ({ file }) => `filen ${file}`,
  leadsPriceTable: ({ place }) => `tabell fra ${place}`,
  leadsCentralBank: "Den europeiske sentralbanken",
};
