import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in German. */
export const feeds: SentencesOf<typeof toldFeeds> = {
  askedStatus: ({ place, status }) => `${place} hat mit HTTP ${status} geantwortet.`,
  askedElsewhere: ({ place, status }) =>
    `${place} verweist anderswohin (HTTP ${status}), und sonst wird niemand gefragt. Setzen Sie jene Adresse als \`url\`.`,
  askedLate: ({ place, seconds }, n) =>
    `${place} hat innerhalb von ${n(seconds)} s keine vollständige Antwort gegeben.`,
  askedTooLarge: ({ place, kilobytes }, n) =>
    `${place} antwortet mit mehr als ${n(kilobytes)} kB. Ist es der richtige Pfad?`,

  pricesLeftAlone: ({ place, until }) => `${place} möchte bis ${until} nicht gefragt werden.`,
  pricesTooOften: ({ place, status, seconds }, n) =>
    `${place} wurde zu oft gefragt (${status}); die nächste Anfrage folgt erst in ${n(seconds)} s.`,
  pricesNoAccess: ({ place, status }) => `${place} verweigert den Zugriff (${status}). Prüfen Sie das Token.`,
  pricesBrokenOff: ({ place }) => `${place} hat mitten in der Antwort abgebrochen.`,
  pricesRefused: ({ place, why }) => `${place} lehnt die Anfrage ab: „${why}“. Prüfen Sie Token und Gebiet.`,
  pricesNoSuch: ({ place, why }) => `${place} hat keine solchen Preise: „${why}“.`,
  pricesNoArea: ({ place, area }) => `${place} kennt die Zone ${area} nicht (422). Prüfen Sie \`area\`.`,
  pricesNoTariff: ({ place, code, gln }) =>
    `${place} hat keinen Tarif ${code} von ${gln}. Prüfen Sie \`gln\` und \`chargeTypeCode\`.`,
  pricesNotThere: ({ place, days, area }) => `${place} hat keine Preise für ${days} in ${area} (404).`,
  pricesNoSequence: ({ place, sequence, others }) =>
    `${place} hat keine Preise der Auktion ${sequence}, nur von ${others}.`,

  pricesEmpty: ({ place }) => `Die Antwort von ${place} ist leer.`,
  pricesDamaged: ({ place, format }) => `${place} antwortet mit ${format}, das abgeschnitten oder beschädigt ist.`,
  pricesHalf: ({ place, came, all }, n) => `${place} antwortet nur zum Teil: ${n(came)} von ${n(all)} Zeilen.`,
  pricesWithout: ({ place, field }) =>
    `In der Antwort von ${place} fehlt \`${field}\`, oder etwas anderes steht dort: Das Format ist ein anderes.`,
  pricesNoDocument: ({ place }) => `${place} antwortet mit XML, das kein Preisdokument ist. Prüfen Sie \`url\`.`,
  pricesRowWithout: ({ place, field }) =>
    `${place} antwortet mit einer Zeile, in der \`${field}\` fehlt oder falsch ist.`,
  pricesStrange: ({ place, field, said }) =>
    `${place} antwortet mit „${said}“ als \`${field}\`, und das ist nicht lesbar.`,
  pricesOther: ({ place, other, wanted }) => `${place} antwortet mit Preisen für ${other}, nicht für ${wanted}.`,
  pricesNoFit: ({ place, start, price, row }) =>
    `${place}: keine Zeit unter „${start}“ oder kein Preis unter „${price}“ in der Zeile ${row}. Prüfen Sie, wie die Spalten zugeordnet sind.`,

  pricesNone: ({ source, days, area }) => `${source}: Es gibt keine Preise für ${days} in ${area}.`,
  pricesPartly: ({ source, days, area }) => `${source}: Preise für ${days} in ${area} fehlen ganz oder zum Teil.`,
  pricesOtherDays: ({ source, days }) =>
    `${source}: Die Antwort hat nur Preise anderer Tage (${days}); sie ist veraltet.`,

  deviceWantsUser: ({ place, status }) =>
    `${place} lehnt die Anfrage ab (HTTP ${status}): Benutzer und Passwort oder ein Token werden verlangt. Manchen Geräten muss man erst sagen, dass sie anderen antworten sollen.`,
  deviceRefusesUser: ({ place, status }) =>
    `${place} lehnt die Anfrage ab (HTTP ${status}): Benutzer, Passwort oder Token ist falsch. Manchen Geräten muss man erst sagen, dass sie anderen antworten sollen.`,
  deviceNothing: ({ place }) => `Unter ${place} ist nichts (HTTP 404). Prüfen Sie den Pfad.`,

  listenIdle: ({ place }) =>
    `Kein Gerät hat sich mit ${place} verbunden. Stellen Sie im Gerät die Adresse dieses Rechners und jenen Port ein.`,
  listenInUse: ({ place }) => `${place} wird von einem anderen Programm benutzt. Setzen Sie einen anderen Port.`,
  listenNowhere: ({ host }) =>
    `${host} ist keine Adresse dieses Rechners. Setzen Sie \`listen\` auf eine seiner eigenen.`,
  listenForbidden: ({ port }) =>
    `Dieser Benutzer darf auf Port ${port} nicht lauschen. Ports ab 1024 sind für alle frei.`,
  listenFailed: ({ place, why }) => `Auf ${place} kann nicht gelauscht werden: ${why}.`,

  inputNone: ({ file }) => `Es gibt keine Datei ${file}.`,
  inputForbidden: ({ file }) => `${file} darf nicht gelesen werden.`,
  inputFolder: ({ file }) => `${file} ist ein Ordner. Nennen Sie eine Datei darin.`,
  inputUnread: ({ file, why }) => `${file} konnte nicht gelesen werden: ${why}.`,
  inputTooLarge: ({ file, megabytes }, n) => `${file} ist größer als ${n(megabytes)} MB. Teilen Sie die Datei auf.`,
  inputTimeless: ({ file }) =>
    `${file} nennt keine Eingangszeiten und hat daher kein Tempo. Lassen Sie \`speed\` weg, oder zeichnen Sie mit \`capture\` auf.`,
  inputNoCapsule: ({ file, why }) => `${file} ist keine Kapsel: ${why}.`,
  portTriedAgain: "Es wird erneut versucht.",
  portsUnusable: ({ why }) => `Serielle Schnittstellen können auf diesem Rechner nicht benutzt werden: ${why}.`,

  seenOpens: ({ place }) => `${place} lässt sich öffnen.`,
  seenOctets: ({ place }) => `${place} ist offen, und Oktette kommen.`,
  seenReadings: ({ place }) => `${place} ist offen, und Messwerte kommen.`,
  seenHeard: ({ place, seconds }, n) => `${place} ist offen; die letzten Oktette kamen vor ${n(seconds)} s.`,
  seenUnread: ({ place, seconds }, n) =>
    `${place} ist offen; die letzten Oktette kamen vor ${n(seconds)} s, aber noch kein Messwert: Die Diagnose sagt, warum.`,
  seenNothing: ({ place }) => `${place} ist offen, und bisher kam nichts.`,
  seenEnd: ({ place, readings }, n) => `${place} wurde bis zum Ende gelesen. Messwerte: ${n(readings)}.`,
  seenPrices: ({ source, prices, days, area }, n) => `${source}, ${area}, ${days}. Preise: ${n(prices)}.`,
  seenLate: ({ place }) => `${place} hat nicht rechtzeitig geantwortet. Prüfen Sie die Adresse.`,
  seenAtWork: ({ place }) => `${place} ist in Betrieb.`,
  seenNotYet: ({ place }) => `${place} ist noch nicht in Betrieb.`,
};
