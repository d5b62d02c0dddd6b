import type { Said } from "../../said.ts";
import { diagnoses } from "./diagnoses.ts";
import { feeds } from "./feeds.ts";
import { files } from "./files.ts";
import { outputs } from "./outputs.ts";
import { refusals } from "./refusals.ts";
import { settings } from "./settings.ts";

/** What trying keys comes to, beside the diagnoses; in Swedish. */
export const findings: Said["findings"] = {
  "security/keys-right": { title: "Nycklarna stämmer", hint: "Använd dem." },
  "security/encryption-key-right": { title: "Krypteringsnyckeln stämmer", hint: "Använd den." },
  "security/not-encrypted": { title: "Mätaren krypterar inte", hint: "Fortsätt utan nycklar." },
  "security/not-tried": {
    title: "Ingen ram har tagits emot än",
    hint: "Vänta tills mätaren har skickat något, och försök igen.",
  },
};

/** What the gateway itself says, in Swedish. */
export const told: Said["told"] = {
  keysFit: ({ frames }, n) => `Ramar från mätaren som dekrypterades, med signatur som stämmer: ${n(frames)}.`,
  keyFits: ({ frames }, n) =>
    `Ramar från mätaren som dekrypterades: ${n(frames)}. De har ingen signatur som kunde kontrolleras.`,
  noneEncrypted: ({ frames }, n) => `Ingen av de senaste ramarna (${n(frames)}) är krypterad, så ingen nyckel behövs.`,
  noFrameToTry: "Nycklarna ser ut som nycklar, och det finns ingen ram från mätaren att prova dem på.",

  hintOf: ({ code }) => diagnoses[code].hint,
  heardReading: "En mätare togs emot, och dess värden lästes.",
  heardKeysNeeded:
    "En mätare togs emot, och den krypterar: dess nycklar behövs. Elnätsföretaget ger dem till sin kund.",
  heardKeysWrong: "En mätare togs emot, och nycklarna som angavs öppnar inte dess ramar.",
  heardNotUnderstood:
    "En mätare togs emot, och det finns inga kända värden i dess ramar. Spara en kapsel eller några ramar till en felrapport.",
  heardNoFrame:
    "Det kommer oktetter, och ingen ram finns i dem. Kontrollera hastighet och format, eller att det är en mätares kundport.",
  heardNothing:
    "Inget togs emot. Kontrollera kabeln, och att elnätsföretaget har öppnat porten; vissa mätare skickar bara en gång i timmen.",
  heardNothingYet: "Inget har tagits emot hittills.",
  looking: ({ tried, candidates }, n) => `Söker hastighet och format: provat ${n(tried)} av ${n(candidates)}.`,

  portNoDevice: ({ port }) => `${port} är ingen serieport. Inspelningar i filer läses av en källa av typen file.`,
  portForbidden: ({ port }) =>
    `Ingen behörighet att öppna ${port}. Lägg till användaren som kör det här i gruppen som äger den, oftast: sudo usermod -aG dialout USER, och logga in igen.`,
  portNone: ({ port }) =>
    `Det finns ingen ${port}, och inte heller någon annan serieport. Sätt i adaptern; en container måste få den som enhet.`,
  portOthers: ({ port, ports }) => `Det finns ingen ${port}. Sätt i adaptern, eller välj en av de här: ${ports}.`,
  portManyOthers: ({ port, ports, more }, n) =>
    `Det finns ingen ${port}. Sätt i adaptern, eller välj en av de här: ${ports}, och ${n(more)} till.`,

  netRefused: ({ place }) => `Inget lyssnar på ${place}. Kontrollera värd och port, och att den andra sidan är igång.`,
  netBroken: ({ place }) => `${place} bröt anslutningen.`,
  netClosed: ({ place }) => `${place} stängde anslutningen.`,
  netQuiet: "Inget kom på för länge; anslutningen görs om.",
  netSilent: ({ place }) =>
    `${place} svarar inte. Kontrollera adressen, nätverket och eventuella brandväggar däremellan.`,
  netNoWay: ({ place }) => `Det finns ingen väg till ${place}. Kontrollera adressen och nätverket.`,
  netNoNetwork: ({ place }) => `Det finns ingen väg till ${place}. Kontrollera den här maskinens nätverk.`,
  netNoHost: ({ host }) => `Det finns ingen värd som heter ${host}. Kontrollera namnet.`,
  netNoNames: ({ host }) => `Namnet ${host} kunde inte slås upp: namnservern svarar inte.`,
  netForbidden: ({ place }) => `Den här maskinen tillåter ingen anslutning till ${place}.`,
  netFailed: ({ place, why }) => `Anslutningen till ${place} misslyckades: ${why}.`,
  portBusy: ({ port }) => `${port} används av ett annat program. Stoppa det: bara ett kan läsa en serieport.`,
  portNotOpened: ({ port, why }) => `${port} kunde inte öppnas: ${why}.`,
  portUnplugged: ({ port }) => `${port} drogs ut, eller så stängdes dess andra sida.`,

  ...outputs,
  ...feeds,
  ...refusals,
  ...files,
  ...settings,
};

/** Words among the evidence of a diagnosis, in Swedish. */
export const evidence: Said["evidence"] = {
  encryptionKey: { right: "stämmer", wrong: "fel" },
  authenticationKey: {
    "can't be told": "kan inte avgöras",
    "wrong, or the frame was changed": "fel, eller så ändrades ramen",
  },
  content: { "too regular for ciphertext": "för regelbundet för att vara krypterat" },
  keyForm: { text: "textform" },
  key: { "encryption key": "krypteringsnyckeln", "authentication key": "autentiseringsnyckeln" },
  counters: { "going up": "går upp", jumping: "hoppar" },
};
