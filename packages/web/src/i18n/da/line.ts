import type { Catalogue } from "../text.ts";

/** Words of the page Line, in Danish. */
export const linePage: Catalogue["linePage"] = {
  title: "Linje",
  choose: "Linje",
  none: "Der er ikke sat nogen kilde op: der er ingen linje.",

  time: {
    title: "Over tid",
    span: "Tid, der vises",
    spans: { hour: "1 t", hours: "6 t", day: "24 t" },
    octets: "Oktetter pr. sekund",
    frames: "Rammer i hvert trin: hele og beskadigede",
    gaps: "Længste stilhed, i sekunder",
    whole: "hele",
    damaged: "beskadigede",
    highest: (value) => `højest: ${value}`,
    spoken: (what, lowest, highest) => `${what}: fra ${lowest} til ${highest}`,
    failed: "Hvordan linjen har været, kunne ikke hentes.",
    loading: "Henter, hvordan linjen har været",
    empty: "Intet blev hørt i denne tid.",
    started: "Trin fra før gatewayens start er tomme.",
    totals: (frames, damaged, gap) =>
      `Hele rammer: ${frames}, beskadigede: ${damaged}; den længste stilhed var ${gap}.`,
  },

  log: {
    title: "Hvad der er bemærket",
    none: "Intet er bemærket siden starten.",
    older: "Ældre",
    from: (from, to) => `${from} til ${to}`,
    times: (count) => `${count} gange`,
    failed: "Loggen kunne ikke hentes.",
  },

  frames: {
    title: "Rå rammer",
    lead: "Hver ramme, som den kom, den nyeste først. De ældste ryger ud, når arkivet er fuldt.",
    admin: "Rammer røber, hvis måler det er: kun en administrator ser dem.",
    live: "Følg med, når de kommer",
    at: "Tid",
    framing: "Indramning",
    octets: "Oktetter",
    verdict: "Hvad den blev til",
    inspect: "Se nærmere",
    older: "Ældre",
    none: "Ingen ramme er gemt indtil nu.",
    failed: "Rammerne kunne ikke hentes.",
    reading: "en aflæsning",
    capsule: "Lav en fil til en fejlmelding",
  },
};
