import type { Said } from "../../said.ts";
import { diagnoses } from "./diagnoses.ts";
import { feeds } from "./feeds.ts";
import { files } from "./files.ts";
import { outputs } from "./outputs.ts";
import { refusals } from "./refusals.ts";
import { settings } from "./settings.ts";

/** What trying keys comes to, beside the diagnoses; in Dutch. */
export const findings: Said["findings"] = {
  "security/keys-right": { title: "De sleutels kloppen", hint: "Neem ze over." },
  "security/encryption-key-right": { title: "De encryptiesleutel klopt", hint: "Neem hem over." },
  "security/not-encrypted": { title: "De meter versleutelt niet", hint: "Ga verder zonder sleutels." },
  "security/not-tried": {
    title: "Er is nog geen telegram ontvangen",
    hint: "Wacht tot de meter iets heeft verzonden, en probeer het opnieuw.",
  },
};

/** What the gateway itself says, in Dutch. */
export const told: Said["told"] = {
  keysFit: ({ frames }, n) =>
    `Telegrammen van de meter die zijn ontsleuteld en waarvan de handtekening past: ${n(frames)}.`,
  keyFits: ({ frames }, n) =>
    `Telegrammen van de meter die zijn ontsleuteld: ${n(frames)}. Ze hebben geen handtekening die te controleren was.`,
  noneEncrypted: ({ frames }, n) =>
    `Geen van de laatste telegrammen (${n(frames)}) is versleuteld, dus er is geen sleutel nodig.`,
  noFrameToTry: "De sleutels zien eruit als sleutels, en er is geen telegram van de meter om ze op te proberen.",

  hintOf: ({ code }) => diagnoses[code].hint,
  heardReading: "Er is een meter ontvangen, en zijn waarden zijn gelezen.",
  heardKeysNeeded:
    "Er is een meter ontvangen, en hij versleutelt: zijn sleutels zijn nodig. De netbeheerder geeft ze aan zijn klant.",
  heardKeysWrong: "Er is een meter ontvangen, en de opgegeven sleutels openen zijn telegrammen niet.",
  heardNotUnderstood:
    "Er is een meter ontvangen, en zijn telegrammen bevatten geen bekende waarden. Bewaar een capsule of enkele telegrammen voor een foutmelding.",
  heardNoFrame:
    "Er komen octetten, maar er zit geen telegram in. Controleer baudrate en formaat, of het de klantpoort van een meter is.",
  heardNothing:
    "Er is niets ontvangen. Controleer de kabel, en of de netbeheerder de poort heeft geopend; sommige meters zenden maar één keer per uur.",
  heardNothingYet: "Tot nu toe is niets ontvangen.",
  looking: ({ tried, candidates }, n) => `Zoekt baudrate en formaat: ${n(tried)} van ${n(candidates)} geprobeerd.`,

  portNoDevice: ({ port }) =>
    `${port} is geen seriële poort. Opnamen in bestanden worden gelezen door een bron van het type file.`,
  portForbidden: ({ port }) =>
    `Geen toestemming om ${port} te openen. Voeg de gebruiker die dit draait toe aan de groep die er eigenaar van is, meestal: sudo usermod -aG dialout USER, en meld opnieuw aan.`,
  portNone: ({ port }) =>
    `Er is geen ${port}, en ook geen andere seriële poort. Sluit de adapter aan; een container moet hem als apparaat krijgen.`,
  portOthers: ({ port, ports }) => `Er is geen ${port}. Sluit de adapter aan, of neem een van deze: ${ports}.`,
  portManyOthers: ({ port, ports, more }, n) =>
    `Er is geen ${port}. Sluit de adapter aan, of neem een van deze: ${ports}, en nog ${n(more)}.`,

  netRefused: ({ place }) => `Op ${place} luistert niets. Controleer host en poort, en of de andere kant draait.`,
  netBroken: ({ place }) => `${place} heeft de verbinding verbroken.`,
  netClosed: ({ place }) => `${place} heeft de verbinding gesloten.`,
  netQuiet: "Er kwam te lang niets; de verbinding wordt opnieuw gemaakt.",
  netSilent: ({ place }) =>
    `${place} antwoordt niet. Controleer het adres, het netwerk en een eventuele firewall ertussen.`,
  netNoWay: ({ place }) => `Er is geen weg naar ${place}. Controleer het adres en het netwerk.`,
  netNoNetwork: ({ place }) => `Er is geen weg naar ${place}. Controleer het netwerk van deze machine.`,
  netNoHost: ({ host }) => `Er is geen host met de naam ${host}. Controleer de naam.`,
  netNoNames: ({ host }) => `De naam ${host} kon niet worden opgezocht: de naamserver antwoordt niet.`,
  netForbidden: ({ place }) => `Deze machine staat geen verbinding met ${place} toe.`,
  netFailed: ({ place, why }) => `De verbinding met ${place} is mislukt: ${why}.`,
  portBusy: ({ port }) =>
    `${port} is in gebruik door een ander programma. Stop dat: maar één kan een seriële poort lezen.`,
  portNotOpened: ({ port, why }) => `${port} kon niet worden geopend: ${why}.`,
  portUnplugged: ({ port }) => `${port} is losgekoppeld, of de andere kant is gesloten.`,

  ...outputs,
  ...feeds,
  ...refusals,
  ...files,
  ...settings,
};

/** Words among the evidence of a diagnosis, in Dutch. */
export const evidence: Said["evidence"] = {
  encryptionKey: { right: "juist", wrong: "onjuist" },
  authenticationKey: {
    "can't be told": "niet te bepalen",
    "wrong, or the frame was changed": "onjuist, of het telegram is veranderd",
  },
  content: { "too regular for ciphertext": "te regelmatig om versleuteld te zijn" },
  keyForm: { text: "teksttekens" },
  key: { "encryption key": "encryptiesleutel", "authentication key": "authenticatiesleutel" },
  counters: { "going up": "lopen op", jumping: "springen" },
};
