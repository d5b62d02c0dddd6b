import { type AxdrValue, encodeAxdr, encodeDataNotification } from "@meter2mqtt/simulator";
import { expect, test } from "vitest";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Reading,
  type VendorProfile,
} from "../src/index.ts";
import { draftProfile, parseProfile, unknownListsOf } from "../src/user-profiles/index.ts";
import { hdlcOf } from "./helpers/framing.ts";
import { structure, text, u16, u32 } from "./helpers/lists.ts";

// Drafts of lists that no meter we know of sends: what holds for every meter must do, in any order and scale.

function decode(frame: Uint8Array, profiles: readonly VendorProfile[] = []): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({
    zoneRules: createIntlZoneRules(),
    zone: "Europe/Oslo",
    input: "file",
    profiles,
    builtInProfiles: false,
  });
  return [...decoder.push(frame), ...decoder.end()];
}

/** What the profile drafted from this list alone reads in it. */
function readByDraft(elements: readonly AxdrValue[]): Reading | undefined {
  const frame = hdlcOf(encodeDataNotification({ invokeId: 1, body: encodeAxdr(structure(...elements)) }));
  const { profile } = draftProfile(unknownListsOf(decode(frame)));
  const parsed = parseProfile(JSON.parse(JSON.stringify(profile)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return decode(frame, [parsed.profile]).flatMap((event) => (event.kind === "reading" ? [event.reading] : []))[0];
}

const powers = [2345, 0, 120, 0].map(u32);
const registers = [12345678, 234567, 34567, 98765].map(u32);
const signed = (value: number): AxdrValue => ({ type: "double-long", value });
const head = [text("XYZ_V1"), text("6970631400000001")];
const power = { activeImportW: 2345, activeExportW: 0 };
const voltage = { voltageL1V: 231.2, voltageL2V: 229.8, voltageL3V: 233.1 };
const current = { currentL1A: 3.21, currentL2A: 4.02, currentL3A: 3.05 };
const energy = { energyImportWh: 12345678, energyExportWh: 234567 };

const lists: readonly (readonly [string, readonly AxdrValue[], Readonly<Record<string, number>>])[] = [
  [
    "milliampere and tenths of a volt behind power",
    [...head, ...powers, ...[3210, 4020, 3050].map(u32), ...[2312, 2298, 2331].map(u32), ...registers],
    { ...power, reactiveImportVar: 120, ...current, ...voltage, ...energy },
  ],
  [
    "voltages first, currents in hundredths",
    [text("XYZ1030000000001"), ...[2312, 2298, 2331, 321, 402, 305].map(u16), ...powers.slice(0, 2), ...registers],
    { ...voltage, ...current, ...power, ...energy },
  ],
  [
    "whole volts",
    [text("XYZ1030000000001"), ...[231, 230, 233, 321, 402, 305].map(u16), ...powers.slice(0, 2)],
    { voltageL1V: 231, voltageL2V: 230, voltageL3V: 233, ...current, ...power },
  ],
  [
    "an IT grid, nothing on the second phase",
    [...head, ...powers, ...[3210, 0, 3050, 2312, 0, 2331].map(u32)],
    { ...power, currentL1A: 3.21, currentL3A: 3.05, voltageL1V: 231.2, voltageL3V: 233.1 },
  ],
  [
    "one phase",
    [...head, ...[740, 0, 12, 0, 3210, 2312].map(u32)],
    { activeImportW: 740, currentL1A: 3.21, voltageL1V: 231.2 },
  ],
  [
    "production only",
    [...head, ...[0, 2345, 0, 120, 3210, 4020, 3050, 2312, 2298, 2331, 500, 12345678].map(u32)],
    { activeImportW: 0, activeExportW: 2345, ...current, ...voltage, energyImportWh: 500, energyExportWh: 12345678 },
  ],
  [
    "signed net power",
    [text("XYZ_V1"), signed(-2345), ...[2312, 2298, 2331, 321, 402, 305].map(u16)],
    { netActiveW: -2345, ...voltage, ...current },
  ],
  [
    "voltage and current of each phase in turn",
    [text("XYZ_V1"), ...powers.slice(0, 2), ...[2312, 321, 2298, 402, 2331, 305].map(u16), ...registers.slice(0, 2)],
    { ...power, ...voltage, ...current, ...energy },
  ],
  ["registers alone", [text("12345678"), ...registers], energy],
  [
    "totals and their tariffs",
    [text("12345678"), ...[12345678, 7345678, 5000000, 234567, 134567, 100000].map(u32)],
    { ...energy, energyImportT1Wh: 7345678, energyImportT2Wh: 5000000, energyExportT1Wh: 134567 },
  ],
];

test.each(lists)("%s", (_, elements, wanted) => {
  expect(JSON.parse(JSON.stringify(readByDraft(elements)))).toMatchObject(wanted);
});
