import { type AxdrValue, encodeAxdr, encodeDataNotification } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { hdlcOf } from "../../test/helpers/framing.ts";
import { structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import type { DecodeEvent } from "../events.ts";
import { createMeterDecoder } from "../pipeline.ts";
import type { VendorProfile } from "../profiles/profile.ts";
import type { Reading } from "../reading/reading.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { draftProfile, type ProfileDraft, unknownListsOf } from "./draft-profile.ts";
import { parseProfile } from "./parse-profile.ts";

const frame = (...elements: readonly AxdrValue[]): Uint8Array =>
  hdlcOf(encodeDataNotification({ invokeId: 1, body: encodeAxdr(structure(...elements)) }));

function decode(frames: readonly Uint8Array[], profiles: readonly VendorProfile[] = []): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({
    zoneRules: createIntlZoneRules(),
    zone: "Europe/Oslo",
    input: "file",
    profiles,
  });
  return [...frames.flatMap((each) => decoder.push(each)), ...decoder.end()];
}

const draft = (...frames: readonly Uint8Array[]): ProfileDraft => draftProfile(unknownListsOf(decode(frames)));

function read(draftOf: ProfileDraft, ...frames: readonly Uint8Array[]): readonly Reading[] {
  const parsed = parseProfile(JSON.parse(JSON.stringify(draftOf.profile)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const events = decode(frames, [parsed.profile]);
  expect(events.filter(({ kind }) => kind === "diagnosis")).toEqual([]);
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}

/** A made-up maker's list: registers first, then currents and voltages in turn, then powers. */
function madeUp(hour: number): Uint8Array {
  const current = [312, 87, 1204][hour % 3] ?? 0;
  const powers = [[718], [200], [2750]][hour % 3] ?? [];
  return frame(
    text("XYZ_v2"),
    text("0011223344556677"),
    u32(4_500_000 + 700 * hour),
    u32(80_000 + 13 * hour),
    u16(current),
    u16(2301 + hour),
    u32(powers[0] ?? 0),
    u32(0),
  );
}

describe("draftProfile", () => {
  test("a list that no profile knows is read by the profile drafted from it", () => {
    const drafted = draft(madeUp(0), madeUp(1), madeUp(2));
    expect(drafted.profile).toMatchObject({ id: "my-xyz", listVersions: ["XYZ_"], flagIds: [] });
    const [later] = read(drafted, madeUp(4));
    expect(later).toMatchObject({
      listVersion: "XYZ_v2",
      meterId: "0011223344556677",
      energyImportWh: 4_502_800,
      energyExportWh: 80_052,
      voltageL1V: 230.5,
      currentL1A: 0.87,
      activeImportW: 200,
      activeExportW: 0,
    });
  });

  test("voltage and current of each phase in turn, volts in hundredths", () => {
    const drafted = draft(frame(...[u32(1500), u32(0)], ...[23050, 210, 22980, 330, 23110, 120].map(u16)));
    const columns = drafted.layouts[0]?.columns.map(({ column }) => [column.obis, column.scaler]);
    expect(columns).toEqual([
      ["1-0:1.7.0", undefined],
      ["1-0:2.7.0", undefined],
      ["1-0:32.7.0", -2],
      ["1-0:31.7.0", -2],
      ["1-0:52.7.0", -2],
      ["1-0:51.7.0", -2],
      ["1-0:72.7.0", -2],
      ["1-0:71.7.0", -2],
    ]);
  });

  test("each guess has its reason, and what nothing speaks for stays without a code", () => {
    const drafted = draft(frame(u32(1500), u16(7), { type: "boolean", value: true }));
    expect(drafted.layouts[0]?.anonymous).toBe(true);
    expect(drafted.layouts[0]?.columns).toEqual([
      {
        column: { obis: "1-0:1.7.0", unit: "W", type: "double-long-unsigned" },
        reason: expect.stringContaining("by its place"),
        seen: "1500",
      },
      { column: { type: "long-unsigned" }, reason: "not known", seen: "7" },
      { column: { type: "boolean" }, reason: "not known", seen: "1" },
    ]);
  });

  test("a small number that only grows is a register; one that falls is none, however large", () => {
    const grows = draft(...[5, 9, 40, 41, 90, 95].map((n) => frame(text("meter"), u32(n))));
    expect(grows.layouts[0]?.columns[1]).toMatchObject({
      column: { obis: "1-0:1.8.0" },
      reason: expect.stringContaining("grew 5 times"),
    });
    const falls = draft(...[50_000, 40_000, 60_000].map((n) => frame(text("meter"), u32(n))));
    expect(falls.layouts[0]?.columns[1]?.column.obis).not.toBe("1-0:1.8.0");
  });

  test("a total with its two tariffs", () => {
    const drafted = draft(frame(text("meter"), u32(900_000), u32(600_000), u32(300_000), u32(50), u32(20), u32(30)));
    const codes = drafted.layouts[0]?.columns.map(({ column }) => column.obis).slice(1);
    expect(codes).toEqual(["1-0:1.8.0", "1-0:1.8.1", "1-0:1.8.2", "1-0:2.8.0", "1-0:2.8.1", "1-0:2.8.2"]);
  });

  test("lists of several shapes become layouts of one profile", () => {
    const short = frame(text("XYZ_v2"), u32(700));
    const drafted = draft(madeUp(1), short, madeUp(2));
    expect(drafted.layouts.map(({ captures }) => captures)).toEqual([2, 1]);
    expect(read(drafted, short)[0]?.activeImportW).toBe(700);
  });

  test("days of captures are drafted as well", () => {
    const frames = Array.from({ length: 2000 }, (_, hour) => madeUp(hour % 90));
    expect(draft(...frames).layouts[0]).toMatchObject({ captures: 2000 });
  });

  test("nothing to draft from gives an empty draft", () => {
    expect(draftProfile([]).layouts).toEqual([]);
  });
});
