import type { Catalogue } from "../text.ts";

/** Words of the page Line, in Dutch. */
export const linePage: Catalogue["linePage"] = {
  title: "Lijn",
  choose: "Lijn",
  none: "Er is geen bron ingesteld: er is geen lijn.",

  time: {
    title: "Door de tijd",
    span: "Getoonde tijd",
    spans: { hour: "1 u", hours: "6 u", day: "24 u" },
    octets: "Octetten per seconde",
    frames: "Telegrammen per stap: hele en beschadigde",
    gaps: "Langste stilte, in seconden",
    whole: "hele",
    damaged: "beschadigde",
    highest: (value) => `hoogste: ${value}`,
    spoken: (what, lowest, highest) => `${what}: van ${lowest} tot ${highest}`,
    failed: "Hoe de lijn was, kon niet worden geladen.",
    loading: "Hoe de lijn was, wordt geladen",
    empty: "In deze tijd is niets gehoord.",
    started: "Stappen van vóór de start van de gateway zijn leeg.",
    totals: (frames, damaged, gap) =>
      `Hele telegrammen: ${frames}, beschadigde: ${damaged}; de langste stilte was ${gap}.`,
  },

  log: {
    title: "Wat is opgevallen",
    none: "Sinds de start is niets opgevallen.",
    older: "Oudere",
    from: (from, to) => `${from} tot ${to}`,
    times: (count) => `${count} keer`,
    failed: "Het logboek kon niet worden geladen.",
  },

  frames: {
    title: "Ruwe telegrammen",
    lead: "Elk telegram zoals het kwam, het nieuwste eerst. Is het archief vol, dan vallen de oudste eruit.",
    admin: "Telegrammen verraden van wie de meter is: alleen een beheerder ziet ze.",
    live: "Volgen terwijl ze komen",
    at: "Tijd",
    framing: "Framing",
    octets: "Octetten",
    verdict: "Wat ervan werd",
    inspect: "Nader bekijken",
    older: "Oudere",
    none: "Tot nu toe is geen telegram bewaard.",
    failed: "De telegrammen konden niet worden geladen.",
    reading: "een meting",
    capsule: "Bestand voor een foutmelding maken",
  },
};
