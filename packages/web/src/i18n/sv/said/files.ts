import type { exchangeSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";

/** What is wrong with a file that was sent, and what to do; in Swedish. */
export const files: SentencesOf<typeof exchangeSentences> = {
  csvManyCharacters: ({ most }, n) => `Filen har för många tecken; så många läses: ${n(most)}.`,
  csvManyLines: ({ most }, n) => `Filen har för många rader; så många läses: ${n(most)}.`,
  csvManySeries: ({ most }, n) => `Det är för många mätpunkter och mätarställningar; så många läses: ${n(most)}.`,
  csvNoEnergy: "Det finns ingen mängd aktiv energi i den här filen.",
  csvLayoutUnknown: "Den här filens uppställning är inte känd.",
  csvNoLayout: ({ layout }) => `Ingen uppställning heter \`${layout}\`.`,
  csvNoHeader: ({ lines, layout, columns }, n) =>
    `Ingen av de första ${n(lines)} raderna är ett huvud med kolumnerna i ${layout}: ${columns}.`,
  csvNoMappedHeader: ({ lines, columns }, n) =>
    `Ingen av de första ${n(lines)} raderna är ett huvud med de angivna kolumnerna: ${columns}.`,
  csvNoLength: "Hur långa intervallen är kan inte utläsas av ett enda.",
  csvLength: ({ minutes }, n) => `Intervallens längd i minuter är ${n(minutes)}.`,
  csvLongLine: ({ most }, n) => `Raden är för lång; så många tecken läses: ${n(most)}.`,
  csvOpenQuote: "Ett citattecken är inte stängt.",
  csvManyCells: ({ cells, columns, text }, n) => `Celler: ${n(cells)}, där huvudet har ${n(columns)}: \`${text}\`.`,
  csvNoTime: ({ text }) => `\`${text}\` är ingen tidpunkt.`,
  csvSkippedTime: ({ zone }) => `Den här tidpunkten finns inte i ${zone}: klockorna hoppar över den på våren.`,
  csvOffBeat: "Intervallet börjar inte på en hel kvart.",
  csvOtherLength: ({ minutes, others }, n) => `Intervallets längd i minuter är ${n(minutes)}, de andras ${n(others)}.`,
  csvAgain: ({ line }) => `Intervallet på rad ${line} kommer igen med en annan mängd.`,
  csvNoNumber: ({ text }) => `\`${text}\`: här väntas ett tal.`,
  csvNoCommaNumber: ({ text }) => `\`${text}\`: här väntas ett tal med decimalkomma.`,
  csvNoPointNumber: ({ text }) => `\`${text}\`: här väntas ett tal med decimalpunkt.`,
  csvNegative: ({ text }) =>
    `\`${text}\`: här väntas en mängd som inte är negativ: uttag och inmatning står var för sig.`,
  csvTooMuch: ({ text, most }, n) => `\`${text}\`: här väntas högst ${n(most)} Wh.`,
  mapUnusable: "Kolumnerna kan inte användas så som de är angivna.",
  mapChoice: ({ key, value, choices }) => `\`${key}=${value}\`: här väntas ${choices}.`,
  mapNoTime: "`time=` saknas: kolumnen med tiden.",
  mapTooLong: ({ most }, n) => `Texten är för lång; så många tecken läses: ${n(most)}.`,
  mapNoPair: ({ text }) => `\`${text}\`: här väntas \`key=value\`.`,
  mapUnknown: ({ key, keys }) => `\`${key}\` är okänt: här väntas ${keys}.`,
  mapTwice: ({ key }) => `\`${key}\` kommer två gånger.`,
  mapDirectionAlone: "`direction` säger vilken riktning `amount` gäller, och den saknas.",
  mapNoAmount: "`import=`, `export=` eller `amount=` saknas: kolumnen med mängderna.",
  mapAmountAndWays: "Antingen `amount`, eller `import` och `export`: inte båda.",
  mapMinutes: ({ value }) => `\`minutes=${value}\`: här väntas ett tal som går jämnt upp i en timme, som 15 eller 60.`,
  backupTooMuch: ({ lines, characters }, n) =>
    `En säkerhetskopia har högst ${n(lines)} rader och ${n(characters)} tecken; den här filen har fler.`,
  backupFirstLine: "Den första raden är inte `amsconfig`: det här är ingen säkerhetskopia från amsreader-firmware.",
  csvDownloadShorter: "Ladda ned den igen för en kortare tid.",
  csvFewerMeters: "Kontrollera vilken kolumn som är mätpunktens, och ladda ned färre av dem på en gång.",
  csvOtherPeriod: "Ladda ned en period som nätbolaget har värden för, för en mätpunkt för el.",
  csvMapOthers: ({ layouts }) =>
    `Kända uppställningar: ${layouts}. För andra filer anges kolumnerna: \`--map "time=...,import=..."\`.`,
  csvKnownLayouts: ({ layouts }) => `Kända är: ${layouts}.`,
  csvCompareNames: "Jämför namnen med filens första rad.",
  csvSayMinutes: "Ange hur långt ett intervall är: `minutes=60` i `--map`.",
  csvDownloadHours: "Ladda ned timmar eller kvartar.",
  csvOneByOne: "Importera filer med olika upplösning en i taget.",
  csvCheckCsv: "Kontrollera att det här är CSV-filen så som den laddades ned.",
  csvAsDownloaded: "Använd filen så som den laddades ned.",
  csvQuotedCommas:
    "Mängder med decimalkomma måste stå inom citattecken; ett kalkylprogram som sparade filen kan ha utelämnat dem. Använd filen så som den laddades ned.",
  csvTimes:
    "Tidpunkter ser ut som 2026-01-31 13:00, 2026-01-31T13:00:00+01:00 eller 31.01.2026 13:00; `--map` tar `format=month-first` för 01/31/2026.",
  csvCheckZone: "Kontrollera tidszonen: `--zone`, eller `zone=` i `--map`.",
  csvCheckTime:
    "Kontrollera vilken kolumn som är tiden, och om den är intervallets början eller slut (`at=end` i `--map`).",
  csvRemoveOne: "Ladda ned filen igen, eller ta bort en av de två.",
  csvCheckAmounts: "Kontrollera kolumnen och decimaltecknet; `--map` tar `decimal=comma` eller `decimal=point`.",
  mapExample:
    "De anges som `time=Start,import=Use (kWh),zone=Europe/Berlin`; docs/guides/history.md har alla nyckelord.",
  backupWhence: "Använd filen som firmwarens statussida ger under Backup.",
};
