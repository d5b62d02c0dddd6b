import type { exchangeSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";

/** What is wrong with a file that was sent, and what to do; in Norwegian. */
export const files: SentencesOf<typeof exchangeSentences> = {
  csvManyCharacters: ({ most }, n) => `Filen har for mange tegn; så mange leses: ${n(most)}.`,
  csvManyLines: ({ most }, n) => `Filen har for mange linjer; så mange leses: ${n(most)}.`,
  csvManySeries: ({ most }, n) => `Det er for mange målepunkter og tellerverk; så mange leses: ${n(most)}.`,
  csvNoEnergy: "Det er ingen mengde aktiv energi i denne filen.",
  csvLayoutUnknown: "Oppsettet i denne filen er ikke kjent.",
  csvNoLayout: ({ layout }) => `Ikke noe oppsett heter \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }, n) =>
    `Ingen av de første ${n(lines)} linjene er et hode med kolonnene til ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }, n) =>
    `Ingen av de første ${n(lines)} linjene er et hode med de oppgitte kolonnene: ${columns}.`,
  csvNoLength: "Hvor lange intervallene er, kan ikke sees av bare ett.",
  csvLength: ({ minutes }, n) => `Lengden på intervallene i minutter er ${n(minutes)}.`,
  csvLongLine: ({ most }, n) => `Linjen er for lang; så mange tegn leses: ${n(most)}.`,
  csvOpenQuote: "Et anførselstegn er ikke lukket.",
  csvManyCells: ({ cells, columns, text }, n) => `Celler: ${n(cells)}, der hodet har ${n(columns)}: \`${text}\`.`,
  csvNoTime: ({ text }) => `\`${text}\` er ikke noe tidspunkt.`,
  csvSkippedTime: ({ zone }) => `Dette tidspunktet finnes ikke i ${zone}: klokkene hopper over det om våren.`,
  csvOffBeat: "Intervallet begynner ikke på et helt kvarter.",
  csvOtherLength: ({ minutes, others }, n) =>
    `Lengden på intervallet i minutter er ${n(minutes)}, på de andre ${n(others)}.`,
  csvAgain: ({ line }) => `Intervallet på linje ${line} kommer igjen med en annen mengde.`,
  csvNoNumber: ({ text }) => `\`${text}\`: her ventes et tall.`,
  csvNoCommaNumber: ({ text }) => `\`${text}\`: her ventes et tall med desimalkomma.`,
  csvNoPointNumber: ({ text }) => `\`${text}\`: her ventes et tall med desimalpunktum.`,
  csvNegative: ({ text }) =>
    `\`${text}\`: her ventes en mengde som ikke er negativ: uttak og innmating står hver for seg.`,
  csvTooMuch: ({ text, most }, n) => `\`${text}\`: her ventes høyst ${n(most)} Wh.`,
  mapUnusable: "Kolonnene kan ikke brukes slik de er oppgitt.",
  mapChoice: ({ key, value, choices }) => `\`${key}=${value}\`: her ventes ${choices}.`,
  mapNoTime: "`time=` mangler: kolonnen med tiden.",
  mapTooLong: ({ most }, n) => `Teksten er for lang; så mange tegn leses: ${n(most)}.`,
  mapNoPair: ({ text }) => `\`${text}\`: her ventes \`key=value\`.`,
  mapUnknown: ({ key, keys }) => `\`${key}\` er ukjent: her ventes ${keys}.`,
  mapTwice: ({ key }) => `\`${key}\` kommer to ganger.`,
  mapDirectionAlone: "`direction` sier hvilken retning `amount` gjelder, og den mangler.",
  mapNoAmount: "`import=`, `export=` eller `amount=` mangler: kolonnen med mengdene.",
  mapAmountAndWays: "Enten `amount`, eller `import` og `export`: ikke begge deler.",
  mapMinutes: ({ value }) => `\`minutes=${value}\`: her ventes et tall som går opp i en time, som 15 eller 60.`,
  backupTooMuch: ({ lines, characters }, n) =>
    `En sikkerhetskopi har høyst ${n(lines)} linjer og ${n(characters)} tegn; denne filen har flere.`,
  backupFirstLine: "Den første linjen er ikke `amsconfig`: dette er ingen sikkerhetskopi fra amsreader-firmware.",
  csvDownloadShorter: "Last den ned på nytt for en kortere tid.",
  csvFewerMeters: "Sjekk hvilken kolonne som er målepunktets, og last ned færre av dem om gangen.",
  csvOtherPeriod: "Last ned en periode som nettselskapet har verdier for, for et målepunkt for strøm.",
  csvMapOthers: ({ layouts }) =>
    `Kjente oppsett: ${layouts}. For andre filer oppgis kolonnene: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }) => `Kjent er: ${layouts}.`,
  csvCompareNames: "Sammenlign navnene med den første linjen i filen.",
  csvSayMinutes: "Oppgi hvor langt et intervall er: `minutes=60` i `--map`.",
  csvDownloadHours: "Last ned timer eller kvarter.",
  csvOneByOne: "Importer filer med ulik oppløsning én og én.",
  csvCheckCsv: "Sjekk at dette er CSV-filen slik den ble lastet ned.",
  csvAsDownloaded: "Bruk filen slik den ble lastet ned.",
  csvQuotedCommas:
    "Mengder med desimalkomma må stå i anførselstegn; et regneark som lagret filen, kan ha utelatt dem. Bruk filen slik den ble lastet ned.",
  csvTimes:
    "Tidspunkter ser ut som 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 eller 31.01.2026 13:00; `--map` tar `format=month-first` for 01/31/2026.",
  csvCheckZone: "Sjekk tidssonen: `--zone`, eller `zone=` i `--map`.",
  csvCheckTime:
    "Sjekk hvilken kolonne som er tiden, og om den er begynnelsen eller slutten på intervallet (`at=end` i `--map`).",
  csvRemoveOne: "Last filen ned på nytt, eller fjern en av de to.",
  csvCheckAmounts: "Sjekk kolonnen og desimaltegnet; `--map` tar `decimal=comma` eller `decimal=point`.",
  mapExample:
    "De oppgis som `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md har alle nøkkelordene.",
  backupWhence: "Bruk filen som fastvarens statusside gir under Backup.",
};
