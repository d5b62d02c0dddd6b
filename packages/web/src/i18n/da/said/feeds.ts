import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in Danish. */
export const feeds: SentencesOf<typeof toldFeeds> = {
  askedStatus: ({ place, status }) => `${place} svarede med HTTP ${status}.`,
  askedElsewhere: ({ place, status }) =>
    `${place} henviser til et andet sted (HTTP ${status}), og ingen anden bliver spurgt. Sæt den adresse som \`url\`.`,
  askedLate: ({ place, seconds }, n) => `${place} gav ikke noget helt svar inden for ${n(seconds)} s.`,
  askedTooLarge: ({ place, kilobytes }, n) =>
    `${place} svarer med mere end ${n(kilobytes)} kB. Er det den rigtige sti?`,

  pricesLeftAlone: ({ place, until }) => `${place} har bedt om at få fred indtil ${until}.`,
  pricesTooOften: ({ place, status, seconds }, n) =>
    `${place} er blevet spurgt for ofte (${status}); den får fred i ${n(seconds)} s.`,
  pricesNoAccess: ({ place, status }) => `${place} nægter adgang (${status}). Kontrollér tokenet.`,
  pricesBrokenOff: ({ place }) => `${place} afbrød midt i sit svar.`,
  pricesRefused: ({ place, why }) => `${place} afviser forespørgslen: »${why}«. Kontrollér token og område.`,
  pricesNoSuch: ({ place, why }) => `${place} har ingen sådanne priser: »${why}«.`,
  pricesNoArea: ({ place, area }) => `${place} kender ikke zonen ${area} (422). Kontrollér \`area\`.`,
  pricesNoTariff: ({ place, code, gln }) =>
    `${place} har ingen tarif ${code} fra ${gln}. Kontrollér \`gln\` og \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }) => `${place} har ingen priser for ${days} i ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }) =>
    `${place} har ingen priser fra auktion ${sequence}, kun fra ${others}.`,

  pricesEmpty: ({ place }) => `Svaret fra ${place} er tomt.`,
  pricesDamaged: ({ place, format }) => `${place} svarer med ${format}, der er afkortet eller beskadiget.`,
  pricesHalf: ({ place, came, all }, n) => `${place} svarer kun delvist: ${n(came)} af ${n(all)} rækker.`,
  pricesWithout: ({ place, field }) =>
    `Svaret fra ${place} mangler \`${field}\`, eller har noget andet dér: formatet er et andet.`,
  pricesNoDocument: ({ place }) => `${place} svarer med XML, der ikke er et prisdokument. Kontrollér \`url\`.`,
  pricesRowWithout: ({ place, field }) => `${place} svarer med en række, hvor \`${field}\` mangler eller er forkert.`,
  pricesStrange: ({ place, field, said }) => `${place} svarer med »${said}« som \`${field}\`, og det kan ikke læses.`,
  pricesOther: ({ place, other, wanted }) => `${place} svarer med priser for ${other}, ikke for ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }) =>
    `${place}: intet tidspunkt under »${start}« eller ingen pris under »${price}« i rækken ${row}. Kontrollér, hvordan kolonnerne er sat.`,

  pricesNone: ({ source, days, area }) => `${source}: der er ingen priser for ${days} i ${area}.`,
  pricesPartly: ({ source, days, area }) => `${source}: priserne for ${days} i ${area} mangler, helt eller delvist.`,
  pricesOtherDays: ({ source, days }) => `${source}: svaret har kun priser for andre dage (${days}); det er forældet.`,

  deviceWantsUser: ({ place, status }) =>
    `${place} afviser forespørgslen (HTTP ${status}): den vil have bruger og adgangskode, eller et token. Nogle enheder skal først have besked på at svare andre.`,
  deviceRefusesUser: ({ place, status }) =>
    `${place} afviser forespørgslen (HTTP ${status}): brugeren, adgangskoden eller tokenet er forkert. Nogle enheder skal først have besked på at svare andre.`,
  deviceNothing: ({ place }) => `Der er intet på ${place} (HTTP 404). Kontrollér stien.`,

  listenIdle: ({ place }) =>
    `Ingen enhed har forbundet sig til ${place}. Sæt denne maskines adresse og den port i enheden.`,
  listenInUse: ({ place }) => `${place} er i brug af et andet program. Sæt en anden port.`,
  listenNowhere: ({ host }) => `${host} er ikke en adresse på denne maskine. Sæt \`listen\` til en af dens egne.`,
  listenForbidden: ({ port }) => `Denne bruger må ikke lytte på port ${port}. Porte fra 1024 er frie for alle.`,
  listenFailed: ({ place, why }) => `Det lykkedes ikke at lytte på ${place}: ${why}.`,

  inputNone: ({ file }) => `Der er ingen fil ${file}.`,
  inputForbidden: ({ file }) => `Ingen tilladelse til at læse ${file}.`,
  inputFolder: ({ file }) => `${file} er en mappe. Angiv en fil i den.`,
  inputUnread: ({ file, why }) => `${file} kunne ikke læses: ${why}.`,
  inputTooLarge: ({ file, megabytes }, n) => `${file} er større end ${n(megabytes)} MB. Del den op.`,
  inputTimeless: ({ file }) =>
    `${file} fortæller ikke, hvornår noget kom, så den har ingen hastighed. Udelad \`speed\`, eller optag med \`capture\`.`,
  inputNoCapsule: ({ file, why }) => `${file} er ingen kapsel: ${why}.`,
  portTriedAgain: "Der prøves igen.",
  portsUnusable: ({ why }) => `Serielle porte kan ikke bruges på denne maskine: ${why}.`,

  seenOpens: ({ place }) => `${place} kan åbnes.`,
  seenOctets: ({ place }) => `${place} er åben, og der kommer oktetter.`,
  seenReadings: ({ place }) => `${place} er åben, og der kommer aflæsninger.`,
  seenHeard: ({ place, seconds }, n) => `${place} er åben; de seneste oktetter kom for ${n(seconds)} s siden.`,
  seenUnread: ({ place, seconds }, n) =>
    `${place} er åben; de seneste oktetter kom for ${n(seconds)} s siden, men ingen aflæsning endnu: diagnosen siger hvorfor.`,
  seenNothing: ({ place }) => `${place} er åben, og der er ikke kommet noget endnu.`,
  seenEnd: ({ place, readings }, n) => `${place} blev læst til ende. Aflæsninger: ${n(readings)}.`,
  seenPrices: ({ source, prices, days, area }, n) => `${source}, ${area}, ${days}. Priser: ${n(prices)}.`,
  seenLate: ({ place }) => `${place} svarede ikke i tide. Kontrollér adressen.`,
  seenAtWork: ({ place }) => `${place} er i gang.`,
  seenNotYet: ({ place }) => `${place} er ikke i gang endnu.`,
};
