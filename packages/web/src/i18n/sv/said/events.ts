import type { Said } from "../../said.ts";

/** Events, as they begin and end; in Swedish. */
export const events: Said["events"] = {
  fuse: {
    title: "En fas är nära säkringen",
    raised: ({ phase, value, limit }) => `Fas ${phase} bär ${value} A; varningsgränsen är ${limit} A.`,
    cleared: ({ phase, value }) => `Fas ${phase} bär ${value} A igen, en bra bit under säkringen.`,
  },
  "voltage-low": {
    title: "Spänningen är för låg",
    raised: ({ phase, value, limit }) => `Spänningen på ${phase} är ${value} V, under ${limit} V.`,
    cleared: ({ phase, value }) => `Spänningen på ${phase} är ${value} V igen.`,
  },
  "voltage-high": {
    title: "Spänningen är för hög",
    raised: ({ phase, value, limit }) => `Spänningen på ${phase} är ${value} V, över ${limit} V.`,
    cleared: ({ phase, value }) => `Spänningen på ${phase} är ${value} V igen.`,
  },
  "no-data": {
    title: "Mätaren är tyst",
    raised: () => "Inget har tagits emot från mätaren; dess senaste värden är gamla.",
    cleared: () => "Mätaren tas emot igen.",
  },
  "clock-wrong": {
    title: "Mätarens klocka går fel",
    raised: ({ value }) => `Mätarens klocka avviker ${value} s, eller hoppar; tiden för mottagandet gäller i stället.`,
    cleared: () => "Mätarens klocka går rätt igen.",
  },
  export: {
    title: "Effekt matas in på nätet",
    raised: ({ value }) => `Inmatningen började: ${value} W matas in på nätet.`,
    cleared: () => "Inmatningen är slut.",
  },
  peak: {
    title: "En effekttopp är på väg",
    raised: ({ value, limit }) => `Fönstret som pågår väntas sluta på ${value} kW; gränsen är ${limit} kW.`,
    cleared: ({ value }) => `Fönstret som pågår håller sig inom gränsen: ${value} kW väntas.`,
  },
};
