import { aidonLists, aidonListVersion } from "../../lists/aidon.ts";
import { nordicLayout } from "../../lists/p1-layouts.ts";
import { every, hourly, type MeterDrafts } from "../meter-description.ts";
import type { PushSpeech } from "../speech.ts";

/** The data-notification has no date-time. Sunday is 0. */
const common = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x41], source: [0x08, 0x83], control: 0x13 } },
  invokeId: 0x4000_0000,
  texts: { listVersion: aidonListVersion, meterModel: "6534" },
} as const;

/** Norway: the clock shows local time with a deviation of 0 and never says summer time. */
const norwegian: PushSpeech = {
  ...common,
  clock: { deviation: "zero", status: 0, sundayIsZero: true },
  lists: {
    power: { form: "entries", columns: aidonLists.power },
    momentary: { form: "entries", columns: aidonLists.momentary },
    hourly: { form: "entries", columns: aidonLists.hourly },
  },
};

/** Sweden: one list with everything; the clock shows local time and says nothing else. */
const swedish: PushSpeech = {
  ...common,
  clock: { deviation: "none", sundayIsZero: true },
  lists: { extended: { form: "entries", columns: aidonLists.swedish } },
};

export const aidonMeters = {
  "aidon-no": {
    about: "Aidon 6534, Norway: power every 2.5 s, all momentary values every 10 s, registers at the full hour",
    manufacturer: "Aidon",
    country: "NO",
    zone: "Europe/Oslo",
    framing: "hdlc",
    meterId: "9999990000000048",
    interval: 2_500,
    rhythm: [hourly(0), ...every(10, "momentary"), ...every(2.5, "power")],
    speech: norwegian,
  },
  "aidon-se": {
    about: "Aidon 6534, Sweden (RJ45): powers of each phase and registers in Wh, every 10 s",
    manufacturer: "Aidon",
    country: "SE",
    zone: "Europe/Stockholm",
    framing: "hdlc",
    meterId: "9999990000000147",
    interval: 10_000,
    rhythm: every(10, "extended"),
    speech: swedish,
    solar: { peakW: 9_000, phases: [0, 1, 2] },
  },
  "aidon-fi": {
    about: "Aidon P1 telegrams, Finland: every 10 s, Eastern European time, reactive power, no number",
    manufacturer: "Aidon",
    country: "FI",
    zone: "Europe/Helsinki",
    framing: "p1",
    meterId: "9999990000000154",
    interval: 10_000,
    rhythm: every(10),
    speech: { kind: "p1", ident: "/ADN9 SIM5534", layout: nordicLayout(), clock: "season" },
  },
} satisfies MeterDrafts;
