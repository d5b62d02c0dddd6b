type Place = { readonly place: string };
type Port = { readonly port: string };

/** Where sources read from, outputs lead to and prices come from, where that is more than an address or a name. */
export const toldPlaces = {
  // Sources
  leadsSerial: ({ port, line }: Port & { readonly line: string }) => `${port} at ${line}`,
  leadsSerialFound: ({ port, line }: Port & { readonly line: string }) => `${port} at ${line} (found)`,
  leadsSerialSearch: ({ port }: Port) => `${port}, looking for baud rate and format`,
  leadsListens: ({ port, address }: Port & { readonly address: string }) => `TCP port ${port} on ${address}`,
  leadsAsked: ({ place, seconds }: Place & { readonly seconds: number }) => `${place}, every ${seconds} s`,
  leadsTopics: ({ topics, place }: Place & { readonly topics: string }) => `${topics} at ${place}`,
  leadsSimulated: ({ model }: { readonly model: string }) => `simulated ${model}`,
  leadsSimulatedFaster: ({ model, speed }: { readonly model: string; readonly speed: number }) =>
    `simulated ${model}, ${speed} times as fast`,

  // Outputs
  leadsUser: ({ place, user }: Place & { readonly user: string }) => `${place} as user ${user}`,
  leadsFormat: ({ place, format, topic }: Place & { readonly format: string; readonly topic: string }) =>
    `${place}, ${format} on ${topic}`,
  leadsPostgresql: ({ place, schema, database, user }: Place & Record<"schema" | "database" | "user", string>) =>
    `PostgreSQL at ${place}, schema ${schema} of ${database} as user ${user}`,
  leadsInfluxV1: ({ place, database }: Place & { readonly database: string }) =>
    `InfluxDB at ${place}, database ${database}`,
  leadsInfluxV2: ({ place, bucket }: Place & { readonly bucket: string }) => `InfluxDB at ${place}, bucket ${bucket}`,
  leadsWebhook: ({ place }: Place) => `webhook at ${place}`,
  leadsFiles: ({ format, files, folder }: Record<"format" | "files" | "folder", string>) =>
    `${format} files ${files} in ${folder}`,
  leadsStatistics: ({ place }: Place) => `hourly sums to ${place}`,
  leadsP1: ({ place }: Place) => `P1 telegrams at ${place}`,
  leadsModbus: ({ place }: Place) => `Modbus TCP at ${place}`,
  leadsHomeWizard: ({ place }: Place) => `HomeWizard API at ${place}`,

  // Prices
  leadsFixed: ({ price, currency }: { readonly price: number; readonly currency: string }) =>
    `fixed, ${price} ${currency}/kWh`,
  leadsZone: ({ service, zone }: { readonly service: string; readonly zone: string }) => `${service}, zone ${zone}`,
  leadsArea: ({ service, area }: { readonly service: string; readonly area: string }) => `${service}, area ${area}`,
  leadsTariff: ({ service, code, gln }: Record<"service" | "code" | "gln", string>) =>
    `${service}, tariff ${code} of ${gln}`,
  leadsPriceFile: ({ file }: { readonly file: string }) => `file ${file}`,
  leadsPriceTable: ({ place }: Place) => `table from ${place}`,
  leadsCentralBank: "European Central Bank",
} as const;
