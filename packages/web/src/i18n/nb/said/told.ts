import type { Said } from "../../said.ts";
import { diagnoses } from "./diagnoses.ts";
import { feeds } from "./feeds.ts";
import { files } from "./files.ts";
import { outputs } from "./outputs.ts";
import { refusals } from "./refusals.ts";
import { settings } from "./settings.ts";

/** What trying keys comes to, beside the diagnoses; in Norwegian. */
export const findings: Said["findings"] = {
  "security/keys-right": { title: "Nøklene er riktige", hint: "Ta dem i bruk." },
  "security/encryption-key-right": { title: "Krypteringsnøkkelen er riktig", hint: "Ta den i bruk." },
  "security/not-encrypted": { title: "Måleren krypterer ikke", hint: "Fortsett uten nøkler." },
  "security/not-tried": {
    title: "Ingen ramme er mottatt ennå",
    hint: "Vent til måleren har sendt noe, og prøv igjen.",
  },
};

/** What the gateway itself says, in Norwegian. */
export const told: Said["told"] = {
  keysFit: ({ frames }, n) => `Rammer fra måleren som ble dekryptert, med signatur som passer: ${n(frames)}.`,
  keyFits: ({ frames }, n) =>
    `Rammer fra måleren som ble dekryptert: ${n(frames)}. De har ingen signatur som kunne kontrolleres.`,
  noneEncrypted: ({ frames }, n) => `Ingen av de siste rammene (${n(frames)}) er kryptert, så det trengs ingen nøkkel.`,
  noFrameToTry: "Nøklene ser ut som nøkler, og det finnes ingen ramme fra måleren å prøve dem på.",

  hintOf: ({ code }) => diagnoses[code].hint,
  heardReading: "En måler ble mottatt, og verdiene ble lest.",
  heardKeysNeeded: "En måler ble mottatt, og den krypterer: nøklene trengs. Nettselskapet gir dem til kunden sin.",
  heardKeysWrong: "En måler ble mottatt, og nøklene som ble oppgitt, åpner ikke rammene.",
  heardNotUnderstood:
    "En måler ble mottatt, og rammene inneholder ingen kjente verdier. Lagre en kapsel eller noen rammer til en feilmelding.",
  heardNoFrame:
    "Det kommer oktetter, og ingen ramme er i dem. Sjekk hastighet og format, eller at det er HAN-porten på en måler.",
  heardNothing:
    "Ingenting ble mottatt. Sjekk kabelen, og at nettselskapet har åpnet porten; noen målere sender bare én gang i timen.",
  heardNothingYet: "Ingenting er mottatt så langt.",
  looking: ({ tried, candidates }, n) => `Ser etter hastighet og format: prøvd ${n(tried)} av ${n(candidates)}.`,

  portNoDevice: ({ port }) => `${port} er ikke en serieport. Opptak i filer leses av en kilde av typen file.`,
  portForbidden: ({ port }) =>
    `Ingen tilgang til å åpne ${port}. Legg brukeren som kjører dette, til i gruppen som eier den, vanligvis: sudo usermod -aG dialout USER, og logg inn på nytt.`,
  portNone: ({ port }) =>
    `Det finnes ingen ${port}, og heller ingen annen serieport. Sett i adapteren; en container må få den som enhet.`,
  portOthers: ({ port, ports }) => `Det finnes ingen ${port}. Sett i adapteren, eller velg en av disse: ${ports}.`,
  portManyOthers: ({ port, ports, more }, n) =>
    `Det finnes ingen ${port}. Sett i adapteren, eller velg en av disse: ${ports}, og ${n(more)} til.`,

  netRefused: ({ place }) => `Ingenting lytter på ${place}. Sjekk vert og port, og at den andre siden kjører.`,
  netBroken: ({ place }) => `${place} brøt forbindelsen.`,
  netClosed: ({ place }) => `${place} lukket forbindelsen.`,
  netQuiet: "Det kom ingenting på for lenge; forbindelsen opprettes på nytt.",
  netSilent: ({ place }) => `${place} svarer ikke. Sjekk adressen, nettverket og eventuelle brannmurer imellom.`,
  netNoWay: ({ place }) => `Det finnes ingen vei til ${place}. Sjekk adressen og nettverket.`,
  netNoNetwork: ({ place }) => `Det finnes ingen vei til ${place}. Sjekk nettverket på denne maskinen.`,
  netNoHost: ({ host }) => `Det finnes ingen vert som heter ${host}. Sjekk navnet.`,
  netNoNames: ({ host }) => `Navnet ${host} kunne ikke slås opp: navnetjeneren svarer ikke.`,
  netForbidden: ({ place }) => `Denne maskinen tillater ingen forbindelse til ${place}.`,
  netFailed: ({ place, why }) => `Forbindelsen til ${place} mislyktes: ${why}.`,
  portBusy: ({ port }) => `${port} er i bruk av et annet program. Stopp det: bare ett kan lese en serieport.`,
  portNotOpened: ({ port, why }) => `${port} kunne ikke åpnes: ${why}.`,
  portUnplugged: ({ port }) => `${port} ble trukket ut, eller den andre siden ble lukket.`,

  ...outputs,
  ...feeds,
  ...refusals,
  ...files,
  ...settings,
};

/** Words among the evidence of a diagnosis, in Norwegian. */
export const evidence: Said["evidence"] = {
  encryptionKey: { right: "riktig", wrong: "feil" },
  authenticationKey: {
    "can't be told": "kan ikke avgjøres",
    "wrong, or the frame was changed": "feil, eller rammen ble endret",
  },
  content: { "too regular for ciphertext": "for regelmessig til å være kryptert" },
  keyForm: { text: "tekst" },
  key: { "encryption key": "krypteringsnøkkelen", "authentication key": "autentiseringsnøkkelen" },
  counters: { "going up": "går opp", jumping: "hopper" },
};
