import type { toldPlaces } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Where sources read from, outputs lead to and prices come from, in Dutch. */
export const places: SentencesOf<typeof toldPlaces> = {
  leadsSerial: ({ port, line }) => `${port} met ${line}`,
  leadsSerialFound: ({ port, line }) => `${port} met ${line} (gevonden)`,
  leadsSerialSearch: ({ port }) => `${port}, baudrate en formaat worden gezocht`,
  leadsListens: ({ port, address }) => `TCP-poort ${port} op ${address}`,
  leadsAsked: ({ place, seconds }, n) => `${place}, elke ${n(seconds)} s opgevraagd`,
  leadsTopics: ({ topics, place }) => `${topics} bij ${place}`,
  leadsSimulated: ({ model }) => `gesimuleerde ${model}`,
  leadsSimulatedFaster: ({ model, speed }, n) => `gesimuleerde ${model}, ${n(speed)} keer zo snel`,
  leadsUser: ({ place, user }) => `${place} als gebruiker ${user}`,
  leadsFormat: ({ place, format, topic }) => `${place}, ${format} op ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }) =>
    `PostgreSQL op ${place}, schema ${schema} van ${database}, als gebruiker ${user}`,
  leadsInfluxV1: ({ place, database }) => `InfluxDB op ${place}, database ${database}`,
  leadsInfluxV2: ({ place, bucket }) => `InfluxDB op ${place}, bucket ${bucket}`,
  leadsWebhook: ({ place }) => `webhook bij ${place}`,
  leadsFiles: ({ format, files, folder }) => `${format}-bestanden ${files} in ${folder}`,
  leadsStatistics: ({ place }) => `uurtotalen naar ${place}`,
  leadsP1: ({ place }) => `P1-telegrammen op ${place}`,
  leadsModbus: ({ place }) => `Modbus TCP op ${place}`,
  leadsHomeWizard: ({ place }) => `HomeWizard-API op ${place}`,
  leadsFixed: ({ price, currency }, n) => `vast, ${n(price)} ${currency}/kWh`,
  leadsZone: ({ service, zone }) => `${service}, biedzone ${zone}`,
  leadsArea: ({ service, area }) => `${service}, gebied ${area}`,
  leadsTariff: ({ service, code, gln }) => `${service}, tarief ${code} van ${gln}`,
  leadsPriceFile: ({ file }) => `bestand ${file}`,
  leadsPriceTable: ({ place }) => `tabel van ${place}`,
  leadsCentralBank: "Europese Centrale Bank",
};
