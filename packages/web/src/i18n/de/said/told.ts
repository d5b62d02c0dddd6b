import type { Said } from "../../said.ts";
import { diagnoses } from "./diagnoses.ts";
import { feeds } from "./feeds.ts";
import { files } from "./files.ts";
import { outputs } from "./outputs.ts";
import { refusals } from "./refusals.ts";
import { settings } from "./settings.ts";

/** What trying keys comes to, beside the diagnoses; in German. */
export const findings: Said["findings"] = {
  "security/keys-right": { title: "Die Schlüssel stimmen", hint: "Übernehmen Sie sie." },
  "security/encryption-key-right": { title: "Der Verschlüsselungsschlüssel stimmt", hint: "Übernehmen Sie ihn." },
  "security/not-encrypted": { title: "Der Zähler verschlüsselt nicht", hint: "Machen Sie ohne Schlüssel weiter." },
  "security/not-tried": {
    title: "Es wurde noch kein Telegramm empfangen",
    hint: "Warten Sie, bis der Zähler etwas gesendet hat, und versuchen Sie es noch einmal.",
  },
};

/** What the gateway itself says, in German. */
export const told: Said["told"] = {
  keysFit: ({ frames }, n) =>
    `Telegramme des Zählers, die entschlüsselt wurden und deren Signatur passt: ${n(frames)}.`,
  keyFits: ({ frames }, n) =>
    `Telegramme des Zählers, die entschlüsselt wurden: ${n(frames)}. Sie tragen keine Signatur, die sich prüfen ließe.`,
  noneEncrypted: ({ frames }, n) =>
    `Keines der letzten Telegramme (${n(frames)}) ist verschlüsselt, also wird kein Schlüssel gebraucht.`,
  noFrameToTry:
    "Die Schlüssel sehen wie Schlüssel aus, und es gibt kein Telegramm des Zählers, an dem sie sich prüfen ließen.",

  hintOf: ({ code }) => diagnoses[code].hint,
  heardReading: "Ein Zähler wurde empfangen, und seine Werte wurden gelesen.",
  heardKeysNeeded:
    "Ein Zähler wurde empfangen, und er verschlüsselt: Seine Schlüssel werden gebraucht. Der Netzbetreiber gibt sie seinem Kunden.",
  heardKeysWrong: "Ein Zähler wurde empfangen, und die angegebenen Schlüssel öffnen seine Telegramme nicht.",
  heardNotUnderstood:
    "Ein Zähler wurde empfangen, und in seinen Telegrammen stehen keine bekannten Werte. Speichern Sie eine Kapsel oder einige Telegramme für eine Fehlermeldung.",
  heardNoFrame:
    "Es kommen Oktette, aber kein Telegramm. Prüfen Sie Baudrate und Format, oder ob es die Kundenschnittstelle eines Zählers ist.",
  heardNothing:
    "Nichts wurde empfangen. Prüfen Sie das Kabel, und ob der Netzbetreiber die Schnittstelle freigeschaltet hat; manche Zähler senden nur einmal in der Stunde.",
  heardNothingYet: "Bisher wurde nichts empfangen.",
  looking: ({ tried, candidates }, n) =>
    `Baudrate und Format werden gesucht: ${n(tried)} von ${n(candidates)} wurden probiert.`,

  portNoDevice: ({ port }) =>
    `${port} ist keine serielle Schnittstelle. Aufzeichnungen in Dateien liest eine Quelle vom Typ file.`,
  portForbidden: ({ port }) =>
    `${port} darf nicht geöffnet werden. Nehmen Sie den Benutzer, der dies ausführt, in die Gruppe auf, der sie gehört, meist: sudo usermod -aG dialout USER, und melden Sie sich neu an.`,
  portNone: ({ port }) =>
    `Es gibt kein ${port} und auch keine andere serielle Schnittstelle. Stecken Sie den Adapter ein; ein Container braucht ihn als durchgereichtes Gerät.`,
  portOthers: ({ port, ports }) =>
    `Es gibt kein ${port}. Stecken Sie den Adapter ein, oder nehmen Sie eine von diesen: ${ports}.`,
  portManyOthers: ({ port, ports, more }, n) =>
    `Es gibt kein ${port}. Stecken Sie den Adapter ein, oder nehmen Sie eine von diesen: ${ports}, und ${n(more)} weitere.`,

  netRefused: ({ place }) => `Unter ${place} hört nichts zu. Prüfen Sie Host und Port, und ob die andere Seite läuft.`,
  netBroken: ({ place }) => `${place} hat die Verbindung abgebrochen.`,
  netClosed: ({ place }) => `${place} hat die Verbindung geschlossen.`,
  netQuiet: "Zu lange kam nichts; die Verbindung wird neu aufgebaut.",
  netSilent: ({ place }) =>
    `${place} antwortet nicht. Prüfen Sie die Adresse, das Netzwerk und eine Firewall dazwischen.`,
  netNoWay: ({ place }) => `Es gibt keinen Weg zu ${place}. Prüfen Sie die Adresse und das Netzwerk.`,
  netNoNetwork: ({ place }) => `Es gibt keinen Weg zu ${place}. Prüfen Sie das Netzwerk dieses Rechners.`,
  netNoHost: ({ host }) => `Es gibt keinen Host namens ${host}. Prüfen Sie den Namen.`,
  netNoNames: ({ host }) => `Der Name ${host} ließ sich nicht auflösen: Der Nameserver antwortet nicht.`,
  netForbidden: ({ place }) => `Dieser Rechner erlaubt keine Verbindung zu ${place}.`,
  netFailed: ({ place, why }) => `Die Verbindung zu ${place} scheiterte: ${why}.`,
  portBusy: ({ port }) =>
    `${port} wird von einem anderen Programm verwendet. Beenden Sie es: Nur eines kann eine serielle Schnittstelle lesen.`,
  portNotOpened: ({ port, why }) => `${port} ließ sich nicht öffnen: ${why}.`,
  portUnplugged: ({ port }) => `${port} wurde abgezogen, oder die andere Seite wurde geschlossen.`,

  ...outputs,
  ...feeds,
  ...refusals,
  ...files,
  ...settings,
};

/** Words among the evidence of a diagnosis, in German. */
export const evidence: Said["evidence"] = {
  encryptionKey: { right: "richtig", wrong: "falsch" },
  authenticationKey: {
    "can't be told": "nicht zu entscheiden",
    "wrong, or the frame was changed": "falsch, oder das Telegramm wurde verändert",
  },
  content: { "too regular for ciphertext": "zu regelmäßig, um verschlüsselt zu sein" },
  keyForm: { text: "Textzeichen" },
  key: { "encryption key": "Verschlüsselungsschlüssel", "authentication key": "Authentifizierungsschlüssel" },
  counters: { "going up": "steigen", jumping: "springen" },
};
