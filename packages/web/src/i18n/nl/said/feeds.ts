import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in Dutch. */
export const feeds: SentencesOf<typeof toldFeeds> = {
  askedStatus: ({ place, status }) => `${place} antwoordde met HTTP ${status}.`,
  askedElsewhere: ({ place, status }) =>
    `${place} verwijst naar elders (HTTP ${status}), en niemand anders wordt gevraagd. Stel dat adres in als \`url\`.`,
  askedLate: ({ place, seconds }, n) => `${place} gaf binnen ${n(seconds)} s geen volledig antwoord.`,
  askedTooLarge: ({ place, kilobytes }, n) =>
    `${place} antwoordt met meer dan ${n(kilobytes)} kB. Is het het juiste pad?`,

  pricesLeftAlone: ({ place, until }) => `${place} wil tot ${until} met rust gelaten worden.`,
  pricesTooOften: ({ place, status, seconds }, n) =>
    `${place} is te vaak gevraagd (${status}); er wordt ${n(seconds)} s gewacht.`,
  pricesNoAccess: ({ place, status }) => `${place} weigert de toegang (${status}). Controleer het token.`,
  pricesBrokenOff: ({ place }) => `${place} brak midden in het antwoord af.`,
  pricesRefused: ({ place, why }) => `${place} weigert het verzoek: “${why}”. Controleer token en gebied.`,
  pricesNoSuch: ({ place, why }) => `${place} heeft zulke prijzen niet: “${why}”.`,
  pricesNoArea: ({ place, area }) => `${place} kent de zone ${area} niet (422). Controleer \`area\`.`,
  pricesNoTariff: ({ place, code, gln }) =>
    `${place} heeft geen tarief ${code} van ${gln}. Controleer \`gln\` en \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }) => `${place} heeft geen prijzen van ${days} voor ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }) =>
    `${place} heeft geen prijzen van veiling ${sequence}, alleen van ${others}.`,

  pricesEmpty: ({ place }) => `Het antwoord van ${place} is leeg.`,
  pricesDamaged: ({ place, format }) => `${place} antwoordt met ${format} die afgekapt of beschadigd is.`,
  pricesHalf: ({ place, came, all }, n) => `${place} antwoordt maar gedeeltelijk: ${n(came)} van ${n(all)} rijen.`,
  pricesWithout: ({ place, field }) =>
    `In het antwoord van ${place} ontbreekt \`${field}\`, of er staat iets anders: het formaat is een ander.`,
  pricesNoDocument: ({ place }) => `${place} antwoordt met XML die geen prijsdocument is. Controleer \`url\`.`,
  pricesRowWithout: ({ place, field }) => `${place} antwoordt met een rij waarin \`${field}\` ontbreekt of fout is.`,
  pricesStrange: ({ place, field, said }) =>
    `${place} antwoordt met “${said}” als \`${field}\`, en dat is niet te lezen.`,
  pricesOther: ({ place, other, wanted }) => `${place} antwoordt met prijzen voor ${other}, niet voor ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }) =>
    `${place}: geen tijd onder “${start}” of geen prijs onder “${price}” in de rij ${row}. Controleer hoe de kolommen zijn ingesteld.`,

  pricesNone: ({ source, days, area }) => `${source}: er zijn geen prijzen van ${days} voor ${area}.`,
  pricesPartly: ({ source, days, area }) =>
    `${source}: prijzen van ${days} voor ${area} ontbreken, geheel of gedeeltelijk.`,
  pricesOtherDays: ({ source, days }) =>
    `${source}: het antwoord heeft alleen prijzen van andere dagen (${days}); het is verouderd.`,

  deviceWantsUser: ({ place, status }) =>
    `${place} weigert het verzoek (HTTP ${status}): het vraagt een gebruiker en een wachtwoord, of een token. Sommige apparaten moeten eerst zo worden ingesteld dat ze anderen antwoorden.`,
  deviceRefusesUser: ({ place, status }) =>
    `${place} weigert het verzoek (HTTP ${status}): de gebruiker, het wachtwoord of het token is fout. Sommige apparaten moeten eerst zo worden ingesteld dat ze anderen antwoorden.`,
  deviceNothing: ({ place }) => `Op ${place} is niets (HTTP 404). Controleer het pad.`,

  listenIdle: ({ place }) =>
    `Geen apparaat heeft verbinding gemaakt met ${place}. Stel in het apparaat het adres van deze computer en die poort in.`,
  listenInUse: ({ place }) => `${place} is in gebruik door een ander programma. Stel een andere poort in.`,
  listenNowhere: ({ host }) => `${host} is geen adres van deze computer. Stel \`listen\` in op een eigen adres.`,
  listenForbidden: ({ port }) =>
    `Deze gebruiker mag niet luisteren op poort ${port}. Poorten vanaf 1024 zijn voor iedereen vrij.`,
  listenFailed: ({ place, why }) => `Luisteren op ${place} is mislukt: ${why}.`,

  inputNone: ({ file }) => `Er is geen bestand ${file}.`,
  inputForbidden: ({ file }) => `Geen toestemming om ${file} te lezen.`,
  inputFolder: ({ file }) => `${file} is een map. Noem een bestand daarin.`,
  inputUnread: ({ file, why }) => `${file} kon niet worden gelezen: ${why}.`,
  inputTooLarge: ({ file, megabytes }, n) => `${file} is groter dan ${n(megabytes)} MB. Verdeel het bestand.`,
  inputTimeless: ({ file }) =>
    `${file} noemt geen aankomsttijden en heeft dus geen tempo. Laat \`speed\` weg, of neem op met \`capture\`.`,
  inputNoCapsule: ({ file, why }) => `${file} is geen capsule: ${why}.`,
  portTriedAgain: "Er wordt opnieuw geprobeerd.",
  portsUnusable: ({ why }) => `Seriële poorten kunnen op deze computer niet worden gebruikt: ${why}.`,

  seenOpens: ({ place }) => `${place} kan worden geopend.`,
  seenOctets: ({ place }) => `${place} is open, en er komen octetten.`,
  seenReadings: ({ place }) => `${place} is open, en er komen metingen.`,
  seenHeard: ({ place, seconds }, n) => `${place} is open; de laatste octetten kwamen ${n(seconds)} s geleden.`,
  seenUnread: ({ place, seconds }, n) =>
    `${place} is open; de laatste octetten kwamen ${n(seconds)} s geleden, maar nog geen meting: de diagnose zegt waarom.`,
  seenNothing: ({ place }) => `${place} is open, en er is nog niets gekomen.`,
  seenEnd: ({ place, readings }, n) => `${place} is tot het einde gelezen. Metingen: ${n(readings)}.`,
  seenPrices: ({ source, prices, days, area }, n) => `${source}, ${area}, ${days}. Prijzen: ${n(prices)}.`,
  seenLate: ({ place }) => `${place} antwoordde niet op tijd. Controleer het adres.`,
  seenAtWork: ({ place }) => `${place} is in bedrijf.`,
  seenNotYet: ({ place }) => `${place} is nog niet in bedrijf.`,
};
