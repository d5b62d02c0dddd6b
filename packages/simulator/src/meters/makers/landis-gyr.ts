import {
  landisGyrAustrian,
  landisGyrNorwegianHourly,
  landisGyrNorwegianMomentary,
  landisGyrNorwegianPower,
  landisGyrSwiss,
} from "../../lists/landis-gyr.ts";
import { every, hourly, type MeterDrafts, madeUpKeys, titleOf } from "../meter-description.ts";
import type { PushSpeech } from "../speech.ts";

/** Norway (E350): OBIS code, value, scaler and unit; no date-time, but the clock's register once an hour. */
const norwegian: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0x41], source: [0x08, 0x83], control: 0x13 } },
  invokeId: 0x4000_0000,
  clock: { deviation: "true", status: "season" },
  texts: { listVersion: "EMBRIQ_V1_1", meterModel: "ZFF1" },
  lists: {
    power: { form: "structure-of-entries", columns: landisGyrNorwegianPower },
    momentary: { form: "structure-of-entries", columns: landisGyrNorwegianMomentary },
    hourly: { form: "structure-of-entries", columns: landisGyrNorwegianHourly },
  },
};

/** Austria (Netz Burgenland): encrypted and authenticated. */
const austrian: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0xce, 0xff], source: [0x03], control: 0x13 } },
  invokeId: 0x0005_0000,
  dateTime: "length",
  clock: { deviation: "true", status: "season" },
  ciphering: { securityControl: 0x30 },
  lists: { extended: { form: "positional", columns: landisGyrAustrian } },
};

/** Switzerland (E450): a clock without deviation that shows local time; blocks where the frame would be long. */
const swiss: PushSpeech = {
  kind: "push",
  link: { link: "hdlc", header: { destination: [0xce, 0xff], source: [0x03], control: 0x13 } },
  invokeId: 0x0000_0800,
  dateTime: "length",
  clock: { deviation: "none", status: 0 },
  texts: { logicalDeviceName: "LGZ1030799999239" },
  lists: { extended: { form: "capture-objects", columns: landisGyrSwiss, pushSetup: "0-8:25.9.0" } },
};

const common = { manufacturer: "Landis+Gyr", framing: "hdlc" } as const;

export const landisGyrMeters = {
  "landis-gyr-no": {
    ...common,
    about: "Landis+Gyr E350, Norway: power every 2 s, all momentary values every 10 s, registers every hour",
    country: "NO",
    zone: "Europe/Oslo",
    meterId: "99999215",
    interval: 2_000,
    rhythm: [hourly(10), ...every(10, "momentary"), ...every(2, "power")],
    speech: norwegian,
  },
  "landis-gyr-at": {
    ...common,
    about: "Landis+Gyr E450, Austria (Burgenland): encrypted and authenticated, values by place, every 5 s",
    country: "AT",
    zone: "Europe/Vienna",
    meterId: "99999222",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: austrian,
    keys: madeUpKeys,
    systemTitle: titleOf("LGZ", 7),
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
  "landis-gyr-ch": {
    ...common,
    about: "Landis+Gyr E450, Switzerland: the push setup's objects, then values, every 5 s",
    country: "CH",
    zone: "Europe/Zurich",
    meterId: "99999239",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: swiss,
  },
  "landis-gyr-ch-blocks": {
    ...common,
    about: "Landis+Gyr E450, Switzerland: the same in blocks of a general block transfer",
    country: "CH",
    zone: "Europe/Zurich",
    meterId: "99999246",
    interval: 5_000,
    rhythm: every(5, "extended"),
    speech: {
      ...swiss,
      link: { link: "hdlc", header: { destination: [0xce, 0xff], source: [0x03], control: 0x13 }, blockOctets: 240 },
    },
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
} satisfies MeterDrafts;
