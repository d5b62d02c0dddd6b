import type { Catalogue } from "../text.ts";

/** Words of the page Line, in German. */
export const linePage: Catalogue["linePage"] = {
  title: "Leitung",
  choose: "Leitung",
  none: "Es ist keine Quelle eingerichtet: Es gibt keine Leitung.",

  time: {
    title: "Im Lauf der Zeit",
    span: "Gezeigte Zeit",
    spans: { hour: "1 h", hours: "6 h", day: "24 h" },
    octets: "Oktette pro Sekunde",
    frames: "Telegramme je Schritt: ganze und beschädigte",
    gaps: "Längste Stille, in Sekunden",
    whole: "ganze",
    damaged: "beschädigte",
    highest: (value) => `höchstens: ${value}`,
    spoken: (what, lowest, highest) => `${what}: von ${lowest} bis ${highest}`,
    failed: "Wie die Leitung war, konnte nicht geladen werden.",
    loading: "Wie die Leitung war, wird geladen",
    empty: "In dieser Zeit wurde nichts gehört.",
    started: "Schritte vor dem Start des Gateways sind leer.",
    totals: (frames, damaged, gap) =>
      `Ganze Telegramme: ${frames}, beschädigte: ${damaged}; die längste Stille dauerte ${gap}.`,
  },

  log: {
    title: "Was aufgefallen ist",
    none: "Seit dem Start ist nichts aufgefallen.",
    older: "Ältere",
    from: (from, to) => `${from} bis ${to}`,
    times: (count) => `${count}-mal`,
    failed: "Das Protokoll konnte nicht geladen werden.",
  },

  frames: {
    title: "Rohe Telegramme",
    lead: "Jedes Telegramm, wie es kam, das neueste zuerst. Ist das Archiv voll, fallen die ältesten heraus.",
    admin: "Telegramme verraten, wem der Zähler gehört: Nur ein Administrator sieht sie.",
    live: "Mitlesen, wie sie kommen",
    at: "Zeit",
    framing: "Rahmen",
    octets: "Oktette",
    verdict: "Was daraus wurde",
    inspect: "Genauer ansehen",
    older: "Ältere",
    none: "Bisher ist kein Telegramm aufgehoben.",
    failed: "Die Telegramme konnten nicht geladen werden.",
    reading: "ein Messwert",
    capsule: "Datei für eine Fehlermeldung erstellen",
  },
};
