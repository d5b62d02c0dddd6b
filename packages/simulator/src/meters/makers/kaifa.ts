import { westAustrian } from "../../lists/austrian.ts";
import { kaifaColumns, kaifaListVersion } from "../../lists/kaifa.ts";
import { polishLayout } from "../../lists/p1-countries.ts";
import { every, hourly, type MeterDrafts, madeUpKeys, titleOf } from "../meter-description.ts";
import type { PushSpeech } from "../speech.ts";

const names = { listVersion: kaifaListVersion, meterModel: "MA304H4" };

/** Norway: values by place; the clock shows local time and its status never says summer. */
const norwegian: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x01], source: [0x02, 0x01], control: 0x10 } },
  invokeId: 0x4000_0000,
  dateTime: "octet-string",
  clock: { deviation: "none", status: 0 },
  texts: names,
  lists: {
    power: { form: "positional", columns: kaifaColumns("power") },
    momentary: { form: "positional", columns: kaifaColumns("momentary") },
    hourly: { form: "positional", columns: kaifaColumns("hourly") },
  },
};

/** Sweden: OBIS code and value in turn; the clock keeps standard time in summer, and says so. */
const swedish: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x01], source: [0x00, 0x01], control: 0x10 } },
  invokeId: 0x4000_0000,
  clock: { deviation: "true", status: 0, standardAllYear: true },
  texts: names,
  lists: { extended: { form: "pairs", columns: kaifaColumns("hourly") } },
};

/** Austria (Vorarlberg, Salzburg): encrypted without a tag, in two M-Bus telegrams. */
const austrian: PushSpeech = {
  kind: "push",
  link: { link: "mbus", fields: { control: 0x53, address: 0xff, transport: [0x01, 0x67] } },
  invokeId: 0x0017_0000,
  dateTime: "length",
  clock: { deviation: "true", status: "season" },
  texts: { logicalDeviceName: "KFM1200999999124" },
  ciphering: { securityControl: 0x21 },
  lists: { extended: { form: "clock-then-entries", columns: westAustrian } },
};

export const kaifaMeters = {
  "kaifa-no": {
    about: "Kaifa MA304H4, Norway: power every 2 s, all momentary values every 10 s, registers every hour",
    manufacturer: "Kaifa",
    country: "NO",
    zone: "Europe/Oslo",
    framing: "hdlc",
    meterId: "9999990000000055",
    interval: 2_000,
    rhythm: [hourly(10), ...every(10, "momentary"), ...every(2, "power")],
    speech: norwegian,
  },
  "kaifa-se": {
    about: "Kaifa MA304H4, Sweden: OBIS codes with everything, registers too, every 10 s; standard time all year",
    manufacturer: "Kaifa",
    country: "SE",
    zone: "Europe/Stockholm",
    framing: "hdlc",
    meterId: "9999990000000116",
    interval: 10_000,
    rhythm: every(10, "extended"),
    speech: swedish,
    solar: { peakW: 8_000, phases: [0, 1, 2] },
  },
  "kaifa-at": {
    about: "Kaifa MA309M, Austria (Vorarlberg): encrypted, two M-Bus telegrams every 5 s",
    manufacturer: "Kaifa",
    country: "AT",
    zone: "Europe/Vienna",
    framing: "mbus",
    meterId: "1KFM0299999124",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: austrian,
    keys: { encryptionKey: madeUpKeys.encryptionKey },
    systemTitle: titleOf("KFM", 4),
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
  "kaifa-pl": {
    about: "Kaifa P1 telegrams, Poland: the data lines are encrypted, the system title is left out, every 10 s",
    manufacturer: "Kaifa",
    country: "PL",
    zone: "Europe/Warsaw",
    framing: "p1",
    meterId: "9999990000000130",
    interval: 10_000,
    rhythm: every(10),
    speech: {
      kind: "p1",
      ident: "/KFM5KAIFA-METER",
      layout: polishLayout,
      clock: "season",
      ciphering: { around: "lines", securityControl: 0x30, lengthForm: "two-octets" },
    },
    keys: { ...madeUpKeys, systemTitle: titleOf("KFM", 5) },
    systemTitle: titleOf("KFM", 5),
    nightTariff: 2,
  },
} satisfies MeterDrafts;
