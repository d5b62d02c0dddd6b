import type { Said } from "../../said.ts";

/** Events, as they begin and end; in Dutch. */
export const events: Said["events"] = {
  fuse: {
    title: "Een fase zit dicht bij de zekering",
    raised: ({ phase, value, limit }) => `Door fase ${phase} loopt ${value} A; de waarschuwingsgrens is ${limit} A.`,
    cleared: ({ phase, value }) => `Door fase ${phase} loopt weer ${value} A, ruim onder de zekering.`,
  },
  "voltage-low": {
    title: "De spanning is te laag",
    raised: ({ phase, value, limit }) => `De spanning op ${phase} is ${value} V, onder ${limit} V.`,
    cleared: ({ phase, value }) => `De spanning op ${phase} is weer ${value} V.`,
  },
  "voltage-high": {
    title: "De spanning is te hoog",
    raised: ({ phase, value, limit }) => `De spanning op ${phase} is ${value} V, boven ${limit} V.`,
    cleared: ({ phase, value }) => `De spanning op ${phase} is weer ${value} V.`,
  },
  "no-data": {
    title: "De meter is stil",
    raised: () => "Van de meter is niets ontvangen; de laatste waarden zijn oud.",
    cleared: () => "De meter wordt weer ontvangen.",
  },
  "clock-wrong": {
    title: "De klok van de meter staat verkeerd",
    raised: ({ value }) => `De klok van de meter wijkt ${value} s af, of springt; de tijd van ontvangst telt nu.`,
    cleared: () => "De klok van de meter staat weer goed.",
  },
  export: {
    title: "Er wordt vermogen teruggeleverd",
    raised: ({ value }) => `De teruglevering begon: ${value} W gaat naar het net.`,
    cleared: () => "De teruglevering is voorbij.",
  },
  peak: {
    title: "Er komt een piek aan",
    raised: ({ value, limit }) => `Het venster dat nu loopt, komt uit op ${value} kW; de grens is ${limit} kW.`,
    cleared: ({ value }) => `Het venster dat nu loopt, blijft binnen de grens: ${value} kW wordt verwacht.`,
  },
};
