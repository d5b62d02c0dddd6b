import { lowerAustrian } from "../../lists/austrian.ts";
import { austrianLayout, hungarianLayout, lithuanianLayout, luxembourgLayout } from "../../lists/p1-countries.ts";
import { sagemcomCzech } from "../../lists/sagemcom.ts";
import { every, type MeterDrafts, madeUpKeys, titleOf } from "../meter-description.ts";
import type { P1Speech, PushSpeech } from "../speech.ts";

/** Austria (Netz Niederösterreich, T210-D): encrypted without a tag, in two M-Bus telegrams. */
const lowerAustria: PushSpeech = {
  kind: "push",
  link: { link: "mbus", fields: { control: 0x53, address: 0xff, transport: [0x01, 0x67] } },
  invokeId: 0x0070_0000,
  dateTime: "length",
  clock: { deviation: "true", status: "season" },
  ciphering: { securityControl: 0x20 },
  lists: { extended: { form: "triples", columns: lowerAustrian } },
};

/** Czechia (XT211): no time at all. */
const czech: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x41], source: [0x03], control: 0x13 } },
  invokeId: 0x0000_f1d5,
  clock: { deviation: "none" },
  texts: { deviceId1: "5100099253" },
  lists: { extended: { form: "attributes", columns: sagemcomCzech } },
};

const luxembourg: P1Speech = {
  kind: "p1",
  ident: "/Lux5\\999999260_A",
  layout: luxembourgLayout,
  clock: "season",
  constants: {
    p1Version: "42",
    logicalDeviceName: "SAG1030799999260",
    limiterThreshold: { value: 69, unit: "kVA" },
    switchPosition: 1,
    powerFailures: 12,
    voltageSagsL1: 4,
    voltageSagsL2: 3,
    voltageSagsL3: 2,
    voltageSwellsL1: 0,
    voltageSwellsL2: 0,
    voltageSwellsL3: 1,
  },
  channelForm: "luxembourg",
  // A gas meter was exchanged: the new one has another channel.
  channels: [
    { channel: 1, meter: "gas", type: 3, id: "FLO9999900000260", valve: 0 },
    { channel: 2, meter: "not-set", type: 7, id: "", valve: 1 },
    { channel: 4, meter: "gas", type: 3, id: "ELS9999900000261", valve: 0 },
  ],
  ciphering: { around: "telegram", securityControl: 0x30, lengthForm: "two-octets" },
};

const common = { manufacturer: "Sagemcom" } as const;

export const sagemcomMeters = {
  "sagemcom-at": {
    ...common,
    about: "Sagemcom T210-D, Austria (Lower Austria): encrypted, two M-Bus telegrams every 5 s",
    country: "AT",
    zone: "Europe/Vienna",
    framing: "mbus",
    meterId: "999999999253",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: lowerAustria,
    keys: { encryptionKey: madeUpKeys.encryptionKey },
    systemTitle: titleOf("SAG", 8),
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
  "sagemcom-at-p1": {
    ...common,
    about: "Sagemcom T210-D, Austria (Styria): encrypted P1 telegrams of whole watts, every 10 s",
    country: "AT",
    zone: "Europe/Vienna",
    framing: "apdu",
    meterId: "999999999277",
    interval: 10_000,
    rhythm: every(10),
    speech: {
      kind: "p1",
      ident: "/EST5\\999999277_A",
      layout: austrianLayout,
      clock: "season",
      constants: { p1Version: "50" },
      ciphering: { around: "telegram", securityControl: 0x30, lengthForm: "two-octets" },
    },
    keys: madeUpKeys,
    systemTitle: titleOf("SAG", 9),
    nightTariff: 2,
  },
  "sagemcom-lu": {
    ...common,
    about: "Sagemcom T210-D, Luxembourg: encrypted P1 telegrams with two gas meters, every 10 s",
    country: "LU",
    zone: "Europe/Luxembourg",
    framing: "apdu",
    meterId: "SAG1030799999260",
    interval: 10_000,
    rhythm: every(10),
    speech: luxembourg,
    keys: madeUpKeys,
    systemTitle: titleOf("SAG", 10),
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
  "sagemcom-cz": {
    ...common,
    about: "Sagemcom XT211, Czechia: a list of attributes without data tags, every 60 s",
    country: "CZ",
    zone: "Europe/Prague",
    framing: "hdlc",
    meterId: "5100099253",
    interval: 60_000,
    rhythm: every(60, "extended"),
    speech: czech,
    nightTariff: 1,
  },
  "sagemcom-hu": {
    ...common,
    about: "Sagemcom P1 telegrams, Hungary: every 10 s, two of four tariffs, power factors, frequency",
    country: "HU",
    zone: "Europe/Budapest",
    framing: "p1",
    meterId: "9999990000000284",
    interval: 10_000,
    rhythm: every(10),
    speech: {
      kind: "p1",
      ident: "/SAG5SAG-METER",
      layout: hungarianLayout,
      clock: "season",
      constants: {
        logicalDeviceName: "SAG3099999000284",
        limiterThreshold: { value: 90, unit: "kW" },
        switchPosition: 1,
      },
    },
    nightTariff: 2,
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
  "sagemcom-lt": {
    ...common,
    about: "Sagemcom P1 telegrams, Lithuania: every 10 s, Eastern European time, two tariffs",
    country: "LT",
    zone: "Europe/Vilnius",
    framing: "p1",
    meterId: "9999990000000291",
    interval: 10_000,
    rhythm: every(10),
    speech: {
      kind: "p1",
      ident: "/SAG5SAG-METER",
      layout: lithuanianLayout,
      clock: "season",
      constants: { logicalDeviceName: "SAG3099999000291" },
    },
    nightTariff: 2,
  },
} satisfies MeterDrafts;
