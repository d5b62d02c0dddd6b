import { toHex } from "@meter2mqtt/decoder";
import { afterAll, describe, expect, test } from "vitest";
import {
  type AxdrValue,
  encodeAxdr,
  encodeDataNotification,
  encodeDateTime,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  llcHeader,
} from "../src/index.ts";
import { type CorpusRow, hasCorpus, hexOctets, loadRows, octetsOf, timestampOf, toLocalTime } from "./corpus-rows.ts";

const rows = loadRows();
const reproduced: string[] = [];

const mbus = { control: 0x53, address: 0xff, transport: [0x01, 0x67] };
const hdlc = { destination: [0x21], source: [0x03], control: 0x13 };

/** How each row of this Austrian list is put on the line. */
const framings: Readonly<Record<string, (apdu: Uint8Array) => readonly Uint8Array[]>> = {
  "sim-hdlc.hex": (apdu) => encodeHdlcSegments(Uint8Array.from([...llcHeader, ...apdu]), hdlc, 128),
  "sim-many-segments.hex": (apdu) => encodeMbusTelegrams(apdu, { ...mbus, dataOctets: 100 }),
  "sim-no-tsap.hex": (apdu) => encodeMbusTelegrams(apdu, { ...mbus, transport: [] }),
  "sim-p1.hex": (apdu) => [apdu],
  "sim-single-phase.hex": (apdu) => encodeMbusTelegrams(apdu, mbus),
  "sim-three-phase.hex": (apdu) => encodeMbusTelegrams(apdu, { ...mbus, dataOctets: 250 }),
};

const columns: readonly (readonly [obis: string, name: string, scaler?: number, unit?: number])[] = [
  ["0000600100ff", "meterId"],
  ["00002a0000ff", "logicalDeviceName"],
  ["0100200700ff", "voltageL1V", -1, 35],
  ["0100340700ff", "voltageL2V", -1, 35],
  ["0100480700ff", "voltageL3V", -1, 35],
  ["01001f0700ff", "currentL1A", -2, 33],
  ["0100330700ff", "currentL2A", -2, 33],
  ["0100470700ff", "currentL3A", -2, 33],
  ["0100010700ff", "activeImportW"],
  ["0100020700ff", "activeExportW"],
  ["0100010800ff", "energyImportWh"],
  ["0100020800ff", "energyExportWh"],
  ["0100030800ff", "reactiveImportVarh"],
  ["0100040800ff", "reactiveExportVarh"],
];

function toValue(value: unknown, scaler: number | undefined, unit: number | undefined): AxdrValue {
  if (typeof value === "string") return { type: "octet-string", octets: new TextEncoder().encode(value) };
  const raw = Math.round(Number(value) * 10 ** -(scaler ?? 0));
  const integer: AxdrValue = { type: "double-long-unsigned", value: raw };
  if (scaler === undefined || unit === undefined) return integer;
  const scale: AxdrValue = {
    type: "structure",
    elements: [
      { type: "integer", value: scaler },
      { type: "enum", value: unit },
    ],
  };
  return { type: "structure", elements: [integer, scale] };
}

function encodeRow(row: CorpusRow): Uint8Array {
  const dateTime = encodeDateTime({ local: toLocalTime(timestampOf(row)), deviation: -120, status: 0 });
  const elements: AxdrValue[] = [
    { type: "octet-string", octets: hexOctets("0000010000ff") },
    { type: "octet-string", octets: dateTime },
  ];
  for (const [obis, name, scaler, unit] of columns) {
    const value = row.expected[name];
    if (value === undefined) continue;
    elements.push({ type: "octet-string", octets: hexOctets(obis) }, toValue(value, scaler, unit));
  }
  const body = encodeAxdr({ type: "structure", elements });
  return encodeGeneralGloCiphering(encodeDataNotification({ invokeId: 1, dateTime, body }), {
    systemTitle: hexOctets(row.systemTitle ?? ""),
    securityControl: Number(row.securityControl),
    invocationCounter: row.invocationCounter ?? 0,
    encryptionKey: hexOctets(row.encryptionKey ?? ""),
    ...(row.authenticationKey === undefined ? {} : { authenticationKey: hexOctets(row.authenticationKey) }),
  });
}

function rowOf(file: string): CorpusRow {
  const row = rows.find((candidate) => candidate.file === file);
  if (row === undefined) throw new Error(`the corpus has no ${file}`);
  return row;
}

describe.skipIf(!hasCorpus)("an encrypted list in every framing", () => {
  test.each(Object.entries(framings))("%s", (name, frame) => {
    const row = rowOf(`alexander423-ha-smartmeter-at/${name}`);
    const octets = frame(encodeRow(row)).map(toHex).join("");
    expect(octets).toBe(toHex(octetsOf(row)));
    reproduced.push(row.file);
  });
});

test.skipIf(!hasCorpus)("blocks of a general block transfer stand in real frames as they are written here", () => {
  const row = rowOf("amsreader-firmware/frames_landis-gyr-gbt-2block.hex");
  const frames = toHex(octetsOf(row))
    .split("7e7e")
    .map((part) => part.replaceAll(/^7e|7e$/g, ""));
  // Behind format, addresses, control and HCS, in the first frame LLC as well, stands a block: tag, control, number,
  // acknowledged number, length, data.
  const blocks = frames.map((part, i) => part.slice(2 * (i === 0 ? 11 : 8), -4));
  const data = blocks.map((block) => block.slice(2 * 7));
  const [first = ""] = data;
  const fields = { blockOctets: first.length / 2, streaming: true };
  const encoded = encodeGeneralBlockTransfer(hexOctets(data.join("")), fields);
  expect(encoded.map(toHex)).toEqual(blocks);
  const header = { destination: [0xce, 0xff], source: [0x03], control: 0x13 };
  const lines = encoded.map((block, i) => {
    return toHex(encodeHdlcFrame(Uint8Array.from([...(i === 0 ? llcHeader : []), ...block]), header));
  });
  expect(lines.join("")).toBe(toHex(octetsOf(row)));
});

afterAll(() => {
  process.stdout.write(`simulator: ${reproduced.length} rows of ciphered lists reproduced octet by octet\n`);
});
