import type { Said } from "../../said.ts";
import { diagnoses } from "./diagnoses.ts";
import { feeds } from "./feeds.ts";
import { files } from "./files.ts";
import { outputs } from "./outputs.ts";
import { refusals } from "./refusals.ts";
import { settings } from "./settings.ts";

/** What trying keys comes to, beside the diagnoses; in Danish. */
export const findings: Said["findings"] = {
  "security/keys-right": { title: "Nøglerne er rigtige", hint: "Tag dem i brug." },
  "security/encryption-key-right": { title: "Krypteringsnøglen er rigtig", hint: "Tag den i brug." },
  "security/not-encrypted": { title: "Måleren krypterer ikke", hint: "Fortsæt uden nøgler." },
  "security/not-tried": {
    title: "Ingen ramme er modtaget endnu",
    hint: "Vent, til måleren har sendt noget, og prøv igen.",
  },
};

/** What the gateway itself says, in Danish. */
export const told: Said["told"] = {
  keysFit: ({ frames }, n) => `Rammer fra måleren, der blev dekrypteret, og hvis signatur passer: ${n(frames)}.`,
  keyFits: ({ frames }, n) =>
    `Rammer fra måleren, der blev dekrypteret: ${n(frames)}. De har ingen signatur, der kunne kontrolleres.`,
  noneEncrypted: ({ frames }, n) =>
    `Ingen af de seneste rammer (${n(frames)}) er krypteret, så der skal ingen nøgle til.`,
  noFrameToTry: "Nøglerne ligner nøgler, og der er ingen ramme fra måleren at prøve dem på.",

  hintOf: ({ code }) => diagnoses[code].hint,
  heardReading: "En måler blev modtaget, og dens værdier blev læst.",
  heardKeysNeeded:
    "En måler blev modtaget, og den krypterer: dens nøgler er nødvendige. Netselskabet giver dem til sin kunde.",
  heardKeysWrong: "En måler blev modtaget, og de nøgler, der blev givet, åbner ikke dens rammer.",
  heardNotUnderstood:
    "En måler blev modtaget, og der er ingen kendte værdier i dens rammer. Gem en kapsel eller nogle rammer til en fejlmelding.",
  heardNoFrame:
    "Der kommer oktetter, og ingen ramme er i dem. Kontrollér hastighed og format, eller om det er en målers kundeport.",
  heardNothing:
    "Intet blev modtaget. Kontrollér kablet, og at netselskabet har åbnet porten; nogle målere sender kun én gang i timen.",
  heardNothingYet: "Intet er modtaget indtil nu.",
  looking: ({ tried, candidates }, n) => `Leder efter hastighed og format: prøvet ${n(tried)} af ${n(candidates)}.`,

  portNoDevice: ({ port }) => `${port} er ikke en seriel port. Optagelser i filer læses af en kilde af typen file.`,
  portForbidden: ({ port }) =>
    `Ingen tilladelse til at åbne ${port}. Føj brugeren, der kører dette, til gruppen, der ejer den, som regel: sudo usermod -aG dialout USER, og log ind igen.`,
  portNone: ({ port }) =>
    `Der er ingen ${port}, og heller ingen anden seriel port. Sæt adapteren i; en container skal have den som enhed.`,
  portOthers: ({ port, ports }) => `Der er ingen ${port}. Sæt adapteren i, eller vælg en af disse: ${ports}.`,
  portManyOthers: ({ port, ports, more }, n) =>
    `Der er ingen ${port}. Sæt adapteren i, eller vælg en af disse: ${ports}, og ${n(more)} til.`,

  netRefused: ({ place }) => `Intet lytter på ${place}. Kontrollér vært og port, og at den anden side kører.`,
  netBroken: ({ place }) => `${place} afbrød forbindelsen.`,
  netClosed: ({ place }) => `${place} lukkede forbindelsen.`,
  netQuiet: "Der kom intet i for lang tid; forbindelsen oprettes igen.",
  netSilent: ({ place }) => `${place} svarer ikke. Kontrollér adressen, netværket og eventuelle firewalls imellem.`,
  netNoWay: ({ place }) => `Der er ingen vej til ${place}. Kontrollér adressen og netværket.`,
  netNoNetwork: ({ place }) => `Der er ingen vej til ${place}. Kontrollér denne maskines netværk.`,
  netNoHost: ({ host }) => `Der er ingen vært, der hedder ${host}. Kontrollér navnet.`,
  netNoNames: ({ host }) => `Navnet ${host} kunne ikke slås op: navneserveren svarer ikke.`,
  netForbidden: ({ place }) => `Denne maskine tillader ingen forbindelse til ${place}.`,
  netFailed: ({ place, why }) => `Forbindelsen til ${place} mislykkedes: ${why}.`,
  portBusy: ({ port }) => `${port} er i brug af et andet program. Stop det: kun ét kan læse en seriel port.`,
  portNotOpened: ({ port, why }) => `${port} kunne ikke åbnes: ${why}.`,
  portUnplugged: ({ port }) => `${port} blev taget ud, eller dens anden side blev lukket.`,

  ...outputs,
  ...feeds,
  ...refusals,
  ...files,
  ...settings,
};

/** Words among the evidence of a diagnosis, in Danish. */
export const evidence: Said["evidence"] = {
  encryptionKey: { right: "rigtig", wrong: "forkert" },
  authenticationKey: {
    "can't be told": "kan ikke afgøres",
    "wrong, or the frame was changed": "forkert, eller rammen blev ændret",
  },
  content: { "too regular for ciphertext": "for regelmæssigt til at være krypteret" },
  keyForm: { text: "tekst" },
  key: { "encryption key": "krypteringsnøglen", "authentication key": "autentifikationsnøglen" },
  counters: { "going up": "går op", jumping: "springer" },
};
