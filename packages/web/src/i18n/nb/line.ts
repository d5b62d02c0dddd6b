import type { Catalogue } from "../text.ts";

/** Words of the page Line, in Norwegian. */
export const linePage: Catalogue["linePage"] = {
  title: "Linje",
  choose: "Linje",
  none: "Ingen kilde er satt opp: det finnes ingen linje.",

  time: {
    title: "Over tid",
    span: "Tid som vises",
    spans: { hour: "1 t", hours: "6 t", day: "24 t" },
    octets: "Oktetter per sekund",
    frames: "Rammer i hvert trinn: hele og skadde",
    gaps: "Lengste stillhet, i sekunder",
    whole: "hele",
    damaged: "skadde",
    highest: (value) => `høyest: ${value}`,
    spoken: (what, lowest, highest) => `${what}: fra ${lowest} til ${highest}`,
    failed: "Hvordan linjen har vært, kunne ikke lastes.",
    loading: "Laster hvordan linjen har vært",
    empty: "Ingenting ble hørt i denne tiden.",
    started: "Trinn fra før gatewayen startet, er tomme.",
    totals: (frames, damaged, gap) => `Hele rammer: ${frames}, skadde: ${damaged}; den lengste stillheten var ${gap}.`,
  },

  log: {
    title: "Lagt merke til",
    none: "Ingenting å merke seg siden starten.",
    older: "Eldre",
    from: (from, to) => `${from} til ${to}`,
    times: (count) => `${count} ganger`,
    failed: "Loggen kunne ikke lastes.",
  },

  frames: {
    title: "Rå rammer",
    lead: "Hver ramme slik den kom, den nyeste først. De eldste går ut når arkivet er fullt.",
    admin: "Rammer røper hvem måleren tilhører: bare en administrator ser dem.",
    live: "Følg med etter hvert som de kommer",
    at: "Tid",
    framing: "Innramming",
    octets: "Oktetter",
    verdict: "Hva den ble til",
    inspect: "Se nærmere",
    older: "Eldre",
    none: "Ingen ramme er tatt vare på så langt.",
    failed: "Rammene kunne ikke lastes.",
    reading: "en avlesning",
    capsule: "Lag en fil til en feilmelding",
  },
};
