import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in Norwegian. */
export const feeds: SentencesOf<typeof toldFeeds> = {
  askedStatus: ({ place, status }) => `${place} svarte med HTTP ${status}.`,
  askedElsewhere: ({ place, status }) =>
    `${place} viser et annet sted (HTTP ${status}), og ingen andre blir spurt. Sett den adressen som \`url\`.`,
  askedLate: ({ place, seconds }, n) => `${place} ga ikke noe helt svar innen ${n(seconds)} s.`,
  askedTooLarge: ({ place, kilobytes }, n) => `${place} svarer med mer enn ${n(kilobytes)} kB. Er det riktig sti?`,

  pricesLeftAlone: ({ place, until }) => `${place} har bedt om å få være i fred til ${until}.`,
  pricesTooOften: ({ place, status, seconds }, n) =>
    `${place} er blitt spurt for ofte (${status}); den får være i fred i ${n(seconds)} s.`,
  pricesNoAccess: ({ place, status }) => `${place} nekter tilgang (${status}). Sjekk tokenet.`,
  pricesBrokenOff: ({ place }) => `${place} brøt av midt i svaret.`,
  pricesRefused: ({ place, why }) => `${place} avviser forespørselen: «${why}». Sjekk token og område.`,
  pricesNoSuch: ({ place, why }) => `${place} har ingen slike priser: «${why}».`,
  pricesNoArea: ({ place, area }) => `${place} kjenner ikke sonen ${area} (422). Sjekk \`area\`.`,
  pricesNoTariff: ({ place, code, gln }) =>
    `${place} har ingen tariff ${code} fra ${gln}. Sjekk \`gln\` og \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }) => `${place} har ingen priser for ${days} i ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }) =>
    `${place} har ingen priser fra auksjon ${sequence}, bare fra ${others}.`,

  pricesEmpty: ({ place }) => `Svaret fra ${place} er tomt.`,
  pricesDamaged: ({ place, format }) => `${place} svarer med ${format} som er avkortet eller skadet.`,
  pricesHalf: ({ place, came, all }, n) => `${place} svarer bare delvis: ${n(came)} av ${n(all)} rader.`,
  pricesWithout: ({ place, field }) =>
    `Svaret fra ${place} mangler \`${field}\`, eller har noe annet der: formatet er et annet.`,
  pricesNoDocument: ({ place }) => `${place} svarer med XML som ikke er et prisdokument. Sjekk \`url\`.`,
  pricesRowWithout: ({ place, field }) => `${place} svarer med en rad der \`${field}\` mangler eller er feil.`,
  pricesStrange: ({ place, field, said }) => `${place} svarer med «${said}» som \`${field}\`, og det kan ikke leses.`,
  pricesOther: ({ place, other, wanted }) => `${place} svarer med priser for ${other}, ikke for ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }) =>
    `${place}: ingen tid under «${start}» eller ingen pris under «${price}» i raden ${row}. Sjekk hvordan kolonnene er satt.`,

  pricesNone: ({ source, days, area }) => `${source}: det finnes ingen priser for ${days} i ${area}.`,
  pricesPartly: ({ source, days, area }) => `${source}: prisene for ${days} i ${area} mangler, helt eller delvis.`,
  pricesOtherDays: ({ source, days }) =>
    `${source}: svaret har bare priser for andre dager (${days}); det er utdatert.`,

  deviceWantsUser: ({ place, status }) =>
    `${place} avviser forespørselen (HTTP ${status}): den vil ha bruker og passord, eller et token. Noen enheter må først få beskjed om å svare andre.`,
  deviceRefusesUser: ({ place, status }) =>
    `${place} avviser forespørselen (HTTP ${status}): brukeren, passordet eller tokenet er feil. Noen enheter må først få beskjed om å svare andre.`,
  deviceNothing: ({ place }) => `Det er ingenting på ${place} (HTTP 404). Sjekk stien.`,

  listenIdle: ({ place }) =>
    `Ingen enhet har koblet seg til ${place}. Sett denne maskinens adresse og den porten i enheten.`,
  listenInUse: ({ place }) => `${place} er i bruk av et annet program. Sett en annen port.`,
  listenNowhere: ({ host }) => `${host} er ingen adresse på denne maskinen. Sett \`listen\` til en av dens egne.`,
  listenForbidden: ({ port }) => `Denne brukeren får ikke lytte på port ${port}. Porter fra 1024 er frie for alle.`,
  listenFailed: ({ place, why }) => `Det gikk ikke å lytte på ${place}: ${why}.`,

  inputNone: ({ file }) => `Det finnes ingen fil ${file}.`,
  inputForbidden: ({ file }) => `Ingen tilgang til å lese ${file}.`,
  inputFolder: ({ file }) => `${file} er en mappe. Oppgi en fil i den.`,
  inputUnread: ({ file, why }) => `${file} kunne ikke leses: ${why}.`,
  inputTooLarge: ({ file, megabytes }, n) => `${file} er større enn ${n(megabytes)} MB. Del den opp.`,
  inputTimeless: ({ file }) =>
    `${file} forteller ikke når noe kom, så den har ingen hastighet. Utelat \`speed\`, eller gjør opptaket med \`capture\`.`,
  inputNoCapsule: ({ file, why }) => `${file} er ingen kapsel: ${why}.`,
  portTriedAgain: "Det prøves på nytt.",
  portsUnusable: ({ why }) => `Serieporter kan ikke brukes på denne maskinen: ${why}.`,

  seenOpens: ({ place }) => `${place} kan åpnes.`,
  seenOctets: ({ place }) => `${place} er åpen, og det kommer oktetter.`,
  seenReadings: ({ place }) => `${place} er åpen, og det kommer avlesninger.`,
  seenHeard: ({ place, seconds }, n) => `${place} er åpen; de siste oktettene kom for ${n(seconds)} s siden.`,
  seenUnread: ({ place, seconds }, n) =>
    `${place} er åpen; de siste oktettene kom for ${n(seconds)} s siden, men ingen avlesning ennå: diagnosen sier hvorfor.`,
  seenNothing: ({ place }) => `${place} er åpen, og det har ikke kommet noe ennå.`,
  seenEnd: ({ place, readings }, n) => `${place} ble lest til slutten. Avlesninger: ${n(readings)}.`,
  seenPrices: ({ source, prices, days, area }, n) => `${source}, ${area}, ${days}. Priser: ${n(prices)}.`,
  seenLate: ({ place }) => `${place} svarte ikke i tide. Sjekk adressen.`,
  seenAtWork: ({ place }) => `${place} er i gang.`,
  seenNotYet: ({ place }) => `${place} er ikke i gang ennå.`,
};
