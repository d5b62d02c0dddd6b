import type { toldPlaces } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Where sources read from, outputs lead to and prices come from, in Swedish. */
export const places: SentencesOf<typeof toldPlaces> = {
  leadsSerial: ({ port, line }) => `${port} med ${line}`,
  leadsSerialFound: ({ port, line }) => `${port} med ${line} (hittat)`,
  leadsSerialSearch: ({ port }) => `${port}, baudhastighet och format söks`,
  leadsListens: ({ port, address }) => `TCP-port ${port} på ${address}`,
  leadsAsked: ({ place, seconds }, n) => `${place}, med ${n(seconds)} s mellanrum`,
  leadsTopics: ({ topics, place }) => `${topics} hos ${place}`,
  leadsSimulated: ({ model }) => `simulerad ${model}`,
  leadsSimulatedFaster: ({ model, speed }, n) => `simulerad ${model}, ${n(speed)} gånger så fort`,
  leadsUser: ({ place, user }) => `${place} som användaren ${user}`,
  leadsFormat: ({ place, format, topic }) => `${place}, ${format} på ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }) =>
    `PostgreSQL på ${place}, schema ${schema} i ${database}, som användaren ${user}`,
  leadsInfluxV1: ({ place, database }) => `InfluxDB på ${place}, databas ${database}`,
  leadsInfluxV2: ({ place, bucket }) => `InfluxDB på ${place}, bucket ${bucket}`,
  leadsWebhook: ({ place }) => `webhook hos ${place}`,
  leadsFiles: ({ format, files, folder }) => `${format}-filer ${files} i ${folder}`,
  leadsStatistics: ({ place }) => `timsummor till ${place}`,
  leadsP1: ({ place }) => `P1-telegram på ${place}`,
  leadsModbus: ({ place }) => `Modbus TCP på ${place}`,
  leadsHomeWizard: ({ place }) => `HomeWizard-API på ${place}`,
  leadsFixed: ({ price, currency }, n) => `fast, ${n(price)} ${currency}/kWh`,
  leadsZone: ({ service, zone }) => `${service}, zon ${zone}`,
  leadsArea: ({ service, area }) => `${service}, elområde ${area}`,
  leadsTariff: ({ service, code, gln }) => `${service}, tariff ${code} från ${gln}`,
  leadsPriceFile: ({ file }) => `filen ${file}`,
  leadsPriceTable: ({ place }) => `tabell från ${place}`,
  leadsCentralBank: "Europeiska centralbanken",
};
