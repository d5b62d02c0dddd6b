import { describe, expect, test } from "vitest";
import { type CaptureSummary, decodeCapture } from "./capture.ts";
import { exampleFrame } from "./example.ts";
import { decodeAlone, toXml } from "./inspect.ts";
import { readText } from "./read-input.ts";
import { channelRows, objectRows, quantityRows } from "./value-rows.ts";
import { meterZones } from "./zones.ts";

const settings = { keys: {}, zone: "Europe/Copenhagen" };
const read = readText(exampleFrame);
const octets = read.ok ? read.octets : new Uint8Array(0);
const { reading = { objects: [] } } = decodeAlone(octets, settings, []);

describe("rows of values", () => {
  test("every object, with its code, name, value and what was sent", () => {
    const rows = objectRows(reading);
    expect(rows).toHaveLength(13);
    expect(rows[0]).toMatchObject({ code: "#1", value: "Kamstrup_V0001" });
    expect(rows.find(({ code }) => code === "1-1:31.7.0*255")).toEqual({
      code: "1-1:31.7.0*255",
      name: "current, L1",
      words: [{ key: "current" }, { key: "asIs", values: { text: "L1" } }],
      value: 0.36,
      unit: "A",
      raw: "36",
    });
  });

  test("what has no value shows what was sent, or nothing", () => {
    const odd = {
      objects: [
        { position: 0, raw: 12 },
        { position: 1, value: null },
        { position: 2, value: false },
      ],
    };
    expect(objectRows(odd).map(({ value }) => value)).toEqual([12, undefined, "false"]);
  });

  test("quantities by their names, sub-meters by their channels", () => {
    expect(quantityRows(reading)[0]).toMatchObject({
      code: "1-0:1.7.0",
      field: "activeImportW",
      value: 169,
      unit: "W",
    });
    const channels = [
      { channel: 2, kind: "gas", id: "G1", value: 3.5, unit: "m3", timestamp: "2026-01-15T18:00:00+01:00" },
    ];
    expect(channelRows({ objects: [], channels })).toEqual([
      {
        ...{ code: "0-2", name: "gas", words: [{ key: "gas" }], id: "G1" },
        ...{ value: 3.5, unit: "m3", raw: "2026-01-15T18:00:00+01:00" },
      },
    ]);
  });
});

describe("decodeCapture", () => {
  const summarise = (all: Uint8Array, signal = new AbortController().signal) =>
    new Promise<CaptureSummary>((resolve) => decodeCapture(all, settings, signal, resolve));

  test("counts readings and diagnoses", async () => {
    expect(await summarise(Uint8Array.from([...octets, ...octets]))).toMatchObject({ readings: 2, diagnoses: [] });
    expect(await summarise(new Uint8Array(20))).toMatchObject({
      readings: 0,
      diagnoses: [{ count: 1, diagnosis: { code: "frame/none-found" } }],
    });
  });

  test("takes a large capture in steps, and stops when it is told to", async () => {
    const large = new Uint8Array(4_000_000).fill(0x7e);
    const leaving = new AbortController();
    let isDone = false;
    decodeCapture(large, settings, leaving.signal, () => {
      isDone = true;
    });
    expect(isDone).toBe(false);
    leaving.abort();
    await summarise(octets);
    await new Promise((resolve) => setTimeout(resolve));
    expect(isDone).toBe(false);
  });
});

test("XML", () => expect(toXml(octets, settings)).toContain("<DataNotification>"));

test("the usual zones come first, each once, and only known ones", () => {
  expect(meterZones(["Africa/Cairo", "Europe/Oslo"])).toEqual(["Europe/Oslo", "Africa/Cairo"]);
});
