import type { Catalogue } from "../text.ts";

/** Words of the page Line, in Swedish. */
export const linePage: Catalogue["linePage"] = {
  title: "Linje",
  choose: "Linje",
  none: "Ingen källa är inställd: det finns ingen linje.",

  time: {
    title: "Över tid",
    span: "Tid som visas",
    spans: { hour: "1 tim", hours: "6 tim", day: "24 tim" },
    octets: "Oktetter per sekund",
    frames: "Ramar i varje steg: hela och skadade",
    gaps: "Längsta tystnad, i sekunder",
    whole: "hela",
    damaged: "skadade",
    highest: (value) => `högst: ${value}`,
    spoken: (what, lowest, highest) => `${what}: från ${lowest} till ${highest}`,
    failed: "Hur linjen har varit kunde inte hämtas.",
    loading: "Hämtar hur linjen har varit",
    empty: "Ingenting hördes under den här tiden.",
    started: "Steg från tiden före gatewayens start är tomma.",
    totals: (frames, damaged, gap) => `Hela ramar: ${frames}, skadade: ${damaged}; den längsta tystnaden var ${gap}.`,
  },

  log: {
    title: "Det som märkts",
    none: "Inget har märkts sedan starten.",
    older: "Äldre",
    from: (from, to) => `${from} till ${to}`,
    times: (count) => `${count} gånger`,
    failed: "Loggen kunde inte hämtas.",
  },

  frames: {
    title: "Råa ramar",
    lead: "Varje ram som den kom, den nyaste först. De äldsta försvinner när arkivet är fullt.",
    admin: "Ramar avslöjar vems mätare det är: bara en administratör ser dem.",
    live: "Följ dem när de kommer",
    at: "Tid",
    framing: "Inramning",
    octets: "Oktetter",
    verdict: "Vad det blev av den",
    inspect: "Titta närmare",
    older: "Äldre",
    none: "Ingen ram har sparats hittills.",
    failed: "Ramarna kunde inte hämtas.",
    reading: "en avläsning",
    capsule: "Gör en fil till en felrapport",
  },
};
