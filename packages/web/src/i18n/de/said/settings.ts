import type { toldSettings } from "@meter2mqtt/contract";
import type { tariffSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";
import { backup } from "./backup.ts";
import { yaml } from "./yaml.ts";

/** What is told beside a change of the settings, and why the gateway can't start with them; in German. */
export const settings: SentencesOf<typeof toldSettings & typeof tariffSentences> = {
  ...yaml,
  ...backup,

  atPlace: ({ path }) => `Bei ${path}:`,
  atLine: ({ file, line, column }) => `${file}, Zeile ${line}, Spalte ${column}:`,
  atFileLine: ({ file, line }) => `${file}, Zeile ${line}:`,
  atVariable: ({ variable }) => `Umgebungsvariable ${variable}:`,
  standsThere: ({ value }) => `Dort steht „${value}“.`,
  ofContract: ({ place }) => `Der Vertrag ${place}:`,
  ofTariff: ({ tariff }) => `Von ${tariff}:`,

  variableUnknown: ({ variable }) => `Die Umgebungsvariable ${variable} ist keine Einstellung.`,
  variableMisspelt: ({ variable, near }) =>
    `Die Umgebungsvariable ${variable} ist keine Einstellung; ist ${near} gemeint?`,
  secretsExposed: ({ file }) => `${file} enthält Geheimnisse, und andere können es lesen. Abhilfe: chmod 600 ${file}`,

  notYaml: "Das ist kein YAML.",
  settingsTooLarge: ({ file }) => `${file} ist größer als jede Konfiguration.`,
  noSettings: ({ file }) => `${file}: Erwartet werden Einstellungen wie \`sources:\`, gefunden wurde etwas anderes.`,
  settingsUnreadable: ({ file }) => `Die Konfigurationsdatei ${file} kann nicht gelesen werden.`,
  checkReadable: "Prüfen Sie den Pfad, und ob der Benutzer des Gateways sie lesen darf.",
  settingsForbidden: ({ file }) =>
    `Die Konfigurationsdatei ${file} kann nicht geschrieben werden: Der Benutzer des Gateways darf dort nicht schreiben.`,
  settingsReadOnly: ({ file }) =>
    `Die Konfigurationsdatei ${file} kann nicht geschrieben werden: Sie ist schreibgeschützt.`,
  settingsUnwritable: ({ file, why }) => `Die Konfigurationsdatei ${file} kann nicht geschrieben werden: ${why}.`,
  makeWritable:
    "Geben Sie dem Benutzer des Gateways Schreibrecht für sie und ihren Ordner, oder ändern Sie die Datei von Hand.",
  settingsChanged: "Die Konfiguration wurde inzwischen geändert. Laden Sie sie neu, und ändern Sie sie dann.",
  notStartedAgain: "Das Gateway ließ sich nicht wieder starten.",

  contractGuide: "Wie er geschrieben wird, steht in docs/guides/contracts.md.",
  fileMissing: "Diese Datei gibt es nicht.",
  fileForbidden: "Das Gateway darf diese Datei nicht lesen.",
  fileUnread: ({ why }) => `Die Datei kann nicht gelesen werden: ${why}.`,
  fileTooLong: ({ characters }, n) =>
    `Die Datei kann nicht gelesen werden: Sie ist länger als ${n(characters)} Zeichen.`,
  notYamlNorJson: "Das ist weder YAML noch JSON.",
  currencyDiffers: ({ file, theirs, ours }) => `${file} rechnet in ${theirs}, und der Vertrag in ${ours}.`,
  tariffNotIn: ({ file, tariff, names }) => `${file} hat keinen Tarif „${tariff}“; darin stehen ${names}.`,
  noTariffIn: ({ file }) => `${file} hat keinen Tarif.`,
  idTwice: ({ id }) => `Zwei Verträge eines Tarifs haben die Kennung \`${id}\`.`,
  idTaken: ({ file }) => `${file} hat diese Kennung und wird damit verglichen.`,
  ownId: "Geben Sie jedem seine eigene.",
  holidaysUnknown: ({ place }) => `Von ${place} sind keine Feiertage bekannt.`,
  countryLetters: "Nehmen Sie die zwei Buchstaben eines Landes: `NO`.",
  includedElsewhere: "Eine Tarifdatei liegt neben dem Vertrag oder ist eine Adresse, die mit https:// beginnt.",
  contractGone: "Die Einstellungen nennen ihn, und es gibt ihn nicht.",
  percentOfNothing: ({ component, id }) =>
    `${component}: Davor gibt es keinen Bestandteil ${id}, von dem Prozente zu rechnen wären.`,
  askedLater: ({ address }) => `${address} wird gefragt, wenn der Vertrag probiert oder gespeichert wird.`,
  savedNotAtWork: "Er ist gespeichert und gilt noch nicht:",
  noContract: "Das ist kein Vertrag.",
  contractMissing: "Es gibt keinen Vertrag dieses Namens.",
  contractInUse: "Die Einstellungen verwenden diesen Vertrag: Nehmen Sie ihn dort zuerst heraus.",
  contractNotRemoved:
    "Die Datei lässt sich nicht entfernen: Geben Sie dem Benutzer des Gateways Schreibrecht für ihren Ordner.",
  contractVanished: "Den Vertrag gibt es nicht mehr.",
  contractChanged: "Der Vertrag wurde inzwischen geändert. Laden Sie ihn neu, und ändern Sie ihn dann.",
  contractNameOdd: "So kann die Datei eines Vertrags nicht heißen: Wählen Sie einen anderen Namen.",
  fileNameTaken: "Es gibt schon eine Datei dieses Namens: Wählen Sie einen anderen.",
  noEnergyToTry: "Von diesem Zähler ist weder aus dem letzten noch aus diesem Monat Energie bekannt.",
  noTariffFile: "Das ist keine Tarifdatei von fri-nettleie oder der Eltariff-API.",
  noTariffInside: "Es steht kein Tarif darin.",
  tariffFileEmpty: "Die Datei ist leer. Senden Sie die Tarifdatei.",

  backupEmpty: "Die Datei ist leer. Senden Sie die Sicherungsdatei der Firmware.",
  signalInverted:
    "Die Firmware hat das Signal umgekehrt: Nehmen Sie einen Adapter, der das tut, etwa ein P1-Kabel, denn hier kann es nichts.",
  formatOdd: ({ format }) =>
    `Das serielle Format ${format} verwendet kein Zähler: Es wird an den Telegrammen des Zählers erkannt.`,
  zoneOdd: ({ zone }) => `Die Zeitzone ${zone} ist hier nicht bekannt: Setzen Sie \`zone\` des Zählers.`,
  backupKeyWrong: ({ setting }) => `${setting} in der Sicherung ist kein Schlüssel und wird weggelassen.`,
  brokerNoAddress: ({ host }) => `Der Name ${host} des Brokers ist keine Adresse: Setzen Sie \`mqtt\` selbst.`,
  brokerCertificates:
    "Die Zertifizierungsstelle des Brokers und das Client-Zertifikat stehen in keiner Sicherung: Setzen Sie `tls.caFile`, `tls.certFile` und `tls.keyFile`, wo sie gebraucht werden.",
  payloadOdd:
    "Das Format der Nachrichten ist hier nicht bekannt: Nur die eigenen Topics von meter2mqtt werden bedient.",
  topicOdd: ({ topic }) =>
    `Das Topic ${topic} kann nicht verwendet werden: Setzen Sie \`amsreader\` des Brokers selbst.`,

  leftNetwork: "Netzwerk und WLAN: Sie gehören der Platine; dieser Rechner hat seine eigenen.",
  leftPage: "Benutzer und Passwort der Seite der Firmware: Die Seiten hier haben ihre eigenen.",
  leftBoard: "Platine, Anschlüsse und Sensoren: Es gibt keine Platine.",
  leftClock: "Zeitserver: Die Uhr dieses Rechners stellt sein System.",
  leftTimeLimits:
    "Zeitgrenzen von MQTT: Ein Broker, der fort ist, wird versucht, bis er wieder da ist, und bis dahin geht nichts verloren.",
  leftNames: "Namen in Home Assistant: Der Zähler meldet sich unter seinem eigenen Namen (`sources.meter.name`).",
  leftPrices:
    "Woher die Preise kommen: Der eigene Dienst der Firmware antwortet nur der Firmware. Geben Sie unter `prices` eine Quelle an; welche es gibt, steht in docs/guides/prices.md.",
  leftProduction: "Leistung der Erzeugung: Es gibt keine Anzeige, die sie braucht.",
  leftCosts: "Kosten und Erlöse: Es sind Summen ohne die Stunden und Preise, aus denen sie kamen.",
  leftEver:
    "In keiner Sicherung: Zertifikate, der Abstand der MQTT-Nachrichten, das Aussehen der Seite, Cloud-Dienste, stundenweise Bepreistes.",
  lineTooLong: ({ line, key }) => `Zeile ${line}, ${key}: Sie ist länger als jede Zeile der Firmware.`,
  lineOdd: ({ line, key }) => `Zeile ${line}, ${key}: Sie hat Zeichen, die keine Einstellung hat.`,
  lineNoPriceRow: ({ line, key }) => `Zeile ${line}, ${key}: Sie ist nicht wie eine Preiszeile aufgebaut.`,
  lineNumbers: ({ line, key }) =>
    `Zeile ${line}, ${key}: Ihre Zahlen sind nicht so, wie die bekannten Versionen der Firmware sie schreiben.`,
  lineUnknown: ({ line, key }) => `Zeile ${line}, ${key}: Diese Einstellung ist nicht bekannt.`,

  expectedMapping: ({ found }) => `Erwartet wird eine Gruppe von Einträgen, gefunden wurde ${found}.`,
  expectedList: ({ found }) => `Erwartet wird eine Liste, gefunden wurde ${found}.`,
  expectedText: ({ found }) => `Erwartet wird ein Text, gefunden wurde ${found}.`,
  expectedNumber: ({ found }) => `Erwartet wird eine Zahl, gefunden wurde ${found}.`,
  expectedWhole: ({ least, most, found }) =>
    `Erwartet wird eine ganze Zahl von ${least} bis ${most}, gefunden wurde ${found}.`,
  expectedOneOf: ({ choices, found }) => `Erwartet wird eines von ${choices}, gefunden wurde ${found}.`,
  expectedDate: ({ found }) => `Erwartet wird ein Datum wie 2026-01-01, gefunden wurde ${found}.`,
  expectedCurrency: ({ found }) => `Erwartet werden drei Großbuchstaben wie NOK, gefunden wurde ${found}.`,
  expectedNewId: ({ found }) => `Erwartet wird eine Kennung, die kein Bestandteil davor hat, gefunden wurde ${found}.`,
  expectedTiers: ({ found }) => `Erwartet werden Staffeln, von denen eine bei 0 kWh beginnt, gefunden wurde ${found}.`,
  expectedCharge: ({ found }) => `Erwartet werden \`steps\` oder \`rates\`, gefunden wurde ${found}.`,
  expectedHours: ({ found }) => `Erwartet werden zwei Stunden wie \`[22, 6]\`, gefunden wurde ${found}.`,
  expectedDays: ({ found }) =>
    `Erwartet werden zwei Tage des Jahres wie \`["11-01", "03-31"]\`, gefunden wurde ${found}.`,
  expectedTime: ({ found }) => `Erwartet wird eine Uhrzeit wie 07:45:00, gefunden wurde ${found}.`,
  expectedSpan: ({ found }) =>
    `Erwartet wird eine Stunde von 0 bis 23 oder eine Spanne wie 16-21, gefunden wurde ${found}.`,
  keyUnknown: ({ keys }) => `Diesen Schlüssel gibt es hier nicht; es gibt ${keys}.`,
  leftOutFee: ({ name, period }) => `${name}: eine Gebühr je ${period}.`,
  leftOutPeak: ({ name }) => `${name}: ein Leistungspreis, der nicht sagt, wie eine Spitze gefunden wird.`,
  leftOutFunction: ({ name, rule, duration }) => `${name}: ${rule} über ${duration}.`,
  leftOutDays: ({ name }) => `${name}: Tage, die nur der eigene Kalender des Netzbetreibers kennt.`,
  leftOutMethod: ({ method }) => `Der feste Anteil geht nach ${method}, was keine Regel hier ausdrückt.`,
};
