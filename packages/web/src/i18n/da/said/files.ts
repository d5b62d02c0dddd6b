import type { exchangeSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";

/** What is wrong with a file that was sent, and what to do; in Danish. */
export const files: SentencesOf<typeof exchangeSentences> = {
  csvManyCharacters: ({ most }, n) => `Filen har for mange tegn; så mange læses: ${n(most)}.`,
  csvManyLines: ({ most }, n) => `Filen har for mange linjer; så mange læses: ${n(most)}.`,
  csvManySeries: ({ most }, n) => `Der er for mange målepunkter og tælleværker; så mange læses: ${n(most)}.`,
  csvNoEnergy: "Der er ingen mængde aktiv energi i denne fil.",
  csvLayoutUnknown: "Opbygningen af denne fil kendes ikke.",
  csvNoLayout: ({ layout }) => `Ingen opbygning hedder \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }, n) =>
    `Ingen af de første ${n(lines)} linjer er et hoved med kolonnerne fra ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }, n) =>
    `Ingen af de første ${n(lines)} linjer er et hoved med de angivne kolonner: ${columns}.`,
  csvNoLength: "Hvor lange intervallerne er, kan ikke ses af ét alene.",
  csvLength: ({ minutes }, n) => `Længden af intervallerne i minutter er ${n(minutes)}.`,
  csvLongLine: ({ most }, n) => `Linjen er for lang; så mange tegn læses: ${n(most)}.`,
  csvOpenQuote: "Et anførselstegn er ikke lukket.",
  csvManyCells: ({ cells, columns, text }, n) => `Celler: ${n(cells)}, hvor hovedet har ${n(columns)}: \`${text}\`.`,
  csvNoTime: ({ text }) => `\`${text}\` er ikke noget tidspunkt.`,
  csvSkippedTime: ({ zone }) => `Dette tidspunkt findes ikke i ${zone}: urene springer det over om foråret.`,
  csvOffBeat: "Intervallet begynder ikke på et helt kvarter.",
  csvOtherLength: ({ minutes, others }, n) =>
    `Længden af intervallet i minutter er ${n(minutes)}, af de andre ${n(others)}.`,
  csvAgain: ({ line }) => `Intervallet på linje ${line} kommer igen med en anden mængde.`,
  csvNoNumber: ({ text }) => `\`${text}\`: her ventes et tal.`,
  csvNoCommaNumber: ({ text }) => `\`${text}\`: her ventes et tal med decimalkomma.`,
  csvNoPointNumber: ({ text }) => `\`${text}\`: her ventes et tal med decimalpunktum.`,
  csvNegative: ({ text }) =>
    `\`${text}\`: her ventes en mængde, der ikke er negativ: fra nettet og til nettet står hver for sig.`,
  csvTooMuch: ({ text, most }, n) => `\`${text}\`: her ventes højst ${n(most)} Wh.`,
  mapUnusable: "Kolonnerne kan ikke bruges, som de er angivet.",
  mapChoice: ({ key, value, choices }) => `\`${key}=${value}\`: her ventes ${choices}.`,
  mapNoTime: "`time=` mangler: kolonnen med tiden.",
  mapTooLong: ({ most }, n) => `Teksten er for lang; så mange tegn læses: ${n(most)}.`,
  mapNoPair: ({ text }) => `\`${text}\`: her ventes \`key=value\`.`,
  mapUnknown: ({ key, keys }) => `\`${key}\` er ukendt: her ventes ${keys}.`,
  mapTwice: ({ key }) => `\`${key}\` kommer to gange.`,
  mapDirectionAlone: "`direction` siger, hvilken retning `amount` gælder, og den mangler.",
  mapNoAmount: "`import=`, `export=` eller `amount=` mangler: kolonnen med mængderne.",
  mapAmountAndWays: "Enten `amount` eller `import` og `export`: ikke begge dele.",
  mapMinutes: ({ value }) => `\`minutes=${value}\`: her ventes et tal, der går op i en time, som 15 eller 60.`,
  backupTooMuch: ({ lines, characters }, n) =>
    `En sikkerhedskopi har højst ${n(lines)} linjer og ${n(characters)} tegn; denne fil har flere.`,
  backupFirstLine: "Den første linje er ikke `amsconfig`: dette er ingen sikkerhedskopi fra amsreader-firmware.",
  csvDownloadShorter: "Hent den igen for en kortere tid.",
  csvFewerMeters: "Tjek, hvilken kolonne der er målepunktets, og hent færre af dem ad gangen.",
  csvOtherPeriod: "Hent en periode, som netselskabet har værdier for, for et målepunkt for el.",
  csvMapOthers: ({ layouts }) =>
    `Kendte opbygninger: ${layouts}. For andre filer angives kolonnerne: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }) => `Kendte er: ${layouts}.`,
  csvCompareNames: "Sammenlign navnene med filens første linje.",
  csvSayMinutes: "Angiv, hvor langt et interval er: `minutes=60` i `--map`.",
  csvDownloadHours: "Hent timer eller kvarterer.",
  csvOneByOne: "Importér filer med forskellig opløsning én ad gangen.",
  csvCheckCsv: "Tjek, at dette er CSV-filen, som den blev hentet.",
  csvAsDownloaded: "Brug filen, som den blev hentet.",
  csvQuotedCommas:
    "Mængder med decimalkomma skal stå i anførselstegn; et regneark, der gemte filen, kan have udeladt dem. Brug filen, som den blev hentet.",
  csvTimes:
    "Tidspunkter ser ud som 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 eller 31.01.2026 13:00; `--map` tager `format=month-first` for 01/31/2026.",
  csvCheckZone: "Tjek tidszonen: `--zone` eller `zone=` i `--map`.",
  csvCheckTime:
    "Tjek, hvilken kolonne der er tiden, og om den er intervallets begyndelse eller slutning (`at=end` i `--map`).",
  csvRemoveOne: "Hent filen igen, eller fjern en af de to.",
  csvCheckAmounts: "Tjek kolonnen og decimaltegnet; `--map` tager `decimal=comma` eller `decimal=point`.",
  mapExample:
    "De angives som `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md har alle nøgleord.",
  backupWhence: "Brug den fil, som firmwarens statusside giver under Backup.",
};
