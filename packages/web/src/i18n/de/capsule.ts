import type { CapsuleWords } from "../capsule-words.ts";

/** The words of the page that makes a capsule, in German. */
export const capsule: CapsuleWords = {
  heading: "Eine Datei für eine Fehlermeldung",
  lead: "Die letzten Telegramme Ihres Zählers, mit Diagnosen, Versionen und Einstellungen, in einer Datei. Nummern, Namen und Schlüssel darin sind erfunden; Zeiten und Werte bleiben, sodass der Empfänger dieselben Werte liest.",
  noMail:
    "Nichts wird irgendwohin gesendet. Sie sehen sich die Datei an, speichern sie und entscheiden, wer sie bekommt.",
  source: "Empfangen über",
  allSources: "allen Quellen",
  frames: "Anzahl der letzten Telegramme",
  include: "Auch aufnehmen, was sich nicht anonymisieren lässt",
  includeHint:
    "Telegramme, die kein Schlüssel öffnet, die beschädigt sind oder nicht verstanden werden: so, wie der Zähler sie gesendet hat. Sie verraten, wessen Zähler es ist.",
  make: "Kapsel erstellen",
  making: "Die Kapsel wird erstellt",
  ready: "Die Kapsel ist fertig",
  identifying: (count) => `Telegramme darin, die verraten, wessen Zähler es ist: ${count}`,
  identifyingDetail:
    "Geben Sie die Datei nur Leuten, denen Sie vertrauen, oder erstellen Sie sie ohne diese Telegramme neu.",
  empty: "Es bleibt kein Telegramm übrig",
  emptyDetail:
    "Alles Empfangene wurde ausgelassen; warum, steht unten. Mit den richtigen Schlüsseln lassen sich die Telegramme anonymisieren.",
  summary: "Das ist darin",
  facts: {
    frames: "Telegramme",
    octets: "Oktette",
    from: "Zuerst empfangen",
    to: "Zuletzt empfangen",
    replaced: "Ersetzte Nummern, Namen und Texte",
    keys: "Schlüssel",
    ownKeys: "erfunden, nur für diese Datei",
    noKeys: "keine: nichts war verschlüsselt",
    settings: "Gezeigte Einstellungen",
    hidden: "Einstellungen, ohne ihren Wert genannt",
    diagnoses: "Diagnosen",
    noDiagnoses: "keine",
    notDeciphered: "Ausgelassen: kein Schlüssel öffnet sie",
    notRead: "Ausgelassen: nicht verstanden",
    damaged: "Ausgelassen: beschädigt",
  },
  content: "Die Datei",
  contentLabel: "Inhalt der Datei",
  save: "Datei speichern",
  copy: "Kopieren",
  copied: "Kopiert",
  notCopied: "Der Browser lässt die Seite hier nicht kopieren. Markieren Sie den Text und kopieren Sie ihn.",
};
