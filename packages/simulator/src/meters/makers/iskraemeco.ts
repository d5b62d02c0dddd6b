import {
  iskraemecoAustrian,
  iskraemecoCroatian,
  iskraemecoSlovenianMomentary,
  iskraemecoSlovenianRegisters,
  iskraemecoSwiss,
} from "../../lists/iskraemeco.ts";
import { slovenianLayout } from "../../lists/p1-countries.ts";
import { every, type MeterDrafts, madeUpKeys, titleOf } from "../meter-description.ts";
import type { PushSpeech } from "../speech.ts";

const header = { destination: [0xcf], source: [0x02, 0x23], control: 0x03 } as const;
const minute = 60_000;

const common = {
  kind: "push",
  invokeId: 0x0001_0000,
  dateTime: "length",
  clock: { deviation: "true", status: "season" },
} as const;

const slovenian: PushSpeech = {
  ...common,
  link: { link: "hdlc", header },
  texts: { logicalDeviceName: "ISK1030799999161" },
  lists: {
    momentary: { form: "positional", columns: iskraemecoSlovenianMomentary },
    registers: { form: "positional", columns: iskraemecoSlovenianRegisters },
  },
};

const croatian: PushSpeech = {
  ...common,
  link: { link: "hdlc", header, segmentOctets: 120 },
  lists: { extended: { form: "positional", columns: iskraemecoCroatian } },
};

const swiss: PushSpeech = {
  ...common,
  link: { link: "hdlc", header, segmentOctets: 153 },
  texts: { logicalDeviceName: "ISK1030799999185" },
  lists: { extended: { form: "capture-objects", columns: iskraemecoSwiss, pushSetup: "0-6:25.9.0" } },
};

const austrian: PushSpeech = {
  ...common,
  link: { link: "hdlc", header: { ...header, control: 0x13 } },
  ciphering: { securityControl: 0x20 },
  lists: { extended: { form: "positional", columns: iskraemecoAustrian } },
};

export const iskraemecoMeters = {
  "iskraemeco-si": {
    about: "Iskraemeco AM550, Slovenia: values by place every 5 s, registers of two tariffs every 15 minutes",
    manufacturer: "Iskraemeco",
    country: "SI",
    zone: "Europe/Ljubljana",
    framing: "hdlc",
    meterId: "99999161",
    interval: 5_000,
    rhythm: [{ list: "registers", every: 15 * minute, offset: 0 }, ...every(5, "momentary")],
    speech: slovenian,
    nightTariff: 2,
  },
  "iskraemeco-si-p1": {
    about: "Iskraemeco AM550 P1 telegrams, Slovenia: no CRC, a clock by other codes, every 5 s",
    manufacturer: "Iskraemeco",
    country: "SI",
    zone: "Europe/Ljubljana",
    framing: "p1",
    meterId: "99999178",
    interval: 5_000,
    rhythm: every(5),
    speech: {
      kind: "p1",
      ident: "/ISK9\\2M551T-200",
      layout: slovenianLayout,
      clock: "season",
      checksum: "none",
    },
    solar: { peakW: 7_000, phases: [0, 1, 2] },
    nightTariff: 2,
  },
  "iskraemeco-hr": {
    about: "Iskraemeco IE.5, Croatia: 33 values by place in two HDLC segments, every 10 s",
    manufacturer: "Iskraemeco",
    country: "HR",
    zone: "Europe/Zagreb",
    framing: "hdlc",
    meterId: "99999192",
    interval: 10_000,
    rhythm: every(10, "extended"),
    speech: croatian,
    nightTariff: 2,
  },
  "iskraemeco-ch": {
    about: "Iskraemeco AM550, Switzerland: the push setup's objects, then values, in HDLC segments, every 5 s",
    manufacturer: "Iskraemeco",
    country: "CH",
    zone: "Europe/Zurich",
    framing: "hdlc",
    meterId: "ISK1030799999185",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: swiss,
    solar: { peakW: 4_000, phases: [2] },
  },
  "iskraemeco-at": {
    about: "Iskraemeco AM550, Austria (Vienna): encrypted, clock, registers and powers by place, every second",
    manufacturer: "Iskraemeco",
    country: "AT",
    zone: "Europe/Vienna",
    framing: "hdlc",
    meterId: "99999208",
    interval: 1_000,
    rhythm: every(1, "extended"),
    speech: austrian,
    keys: { encryptionKey: madeUpKeys.encryptionKey },
    systemTitle: titleOf("ISK", 6),
  },
} satisfies MeterDrafts;
