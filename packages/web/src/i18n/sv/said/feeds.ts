import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in Swedish. */
export const feeds: SentencesOf<typeof toldFeeds> = {
  askedStatus: ({ place, status }) => `${place} svarade med HTTP ${status}.`,
  askedElsewhere: ({ place, status }) =>
    `${place} hänvisar någon annanstans (HTTP ${status}), och ingen annan tillfrågas. Ange den adressen som \`url\`.`,
  askedLate: ({ place, seconds }, n) => `${place} gav inget helt svar inom ${n(seconds)} s.`,
  askedTooLarge: ({ place, kilobytes }, n) => `${place} svarar med mer än ${n(kilobytes)} kB. Är det rätt sökväg?`,

  pricesLeftAlone: ({ place, until }) => `${place} har bett om att få vara ifred till ${until}.`,
  pricesTooOften: ({ place, status, seconds }, n) =>
    `${place} har tillfrågats för ofta (${status}); den får vara ifred i ${n(seconds)} s.`,
  pricesNoAccess: ({ place, status }) => `${place} nekar åtkomst (${status}). Kontrollera token.`,
  pricesBrokenOff: ({ place }) => `${place} avbröt mitt i sitt svar.`,
  pricesRefused: ({ place, why }) => `${place} avvisar förfrågan: ”${why}”. Kontrollera token och område.`,
  pricesNoSuch: ({ place, why }) => `${place} har inga sådana priser: ”${why}”.`,
  pricesNoArea: ({ place, area }) => `${place} känner inte till zonen ${area} (422). Kontrollera \`area\`.`,
  pricesNoTariff: ({ place, code, gln }) =>
    `${place} har ingen tariff ${code} från ${gln}. Kontrollera \`gln\` och \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }) => `${place} har inga priser för ${days} i ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }) =>
    `${place} har inga priser från auktion ${sequence}, bara från ${others}.`,

  pricesEmpty: ({ place }) => `Svaret från ${place} är tomt.`,
  pricesDamaged: ({ place, format }) => `${place} svarar med ${format} som är avkortad eller skadad.`,
  pricesHalf: ({ place, came, all }, n) => `${place} svarar bara delvis: ${n(came)} av ${n(all)} rader.`,
  pricesWithout: ({ place, field }) =>
    `Svaret från ${place} saknar \`${field}\`, eller har något annat där: formatet är ett annat.`,
  pricesNoDocument: ({ place }) => `${place} svarar med XML som inte är något prisdokument. Kontrollera \`url\`.`,
  pricesRowWithout: ({ place, field }) => `${place} svarar med en rad där \`${field}\` saknas eller är fel.`,
  pricesStrange: ({ place, field, said }) =>
    `${place} svarar med ”${said}” som \`${field}\`, och det går inte att läsa.`,
  pricesOther: ({ place, other, wanted }) => `${place} svarar med priser för ${other}, inte för ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }) =>
    `${place}: ingen tid under ”${start}” eller inget pris under ”${price}” i raden ${row}. Kontrollera hur kolumnerna är angivna.`,

  pricesNone: ({ source, days, area }) => `${source}: det finns inga priser för ${days} i ${area}.`,
  pricesPartly: ({ source, days, area }) => `${source}: priserna för ${days} i ${area} saknas, helt eller delvis.`,
  pricesOtherDays: ({ source, days }) =>
    `${source}: svaret har bara priser för andra dagar (${days}); det är inaktuellt.`,

  deviceWantsUser: ({ place, status }) =>
    `${place} avvisar förfrågan (HTTP ${status}): den vill ha användare och lösenord, eller en token. Vissa enheter måste först ställas in på att svara andra.`,
  deviceRefusesUser: ({ place, status }) =>
    `${place} avvisar förfrågan (HTTP ${status}): användaren, lösenordet eller token är fel. Vissa enheter måste först ställas in på att svara andra.`,
  deviceNothing: ({ place }) => `Det finns inget på ${place} (HTTP 404). Kontrollera sökvägen.`,

  listenIdle: ({ place }) =>
    `Ingen enhet har anslutit till ${place}. Ange den här maskinens adress och den porten i enheten.`,
  listenInUse: ({ place }) => `${place} används av ett annat program. Ange en annan port.`,
  listenNowhere: ({ host }) => `${host} är ingen adress på den här maskinen. Ange en av dess egna som \`listen\`.`,
  listenForbidden: ({ port }) =>
    `Den här användaren får inte lyssna på port ${port}. Portar från 1024 är fria för alla.`,
  listenFailed: ({ place, why }) => `Det gick inte att lyssna på ${place}: ${why}.`,

  inputNone: ({ file }) => `Det finns ingen fil ${file}.`,
  inputForbidden: ({ file }) => `Ingen behörighet att läsa ${file}.`,
  inputFolder: ({ file }) => `${file} är en mapp. Ange en fil i den.`,
  inputUnread: ({ file, why }) => `${file} kunde inte läsas: ${why}.`,
  inputTooLarge: ({ file, megabytes }, n) => `${file} är större än ${n(megabytes)} MB. Dela upp den.`,
  inputTimeless: ({ file }) =>
    `${file} talar inte om när något kom, så den har ingen hastighet. Utelämna \`speed\`, eller spela in med \`capture\`.`,
  inputNoCapsule: ({ file, why }) => `${file} är ingen kapsel: ${why}.`,
  portTriedAgain: "Nytt försök görs.",
  portsUnusable: ({ why }) => `Serieportar kan inte användas på den här maskinen: ${why}.`,

  seenOpens: ({ place }) => `${place} kan öppnas.`,
  seenOctets: ({ place }) => `${place} är öppen, och det kommer oktetter.`,
  seenReadings: ({ place }) => `${place} är öppen, och det kommer avläsningar.`,
  seenHeard: ({ place, seconds }, n) => `${place} är öppen; de senaste oktetterna kom för ${n(seconds)} s sedan.`,
  seenUnread: ({ place, seconds }, n) =>
    `${place} är öppen; de senaste oktetterna kom för ${n(seconds)} s sedan, men ingen avläsning än: diagnosen säger varför.`,
  seenNothing: ({ place }) => `${place} är öppen, och inget har kommit än.`,
  seenEnd: ({ place, readings }, n) => `${place} lästes till slutet. Avläsningar: ${n(readings)}.`,
  seenPrices: ({ source, prices, days, area }, n) => `${source}, ${area}, ${days}. Priser: ${n(prices)}.`,
  seenLate: ({ place }) => `${place} svarade inte i tid. Kontrollera adressen.`,
  seenAtWork: ({ place }) => `${place} är igång.`,
  seenNotYet: ({ place }) => `${place} är inte igång än.`,
};
