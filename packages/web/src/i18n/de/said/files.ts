import type { exchangeSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";

/** What is wrong with a file that was sent, and what to do; in German. */
export const files: SentencesOf<typeof exchangeSentences> = {
  csvManyCharacters: ({ most }, n) => `Die Datei hat zu viele Zeichen; so viele werden gelesen: ${n(most)}.`,
  csvManyLines: ({ most }, n) => `Die Datei hat zu viele Zeilen; so viele werden gelesen: ${n(most)}.`,
  csvManySeries: ({ most }, n) => `Es sind zu viele Messpunkte und Zählerstände; so viele werden gelesen: ${n(most)}.`,
  csvNoEnergy: "In dieser Datei steht keine Menge an Wirkenergie.",
  csvLayoutUnknown: "Der Aufbau dieser Datei ist nicht bekannt.",
  csvNoLayout: ({ layout }) => `Kein Aufbau heißt \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }, n) =>
    `Keine der ersten ${n(lines)} Zeilen ist ein Kopf mit den Spalten von ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }, n) =>
    `Keine der ersten ${n(lines)} Zeilen ist ein Kopf mit den angegebenen Spalten: ${columns}.`,
  csvNoLength: "Wie lang die Intervalle sind, ist aus einem einzigen nicht zu erkennen.",
  csvLength: ({ minutes }, n) => `Die Länge der Intervalle in Minuten ist ${n(minutes)}.`,
  csvLongLine: ({ most }, n) => `Die Zeile ist zu lang; so viele Zeichen werden gelesen: ${n(most)}.`,
  csvOpenQuote: "Ein Anführungszeichen ist nicht geschlossen.",
  csvManyCells: ({ cells, columns, text }, n) => `Zellen: ${n(cells)}, wo der Kopf ${n(columns)} hat: \`${text}\`.`,
  csvNoTime: ({ text }) => `\`${text}\` ist keine Zeitangabe.`,
  csvSkippedTime: ({ zone }) => `Diese Zeit gibt es in ${zone} nicht: Die Uhren überspringen sie im Frühjahr.`,
  csvOffBeat: "Das Intervall beginnt nicht zu einer vollen Viertelstunde.",
  csvOtherLength: ({ minutes, others }, n) =>
    `Die Länge des Intervalls in Minuten ist ${n(minutes)}, die der anderen ${n(others)}.`,
  csvAgain: ({ line }) => `Das Intervall von Zeile ${line} kommt noch einmal, mit einer anderen Menge.`,
  csvNoNumber: ({ text }) => `\`${text}\`: Erwartet wird eine Zahl.`,
  csvNoCommaNumber: ({ text }) => `\`${text}\`: Erwartet wird eine Zahl mit Dezimalkomma.`,
  csvNoPointNumber: ({ text }) => `\`${text}\`: Erwartet wird eine Zahl mit Dezimalpunkt.`,
  csvNegative: ({ text }) =>
    `\`${text}\`: Erwartet wird eine Menge, die nicht negativ ist: Bezug und Einspeisung stehen getrennt.`,
  csvTooMuch: ({ text, most }, n) => `\`${text}\`: Erwartet werden höchstens ${n(most)} Wh.`,
  mapUnusable: "Die Spalten sind so, wie sie angegeben sind, nicht zu gebrauchen.",
  mapChoice: ({ key, value, choices }) => `\`${key}=${value}\`: Erwartet wird ${choices}.`,
  mapNoTime: "`time=` fehlt: die Spalte der Zeit.",
  mapTooLong: ({ most }, n) => `Die Angabe ist zu lang; so viele Zeichen werden gelesen: ${n(most)}.`,
  mapNoPair: ({ text }) => `\`${text}\`: Erwartet wird \`key=value\`.`,
  mapUnknown: ({ key, keys }) => `\`${key}\` ist unbekannt: Erwartet wird ${keys}.`,
  mapTwice: ({ key }) => `\`${key}\` kommt zweimal vor.`,
  mapDirectionAlone: "`direction` sagt, welche Richtung `amount` hat, und das fehlt.",
  mapNoAmount: "`import=`, `export=` oder `amount=` fehlt: die Spalte der Mengen.",
  mapAmountAndWays: "Entweder `amount`, oder `import` und `export`: nicht beides.",
  mapMinutes: ({ value }) => `\`minutes=${value}\`: Erwartet wird eine Zahl, die eine Stunde teilt, etwa 15 oder 60.`,
  backupTooMuch: ({ lines, characters }, n) =>
    `Eine Sicherung hat höchstens ${n(lines)} Zeilen und ${n(characters)} Zeichen; diese Datei hat mehr.`,
  backupFirstLine: "Die erste Zeile ist nicht `amsconfig`: Das ist keine Sicherung von amsreader-firmware.",
  csvDownloadShorter: "Laden Sie sie für eine kürzere Zeit noch einmal herunter.",
  csvFewerMeters: "Prüfen Sie, welche Spalte die des Messpunkts ist, und laden Sie weniger davon auf einmal herunter.",
  csvOtherPeriod:
    "Laden Sie einen Zeitraum herunter, für den der Netzbetreiber Werte hat, von einem Messpunkt für Strom.",
  csvMapOthers: ({ layouts }) =>
    `Bekannt sind: ${layouts}. Bei anderen Dateien geben Sie die Spalten an: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }) => `Bekannt sind: ${layouts}.`,
  csvCompareNames: "Vergleichen Sie die Namen mit der ersten Zeile der Datei.",
  csvSayMinutes: "Geben Sie an, wie lang ein Intervall ist: `minutes=60` in `--map`.",
  csvDownloadHours: "Laden Sie Stunden oder Viertelstunden herunter.",
  csvOneByOne: "Importieren Sie Dateien verschiedener Auflösung einzeln.",
  csvCheckCsv: "Prüfen Sie, ob das die CSV-Datei ist, wie sie heruntergeladen wurde.",
  csvAsDownloaded: "Nehmen Sie die Datei, wie sie heruntergeladen wurde.",
  csvQuotedCommas:
    "Mengen mit Dezimalkomma müssen in Anführungszeichen stehen; eine Tabellenkalkulation, die die Datei gespeichert hat, lässt sie vielleicht weg. Nehmen Sie die Datei, wie sie heruntergeladen wurde.",
  csvTimes:
    "Zeiten sehen aus wie 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 oder 31.01.2026 13:00; `--map` nimmt `format=month-first` für 01/31/2026.",
  csvCheckZone: "Prüfen Sie die Zeitzone: `--zone`, oder `zone=` in `--map`.",
  csvCheckTime:
    "Prüfen Sie, welche Spalte die Zeit ist, und ob sie Beginn oder Ende des Intervalls ist (`at=end` in `--map`).",
  csvRemoveOne: "Laden Sie die Datei noch einmal herunter, oder entfernen Sie eine der beiden Zeilen.",
  csvCheckAmounts: "Prüfen Sie die Spalte und das Dezimalzeichen; `--map` nimmt `decimal=comma` oder `decimal=point`.",
  mapExample:
    "Sie werden angegeben wie `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md nennt alle Schlüsselwörter.",
  backupWhence: "Nehmen Sie die Datei, die die Statusseite der Firmware unter Backup gibt.",
};
