/** Host and port, or what else a server or a device is known by. */
type Place = { readonly place: string };
type Status = Place & { readonly status: number };
/** A capture or a file of prices. */
type File = { readonly file: string };
/** Configured name of a price source, days as `2026-01-15`, and whose prices. */
type Days = { readonly source: string; readonly days: string; readonly area: string };
/** What an API calls something in its answer. */
type Field = { readonly field: string };

/** Why prices and sources over the network failed, and what a test of one saw. */
export const toldFeeds = {
  // Whoever is asked over HTTP, for prices or for a meter's values
  askedStatus: ({ place, status }: Status) => `${place} answered with HTTP ${status}.`,
  askedElsewhere: ({ place, status }: Status) =>
    `${place} sends us elsewhere (HTTP ${status}), and nobody else is asked. Set that address as \`url\`.`,
  askedLate: ({ place, seconds }: Place & { readonly seconds: number }) =>
    `${place} gave no whole answer within ${seconds} s.`,
  askedTooLarge: ({ place, kilobytes }: Place & { readonly kilobytes: number }) =>
    `${place} answers with more than ${kilobytes} KB. Is it the right path?`,

  // Price services; `why` is what one says
  pricesLeftAlone: ({ place, until }: Place & { readonly until: string }) =>
    `${place} asked to be left alone until ${until}.`,
  pricesTooOften: ({ place, status, seconds }: Status & { readonly seconds: number }) =>
    `${place} has been asked too often (${status}); it is left alone for ${seconds} s.`,
  pricesNoAccess: ({ place, status }: Status) => `${place} refuses access (${status}). Check the token.`,
  pricesBrokenOff: ({ place }: Place) => `${place} broke off in the middle of its answer.`,
  pricesRefused: ({ place, why }: Place & { readonly why: string }) =>
    `${place} refuses the request: "${why}". Check token and area.`,
  pricesNoSuch: ({ place, why }: Place & { readonly why: string }) => `${place} has no such prices: "${why}".`,
  pricesNoArea: ({ place, area }: Place & { readonly area: string }) =>
    `${place} does not know the zone ${area} (422). Check \`area\`.`,
  pricesNoTariff: ({ place, code, gln }: Place & { readonly code: string; readonly gln: string }) =>
    `${place} has no tariff ${code} of ${gln}. Check \`gln\` and \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }: Place & Omit<Days, "source">) =>
    `${place} has no prices of ${days} for ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }: Place & { readonly sequence: number; readonly others: string }) =>
    `${place} has no prices of sequence ${sequence}, only of ${others}.`,

  // Answers of price services that can't be right
  pricesEmpty: ({ place }: Place) => `${place} answers with nothing.`,
  pricesDamaged: ({ place, format }: Place & { readonly format: string }) =>
    `${place} answers with ${format} that is cut off or damaged.`,
  pricesHalf: ({ place, came, all }: Place & { readonly came: number; readonly all: number }) =>
    `${place} answers by half: ${came} of ${all} rows.`,
  pricesWithout: ({ place, field }: Place & Field) =>
    `${place} answers without \`${field}\`, or with something else there: its format is another one.`,
  pricesNoDocument: ({ place }: Place) => `${place} answers with XML that is no price document. Check \`url\`.`,
  pricesRowWithout: ({ place, field }: Place & Field) =>
    `${place} answers with a row in which \`${field}\` is missing or wrong.`,
  pricesStrange: ({ place, field, said }: Place & Field & { readonly said: string }) =>
    `${place} answers with "${said}" as \`${field}\`, which can't be read.`,
  pricesOther: ({ place, other, wanted }: Place & { readonly other: string; readonly wanted: string }) =>
    `${place} answers with prices of ${other}, not of ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }: Place & Record<"start" | "price" | "row", string>) =>
    `${place}: no time under "${start}" or no price under "${price}" in the row ${row}. Check the mapping.`,

  // Prices that came, and not all that were wanted
  pricesNone: ({ source, days, area }: Days) => `${source}: there are no prices of ${days} for ${area}.`,
  pricesPartly: ({ source, days, area }: Days) =>
    `${source}: prices of ${days} for ${area} are missing, or not all there.`,
  pricesOtherDays: ({ source, days }: Omit<Days, "area">) =>
    `${source}: the answer has prices of other days only (${days}); it is out of date.`,

  // Devices that are asked for a meter's values
  deviceWantsUser: ({ place, status }: Status) =>
    `${place} refuses the request (HTTP ${status}): it wants a user and a password, or a token. Some devices must be told first to answer others.`,
  deviceRefusesUser: ({ place, status }: Status) =>
    `${place} refuses the request (HTTP ${status}): the user, the password or the token is wrong. Some devices must be told first to answer others.`,
  deviceNothing: ({ place }: Place) => `There is nothing at ${place} (HTTP 404). Check the path.`,

  // Devices that connect to this machine
  listenIdle: ({ place }: Place) =>
    `No device has connected to ${place}. Set this machine's address and that port in the device.`,
  listenInUse: ({ place }: Place) => `${place} is in use by another program. Set another port.`,
  listenNowhere: ({ host }: { readonly host: string }) =>
    `${host} is no address of this machine. Set \`listen\` to one of its own.`,
  listenForbidden: ({ port }: { readonly port: number }) =>
    `This user may not listen on port ${port}. Ports from 1024 are free for all.`,
  listenFailed: ({ place, why }: Place & { readonly why: string }) => `Listening on ${place} failed: ${why}.`,

  // Files of captures and prices; `why` is what the system says
  inputNone: ({ file }: File) => `There is no file ${file}.`,
  inputForbidden: ({ file }: File) => `No permission to read ${file}.`,
  inputFolder: ({ file }: File) => `${file} is a folder. Name a file in it.`,
  inputUnread: ({ file, why }: File & { readonly why: string }) => `${file} could not be read: ${why}.`,
  inputTooLarge: ({ file, megabytes }: File & { readonly megabytes: number }) =>
    `${file} is larger than ${megabytes} MB. Cut it into parts.`,
  inputTimeless: ({ file }: File) =>
    `${file} tells no times of arrival, so it has no speed. Leave \`speed\` out, or record with \`capture\`.`,
  inputNoCapsule: ({ file, why }: File & { readonly why: string }) => `${file} is no capsule: ${why}.`,
  portTriedAgain: "It is tried again.",
  portsUnusable: ({ why }: { readonly why: string }) => `Serial ports can't be used on this machine: ${why}.`,

  // What a test of a connection saw
  seenOpens: ({ place }: Place) => `${place} can be opened.`,
  seenOctets: ({ place }: Place) => `${place} is open, and octets come.`,
  seenReadings: ({ place }: Place) => `${place} is open, and readings come.`,
  seenHeard: ({ place, seconds }: Place & { readonly seconds: number }) =>
    `${place} is open; the last octets came ${seconds} s ago.`,
  seenUnread: ({ place, seconds }: Place & { readonly seconds: number }) =>
    `${place} is open; the last octets came ${seconds} s ago, but no reading so far: its diagnosis says why.`,
  seenNothing: ({ place }: Place) => `${place} is open, and nothing has come so far.`,
  seenEnd: ({ place, readings }: Place & { readonly readings: number }) =>
    `${place} was read to its end: ${readings} readings.`,
  seenPrices: ({ source, prices, days, area }: Days & { readonly prices: number }) =>
    `${source}: ${prices} prices of ${days} for ${area}.`,
  seenLate: ({ place }: Place) => `${place} gave no answer in time. Check its address.`,
  seenAtWork: ({ place }: Place) => `${place} is at work.`,
  seenNotYet: ({ place }: Place) => `${place} is not at work yet.`,
} as const;
