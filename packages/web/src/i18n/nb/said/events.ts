import type { Said } from "../../said.ts";

/** Events, as they begin and end; in Norwegian. */
export const events: Said["events"] = {
  fuse: {
    title: "En fase nærmer seg sikringen",
    raised: ({ phase, value, limit }) => `Fase ${phase} fører ${value} A; varselgrensen er ${limit} A.`,
    cleared: ({ phase, value }) => `Fase ${phase} fører ${value} A igjen, godt under sikringen.`,
  },
  "voltage-low": {
    title: "Spenningen er for lav",
    raised: ({ phase, value, limit }) => `Spenningen på ${phase} er ${value} V, under ${limit} V.`,
    cleared: ({ phase, value }) => `Spenningen på ${phase} er ${value} V igjen.`,
  },
  "voltage-high": {
    title: "Spenningen er for høy",
    raised: ({ phase, value, limit }) => `Spenningen på ${phase} er ${value} V, over ${limit} V.`,
    cleared: ({ phase, value }) => `Spenningen på ${phase} er ${value} V igjen.`,
  },
  "no-data": {
    title: "Måleren er stille",
    raised: () => "Ingenting er mottatt fra måleren; de siste verdiene er gamle.",
    cleared: () => "Måleren mottas igjen.",
  },
  "clock-wrong": {
    title: "Målerens klokke er feil",
    raised: ({ value }) => `Målerens klokke avviker ${value} s, eller hopper; tidspunktet for mottak gjelder i stedet.`,
    cleared: () => "Målerens klokke er riktig igjen.",
  },
  export: {
    title: "Det mates effekt inn på nettet",
    raised: ({ value }) => `Innmatingen begynte: ${value} W mates inn på nettet.`,
    cleared: () => "Innmatingen er slutt.",
  },
  peak: {
    title: "En effekttopp er på vei",
    raised: ({ value, limit }) => `Perioden som går, kommer til å ende på ${value} kW; grensen er ${limit} kW.`,
    cleared: ({ value }) => `Perioden som går, holder seg innenfor grensen: ${value} kW er ventet.`,
  },
};
