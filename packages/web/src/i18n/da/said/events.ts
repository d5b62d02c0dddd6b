import type { Said } from "../../said.ts";

/** Events, as they begin and end; in Danish. */
export const events: Said["events"] = {
  fuse: {
    title: "En fase er tæt på sikringen",
    raised: ({ phase, value, limit }) => `Fase ${phase} fører ${value} A; varslingsgrænsen er ${limit} A.`,
    cleared: ({ phase, value }) => `Fase ${phase} fører ${value} A igen, et godt stykke under sikringen.`,
  },
  "voltage-low": {
    title: "Spændingen er for lav",
    raised: ({ phase, value, limit }) => `Spændingen på ${phase} er ${value} V, under ${limit} V.`,
    cleared: ({ phase, value }) => `Spændingen på ${phase} er ${value} V igen.`,
  },
  "voltage-high": {
    title: "Spændingen er for høj",
    raised: ({ phase, value, limit }) => `Spændingen på ${phase} er ${value} V, over ${limit} V.`,
    cleared: ({ phase, value }) => `Spændingen på ${phase} er ${value} V igen.`,
  },
  "no-data": {
    title: "Måleren er stille",
    raised: () => "Der er ikke modtaget noget fra måleren; dens seneste værdier er gamle.",
    cleared: () => "Der modtages igen fra måleren.",
  },
  "clock-wrong": {
    title: "Målerens ur er forkert",
    raised: ({ value }) => `Målerens ur afviger ${value} s, eller springer; modtagelsens tidspunkt gælder i stedet.`,
    cleared: () => "Målerens ur er rigtigt igen.",
  },
  export: {
    title: "Der leveres effekt til nettet",
    raised: ({ value }) => `Levering til nettet begyndte: ${value} W.`,
    cleared: () => "Levering til nettet er slut.",
  },
  peak: {
    title: "En effektspids er på vej",
    raised: ({ value, limit }) => `Vinduet, der løber nu, ventes at ende på ${value} kW; grænsen er ${limit} kW.`,
    cleared: ({ value }) => `Vinduet, der løber nu, holder sig inden for grænsen: ${value} kW ventes.`,
  },
};
