import type { Said } from "../../said.ts";

/** Events, as they begin and end; in German. */
export const events: Said["events"] = {
  fuse: {
    title: "Eine Phase ist nahe an der Sicherung",
    raised: ({ phase, value, limit }) => `Auf Phase ${phase} fließen ${value} A; die Warngrenze ist ${limit} A.`,
    cleared: ({ phase, value }) => `Auf Phase ${phase} fließen wieder ${value} A, deutlich unter der Sicherung.`,
  },
  "voltage-low": {
    title: "Die Spannung ist zu niedrig",
    raised: ({ phase, value, limit }) => `Die Spannung auf ${phase} ist ${value} V, unter ${limit} V.`,
    cleared: ({ phase, value }) => `Die Spannung auf ${phase} ist wieder ${value} V.`,
  },
  "voltage-high": {
    title: "Die Spannung ist zu hoch",
    raised: ({ phase, value, limit }) => `Die Spannung auf ${phase} ist ${value} V, über ${limit} V.`,
    cleared: ({ phase, value }) => `Die Spannung auf ${phase} ist wieder ${value} V.`,
  },
  "no-data": {
    title: "Der Zähler ist still",
    raised: () => "Vom Zähler wurde nichts empfangen; seine letzten Werte sind alt.",
    cleared: () => "Der Zähler wird wieder empfangen.",
  },
  "clock-wrong": {
    title: "Die Uhr des Zählers geht falsch",
    raised: ({ value }) =>
      `Die Uhr des Zählers weicht um ${value} s ab oder schwankt; stattdessen gilt die Zeit des Empfangs.`,
    cleared: () => "Die Uhr des Zählers geht wieder richtig.",
  },
  export: {
    title: "Es wird Leistung eingespeist",
    raised: ({ value }) => `Die Einspeisung begann: ${value} W gehen ins Netz.`,
    cleared: () => "Die Einspeisung ist zu Ende.",
  },
  peak: {
    title: "Eine Leistungsspitze steht bevor",
    raised: ({ value, limit }) => `Das laufende Zeitfenster wird auf ${value} kW kommen; die Grenze ist ${limit} kW.`,
    cleared: ({ value }) => `Das laufende Zeitfenster bleibt unter der Grenze: ${value} kW werden erwartet.`,
  },
};
