import { concatOctets, toAscii, toBigEndian } from "../../octets.ts";
import { every, type MeterDrafts } from "../meter-description.ts";
import type { SmlColumn } from "../sml-speaker.ts";

/** A server id: two octets of the medium and its kind, the maker's letters, and the number behind a counter. */
const serverId = (kind: readonly number[], maker: string, serial: number): Uint8Array => {
  return concatOctets(kind, toAscii(maker), [0], toBigEndian(serial, 4));
};

/** Since 2013 the kind is 0a 01. */
const newKind = [0x0a, 0x01];
const oldKind = [0x06];

/** List 1 of meters since 2013: name 01 00 62 0a ff ff, client id all ones. */
const newList = {
  listName: Uint8Array.of(1, 0, 0x62, 0x0a, 0xff, 0xff),
  clientId: new Uint8Array(6).fill(0xff),
} as const;

/** Maker and number as they were coded before 2013, and since. */
const oldIdentity = (maker: string, id: Uint8Array): readonly SmlColumn[] => [
  { obis: "129-129:199.130.3*255", manufacturer: maker },
  { obis: "1-0:0.0.9*255", octets: id },
];
const newIdentity = (maker: string, id: Uint8Array): readonly SmlColumn[] => [
  { obis: "1-0:96.50.1*1", manufacturer: maker },
  { obis: "1-0:96.1.0*255", octets: id },
];

type Form = Pick<Extract<SmlColumn, { readonly quantity: string }>, "scaler" | "type"> & {
  readonly octetCount?: number;
};
const registersOf = (form: Form, status: number, statusOctets: number): readonly SmlColumn[] => [
  { obis: "1-0:1.8.0", quantity: "energyImportWh", ...form, status, statusOctets },
  { obis: "1-0:2.8.0", quantity: "energyExportWh", ...form },
];
const tariffsOf = (form: Form): readonly SmlColumn[] => [
  { obis: "1-0:1.8.1", quantity: "energyImportT1Wh", ...form },
  { obis: "1-0:1.8.2", quantity: "energyImportT2Wh", ...form },
];
const phasesOf = (form: Form): readonly SmlColumn[] => [
  { obis: "1-0:36.7.0", quantity: "netActiveL1W", ...form },
  { obis: "1-0:56.7.0", quantity: "netActiveL2W", ...form },
  { obis: "1-0:76.7.0", quantity: "netActiveL3W", ...form },
];
const voltages: readonly SmlColumn[] = [
  { obis: "1-0:32.7.0", quantity: "voltageL1V", scaler: -1, type: "unsigned", octetCount: 2 },
  { obis: "1-0:52.7.0", quantity: "voltageL2V", scaler: -1, type: "unsigned", octetCount: 2 },
  { obis: "1-0:72.7.0", quantity: "voltageL3V", scaler: -1, type: "unsigned", octetCount: 2 },
];
const currents: readonly SmlColumn[] = [
  { obis: "1-0:31.7.0", quantity: "currentL1A", scaler: -2, type: "unsigned" },
  { obis: "1-0:51.7.0", quantity: "currentL2A", scaler: -2, type: "unsigned" },
  { obis: "1-0:71.7.0", quantity: "currentL3A", scaler: -2, type: "unsigned" },
];
const net = (form: Form): SmlColumn => ({ obis: "1-0:16.7.0", quantity: "netActiveW", ...form });

/** Tenths of a watt-hour. */
const tenths: Form = { scaler: -1, type: "unsigned" };
const germany = { country: "DE", zone: "Europe/Berlin", framing: "sml" } as const;
const solar = { peakW: 6_000, phases: [0, 1, 2] } as const;
const emhId = concatOctets(oldKind, toAscii("EMH"), [1, 0, 0, 0, 1, 0x97]);
const dzgId = serverId(newKind, "DZG", 999_999_041);
const easyMeterId = serverId([0x09, 0x01], "ESY", 999_999_042);
const iskraId = serverId(oldKind, "ISK", 999_999_043);
const holleyId = serverId(newKind, "HLY", 999_999_044);
const ebzId = serverId([0x09, 0x01], "EBZ", 999_999_045);

export const smlMeters = {
  "emh-de": {
    ...germany,
    about: "EMH eHZ, Germany: SML every second, two tariffs, power in tenths of a watt",
    manufacturer: "EMH",
    meterId: "99999406",
    interval: 1_000,
    rhythm: every(1),
    speech: {
      kind: "sml",
      serverId: emhId,
      crc: "x25",
      entries: [
        ...oldIdentity("EMH", emhId),
        ...registersOf({ scaler: -1, type: "integer", octetCount: 5 }, 0x0182, 2),
        ...tariffsOf({ scaler: -1, type: "integer", octetCount: 5 }),
        net({ scaler: -1, type: "integer", octetCount: 4 }),
      ],
    },
    solar,
    nightTariff: 2,
  },
  "dzg-de": {
    ...germany,
    about: "DZG DVS74, Germany: SML every 2 s, values of as few octets as it takes, hundredths of a watt",
    manufacturer: "DZG",
    meterId: "99999413",
    interval: 2_000,
    rhythm: every(2),
    speech: {
      kind: "sml",
      ...newList,
      serverId: dzgId,
      crc: "x25",
      entries: [
        ...newIdentity("DZG", dzgId),
        ...registersOf(tenths, 0x1c_0104, 3),
        net({ scaler: -2, type: "integer" }),
      ],
    },
    solar,
  },
  "easymeter-de": {
    ...germany,
    about: "EasyMeter Q3A, Germany: SML every second, registers of eight octets, power and voltage of each phase",
    manufacturer: "EasyMeter",
    meterId: "99999420",
    interval: 1_000,
    rhythm: every(1),
    speech: {
      kind: "sml",
      ...newList,
      serverId: easyMeterId,
      crc: "x25",
      entries: [
        ...oldIdentity("ESY", easyMeterId),
        ...registersOf({ scaler: -4, type: "integer", octetCount: 8 }, 0x8000_0100, 4),
        net({ scaler: -2, type: "integer", octetCount: 8 }),
        ...phasesOf({ scaler: -2, type: "integer", octetCount: 8 }),
        ...voltages,
      ],
    },
    solar,
  },
  "iskraemeco-de": {
    ...germany,
    about: "Iskraemeco MT175, Germany: SML every second, two tariffs, whole watts of each phase",
    manufacturer: "Iskraemeco",
    meterId: "99999437",
    interval: 1_000,
    rhythm: every(1),
    speech: {
      kind: "sml",
      ...newList,
      serverId: iskraId,
      crc: "x25",
      entries: [
        ...oldIdentity("ISK", iskraId),
        ...registersOf({ scaler: -1, type: "integer", octetCount: 8 }, 0x0001_01a2, 4),
        ...tariffsOf({ scaler: -1, type: "integer", octetCount: 8 }),
        net({ scaler: 0, type: "integer", octetCount: 4 }),
        ...phasesOf({ scaler: 0, type: "integer", octetCount: 4 }),
      ],
    },
    solar,
    nightTariff: 2,
  },
  "holley-de": {
    ...germany,
    about: "Holley DTZ541, Germany: SML every second with the other CRC, voltages and currents of each phase",
    manufacturer: "Holley",
    meterId: "99999444",
    interval: 1_000,
    rhythm: every(1),
    speech: {
      kind: "sml",
      ...newList,
      serverId: holleyId,
      crc: "kermit",
      entries: [
        ...newIdentity("HLY", holleyId),
        ...registersOf(tenths, 0x001c_0104, 4),
        net({ scaler: 0, type: "integer" }),
        ...voltages,
        ...currents,
        { obis: "1-0:14.7.0", quantity: "frequencyHz", scaler: -1, type: "integer", octetCount: 2 },
      ],
    },
    solar,
  },
  "ebz-de": {
    ...germany,
    about: "eBZ DD3 before its PIN was entered, Germany: SML every second, whole kilowatt-hours and nothing else",
    manufacturer: "eBZ",
    meterId: "99999451",
    interval: 1_000,
    rhythm: every(1),
    speech: {
      kind: "sml",
      serverId: ebzId,
      crc: "x25",
      entries: [
        ...oldIdentity("EBZ", ebzId),
        { obis: "1-0:1.8.0", quantity: "energyImportWh", scaler: 3, type: "unsigned", octetCount: 4 },
      ],
    },
  },
} satisfies MeterDrafts;
