import { type KamstrupOptions, kamstrupAbsent, kamstrupColumns, kamstrupListVersion } from "../../lists/kamstrup.ts";
import { every, hourly, type MeterDrafts, madeUpKeys, titleOf } from "../meter-description.ts";
import type { PushListSpeech, PushSpeech } from "../speech.ts";

const list = (name: "momentary" | "hourly" | "extended", options: KamstrupOptions): PushListSpeech => {
  return { form: "pairs", columns: kamstrupColumns(name, options), ...kamstrupAbsent(name) };
};

/** Omnipower: the clock says no deviation; its status says summer time, and nothing in winter. */
const plain = (options: KamstrupOptions = {}): PushSpeech => ({
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x2b], source: [0x21], control: 0x13 } },
  invokeId: 0,
  dateTime: "length",
  clock: { deviation: "none", status: "season" },
  texts: { listVersion: kamstrupListVersion, meterModel: "6841131BN243100000" },
  lists: {
    momentary: list("momentary", options),
    hourly: list("hourly", options),
    extended: list("extended", options),
  },
});

const ciphered = (options: KamstrupOptions = {}): PushSpeech => ({
  ...plain(options),
  link: { link: "hdlc", header: { destination: [0x41], source: [0x03], control: 0x13 } },
  ciphering: { securityControl: 0x30, lengthForm: "two-octets" },
});

const rhythm = [hourly(5), ...every(10, "momentary")];
const denmark = { manufacturer: "Kamstrup", country: "DK", zone: "Europe/Copenhagen", framing: "hdlc" } as const;

export const kamstrupMeters = {
  "kamstrup-dk": {
    ...denmark,
    about: "Kamstrup Omnipower, Denmark: encrypted and authenticated, every 10 s, registers every hour",
    meterId: "9999990000000017",
    interval: 10_000,
    rhythm,
    speech: ciphered(),
    keys: madeUpKeys,
    systemTitle: titleOf("KAM", 1),
  },
  "kamstrup-dk-extended": {
    ...denmark,
    about: "Kamstrup Omnipower, Denmark, the long list: encrypted and authenticated, with registers, every 10 s",
    meterId: "99999986",
    interval: 10_000,
    rhythm: every(10, "extended"),
    speech: ciphered(),
    keys: madeUpKeys,
    systemTitle: titleOf("KAM", 2),
    solar: { peakW: 2_400, phases: [1] },
  },
  "kamstrup-dk-plain": {
    ...denmark,
    about: "Kamstrup Omnipower, Denmark: plain, every 10 s, registers every hour",
    meterId: "9999990000000024",
    interval: 10_000,
    rhythm,
    speech: plain(),
  },
  "kamstrup-no": {
    ...denmark,
    country: "NO",
    zone: "Europe/Oslo",
    about: "Kamstrup Omnipower, Norway: plain, every 10 s, registers every hour",
    meterId: "9999990000000031",
    interval: 10_000,
    rhythm,
    speech: plain(),
  },
  "kamstrup-se": {
    ...denmark,
    country: "SE",
    zone: "Europe/Stockholm",
    about: "Kamstrup Omnipower, Sweden: plain, every 10 s; its hourly registers count Wh, which no frame says",
    meterId: "9999990000000093",
    interval: 10_000,
    rhythm,
    speech: plain({ registerExponent: 0 }),
  },
  "kamstrup-ch": {
    ...denmark,
    country: "CH",
    zone: "Europe/Zurich",
    about: "Kamstrup Omnipower, Switzerland: encrypted and authenticated, the long list every 10 s, registers in Wh",
    meterId: "99999109",
    interval: 10_000,
    rhythm: every(10, "extended"),
    speech: ciphered({ registerExponent: 0 }),
    keys: madeUpKeys,
    systemTitle: titleOf("KAM", 3),
    solar: { peakW: 6_000, phases: [0, 1, 2] },
  },
} satisfies MeterDrafts;
