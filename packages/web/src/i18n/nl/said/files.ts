import type { exchangeSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";

/** What is wrong with a file that was sent, and what to do; in Dutch. */
export const files: SentencesOf<typeof exchangeSentences> = {
  csvManyCharacters: ({ most }, n) => `Het bestand heeft te veel tekens; zoveel worden er gelezen: ${n(most)}.`,
  csvManyLines: ({ most }, n) => `Het bestand heeft te veel regels; zoveel worden er gelezen: ${n(most)}.`,
  csvManySeries: ({ most }, n) => `Er zijn te veel meetpunten en meterstanden; zoveel worden er gelezen: ${n(most)}.`,
  csvNoEnergy: "In dit bestand staat geen hoeveelheid actieve energie.",
  csvLayoutUnknown: "De indeling van dit bestand is niet bekend.",
  csvNoLayout: ({ layout }) => `Geen indeling heet \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }, n) =>
    `Geen van de eerste ${n(lines)} regels is een kop met de kolommen van ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }, n) =>
    `Geen van de eerste ${n(lines)} regels is een kop met de opgegeven kolommen: ${columns}.`,
  csvNoLength: "Hoe lang de intervallen zijn, is uit één ervan niet af te leiden.",
  csvLength: ({ minutes }, n) => `De lengte van de intervallen in minuten is ${n(minutes)}.`,
  csvLongLine: ({ most }, n) => `De regel is te lang; zoveel tekens worden er gelezen: ${n(most)}.`,
  csvOpenQuote: "Een aanhalingsteken is niet gesloten.",
  csvManyCells: ({ cells, columns, text }, n) =>
    `Cellen: ${n(cells)}, waar de kop er ${n(columns)} heeft: \`${text}\`.`,
  csvNoTime: ({ text }) => `\`${text}\` is geen tijdstip.`,
  csvSkippedTime: ({ zone }) => `Dit tijdstip bestaat niet in ${zone}: de klok slaat het in het voorjaar over.`,
  csvOffBeat: "Het interval begint niet op een heel kwartier.",
  csvOtherLength: ({ minutes, others }, n) =>
    `De lengte van het interval in minuten is ${n(minutes)}, die van de andere ${n(others)}.`,
  csvAgain: ({ line }) => `Het interval van regel ${line} komt nog eens, met een andere hoeveelheid.`,
  csvNoNumber: ({ text }) => `\`${text}\`: hier wordt een getal verwacht.`,
  csvNoCommaNumber: ({ text }) => `\`${text}\`: hier wordt een getal met een decimale komma verwacht.`,
  csvNoPointNumber: ({ text }) => `\`${text}\`: hier wordt een getal met een decimale punt verwacht.`,
  csvNegative: ({ text }) =>
    `\`${text}\`: hier wordt een hoeveelheid verwacht die niet negatief is: afname en teruglevering staan apart.`,
  csvTooMuch: ({ text, most }, n) => `\`${text}\`: hier wordt hoogstens ${n(most)} Wh verwacht.`,
  mapUnusable: "De kolommen zijn zoals ze zijn opgegeven niet te gebruiken.",
  mapChoice: ({ key, value, choices }) => `\`${key}=${value}\`: hier wordt ${choices} verwacht.`,
  mapNoTime: "`time=` ontbreekt: de kolom van de tijd.",
  mapTooLong: ({ most }, n) => `De opgave is te lang; zoveel tekens worden er gelezen: ${n(most)}.`,
  mapNoPair: ({ text }) => `\`${text}\`: hier wordt \`key=value\` verwacht.`,
  mapUnknown: ({ key, keys }) => `\`${key}\` is onbekend: hier wordt ${keys} verwacht.`,
  mapTwice: ({ key }) => `\`${key}\` komt twee keer voor.`,
  mapDirectionAlone: "`direction` zegt welke richting `amount` heeft, en die ontbreekt.",
  mapNoAmount: "`import=`, `export=` of `amount=` ontbreekt: de kolom van de hoeveelheden.",
  mapAmountAndWays: "Of `amount`, of `import` en `export`: niet allebei.",
  mapMinutes: ({ value }) => `\`minutes=${value}\`: hier wordt een getal verwacht dat een uur deelt, zoals 15 of 60.`,
  backupTooMuch: ({ lines, characters }, n) =>
    `Een back-up heeft hoogstens ${n(lines)} regels en ${n(characters)} tekens; dit bestand heeft er meer.`,
  backupFirstLine: "De eerste regel is niet `amsconfig`: dit is geen back-up van amsreader-firmware.",
  csvDownloadShorter: "Download het opnieuw voor een kortere tijd.",
  csvFewerMeters: "Controleer welke kolom die van het meetpunt is, en download er minder tegelijk.",
  csvOtherPeriod: "Download een periode waarvoor de netbeheerder waarden heeft, van een meetpunt voor elektriciteit.",
  csvMapOthers: ({ layouts }) =>
    `Bekende indelingen: ${layouts}. Geef van andere bestanden de kolommen op: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }) => `Bekend zijn: ${layouts}.`,
  csvCompareNames: "Vergelijk de namen met de eerste regel van het bestand.",
  csvSayMinutes: "Geef op hoe lang een interval is: `minutes=60` in `--map`.",
  csvDownloadHours: "Download uren of kwartieren.",
  csvOneByOne: "Importeer bestanden met verschillende resolutie één voor één.",
  csvCheckCsv: "Controleer of dit het CSV-bestand is zoals het gedownload werd.",
  csvAsDownloaded: "Gebruik het bestand zoals het gedownload werd.",
  csvQuotedCommas:
    "Hoeveelheden met een decimale komma moeten tussen aanhalingstekens staan; een spreadsheet die het bestand opsloeg, kan ze hebben weggelaten. Gebruik het bestand zoals het gedownload werd.",
  csvTimes:
    "Tijdstippen zien eruit als 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 of 31.01.2026 13:00; `--map` neemt `format=month-first` voor 01/31/2026.",
  csvCheckZone: "Controleer de tijdzone: `--zone`, of `zone=` in `--map`.",
  csvCheckTime:
    "Controleer welke kolom de tijd is, en of die het begin of het einde van het interval is (`at=end` in `--map`).",
  csvRemoveOne: "Download het bestand opnieuw, of verwijder een van de twee.",
  csvCheckAmounts: "Controleer de kolom en het decimaalteken; `--map` neemt `decimal=comma` of `decimal=point`.",
  mapExample:
    "Ze worden opgegeven als `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md heeft alle sleutelwoorden.",
  backupWhence: "Gebruik het bestand dat de statuspagina van de firmware onder Backup geeft.",
};
