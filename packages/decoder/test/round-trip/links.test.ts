import {
  encodeDataNotification,
  encodeGeneralBlockTransfer,
  encodeHdlcAddress,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  encodePushList,
  encodeWrapper,
  type HdlcFrameFields,
  type ListColumn,
  llcHeader,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantities } from "../../src/index.ts";
import { join } from "../helpers/framing.ts";
import {
  chunkSizes,
  clock,
  nameOf,
  numRuns,
  quantitiesOf,
  type ReadOptions,
  readOne,
  timestamp,
} from "./round-trip.ts";

const energies = quantities.filter(({ unit }) => unit === "Wh" || unit === "varh");
const columns = energies.map(
  (row): ListColumn => ({ obis: `1-0:${row.code}`, quantity: nameOf(row), type: "double-long-unsigned" }),
);

/** Registers with any numbers: a short list or a long one. */
const registers = fc
  .integer({ min: 1, max: energies.length })
  .chain((count) =>
    fc
      .array(fc.nat(0xffff_ffff), { minLength: count, maxLength: count })
      .map((numbers) => Object.fromEntries(numbers.map((number, i) => [energies[i]?.name ?? "", number]))),
  );

function apduOf(values: Readonly<Record<string, number>>): Uint8Array {
  return encodeDataNotification({ invokeId: 7, dateTime: clock, body: encodePushList("entries", columns, values) });
}

/** Addresses of one, two and four octets. */
const address = fc.oneof(
  fc.nat(127).map((upper) => encodeHdlcAddress(upper)),
  fc.tuple(fc.nat(127), fc.nat(127)).map(([upper, lower]) => encodeHdlcAddress(upper, lower)),
  fc.tuple(fc.nat(16_383), fc.nat(16_383)).map(([upper, lower]) => encodeHdlcAddress(upper, lower, 4)),
);
const header: fc.Arbitrary<HdlcFrameFields> = fc.record({
  destination: address,
  source: address,
  control: fc.constantFrom(0x03, 0x10, 0x13),
});

/** Octets on the line; `room` is how much of the APDU one part may hold. */
type Link = (apdu: Uint8Array, fields: HdlcFrameFields, room: number) => Uint8Array;

const links: Readonly<Record<string, Link>> = {
  "an HDLC frame": (apdu, fields) => encodeHdlcFrame(join(llcHeader, apdu), fields),
  "HDLC segments": (apdu, fields, room) => join(...encodeHdlcSegments(join(llcHeader, apdu), fields, room)),
  "HDLC segments that share their flags": (apdu, fields, room) => {
    const frames = encodeHdlcSegments(join(llcHeader, apdu), fields, room);
    return join(...frames.map((frame, i) => (i === 0 ? frame : frame.subarray(1))));
  },
  "blocks in HDLC frames": (apdu, fields, blockOctets) =>
    join(
      ...encodeGeneralBlockTransfer(apdu, { blockOctets, streaming: true }).map((block) =>
        encodeHdlcFrame(join(llcHeader, block), fields),
      ),
    ),
  "M-Bus telegrams": (apdu, _fields, room) =>
    join(
      ...encodeMbusTelegrams(apdu, {
        control: 0x53,
        address: 0xff,
        transport: [0x01, 0x67],
        dataOctets: Math.max(room, Math.ceil(apdu.length / 16)),
      }),
    ),
  "a wrapper": (apdu) => encodeWrapper(apdu, { source: 1, destination: 0x66 }),
  "blocks in wrappers": (apdu, _fields, blockOctets) =>
    join(
      ...encodeGeneralBlockTransfer(apdu, { blockOctets, streaming: true }).map((block) =>
        encodeWrapper(block, { source: 1, destination: 0x66 }),
      ),
    ),
};

function expectRead(octets: Uint8Array, values: Readonly<Record<string, number>>, options: ReadOptions): void {
  const reading = readOne(octets, options);
  expect(quantitiesOf(reading)).toEqual(values);
  expect(reading.timestamp).toBe(timestamp);
}

describe("an APDU comes out of the frames that it was put in, in any chunks", () => {
  test.each(Object.entries(links))("%s", (_name, link) => {
    fc.assert(
      fc.property(registers, header, fc.integer({ min: 40, max: 240 }), chunkSizes, (values, fields, room, sizes) => {
        expectRead(link(apduOf(values), fields, room), values, { sizes });
      }),
      { numRuns },
    );
  });

  test("no frame at all, in a file", () => {
    fc.assert(
      fc.property(registers, chunkSizes, (values, sizes) => {
        expectRead(apduOf(values), values, { sizes, input: "file" });
      }),
      { numRuns },
    );
  });
});
