import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heardState, snapshotAfter } from "../../test/support/heard-meter.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { answerRequest, takeRequest } from "./modbus-frames.ts";
import { registerRows } from "./sdm630-table.ts";
import type { Snapshot } from "./snapshot.ts";

const currents = { currentL1A: 10.02, currentL2A: -1.5, currentL3A: 0 };
const phasePowers = { activeImportL1W: 0, activeExportL1W: 2310, netActiveL2W: 379, netActiveL3W: 0 };
const voltages = { voltageL1V: 231.5, voltageL2V: 230, voltageL3V: 229 };
const registers = { energyImportWh: 3_580_245, energyExportWh: 500 };
const whole = { ...currents, ...phasePowers, ...voltages, ...registers, netActiveW: -1931, reactiveExportVar: 100 };

const snapshotOf = (values: Record<string, number>, changes: Parameters<typeof exampleState>[0] = {}): Snapshot =>
  snapshotAfter([heardState(exampleState({ values, derived: [], ...changes }))]);

/** A request as it stands on the wire. */
function request(code: number, start: number, count: number): Uint8Array {
  return Uint8Array.of(0x12, 0x34, 0, 0, 0, 6, 9, code, start >> 8, start & 0xff, count >> 8, count & 0xff);
}

/** What the answer says: numbers, or the exception. */
function read(start: number, count: number, snapshot: Snapshot | undefined): number[] | string {
  const answer = answerRequest(request(4, start, count), snapshot);
  expect([...answer.subarray(0, 4), answer[6]]).toEqual([0x12, 0x34, 0, 0, 9]);
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  expect(view.getUint16(4)).toBe(answer.length - 6);
  if (answer[7] === 0x84) return `exception ${answer[8]}`;
  expect([answer[7], answer[8]]).toEqual([4, count * 2]);
  return Array.from({ length: count / 2 }, (_, index) => view.getFloat32(9 + 4 * index));
}

const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 3));

describe("registers", () => {
  test("are float32 with the high word first, export negative, currents without direction", () => {
    const snapshot = snapshotOf(whole);
    expect(read(0x0000, 18, snapshot)).toEqual(near([231.5, 230, 229, 10.02, 1.5, 0, -2310, 379, 0]));
    expect(read(0x0030, 6, snapshot)).toEqual([...near([11.52]), Number.NaN, ...near([-1931])]);
    expect(read(0x003c, 2, snapshot)).toEqual([-100]);
    expect(read(0x0048, 4, snapshot)).toEqual(near([3580.245, 0.5]));
    expect(read(0x0156, 2, snapshot)).toEqual(near([3580.745]));
    expect([...answerRequest(request(4, 0, 2), snapshotOf({ voltageL1V: 230 })).subarray(9)]).toEqual([
      0x43, 0x66, 0, 0,
    ]);
  });

  test("an absent current or power is refused, alone and in a block; what guards nothing is no number", () => {
    const { currentL2A: _none, ...rest } = whole;
    const snapshot = snapshotOf(rest);
    expect(read(0x0006, 2, snapshot)).toEqual(near([10.02]));
    expect(read(0x0008, 2, snapshot)).toBe("exception 2");
    expect(read(0x0006, 6, snapshot)).toBe("exception 2");
    expect(read(0x002e, 2, snapshot)).toBe("exception 2");
    expect(read(0x0030, 2, snapshot)).toBe("exception 2");
    expect(read(0x0046, 2, snapshot)).toEqual([Number.NaN]);
    expect(read(0x0034, 2, snapshotOf({ voltageL1V: 230 }))).toBe("exception 2");
    expect(read(0x000c, 2, snapshotOf({ voltageL1V: 230 }))).toBe("exception 2");
    expect(read(0x000c, 2, snapshotOf({ activeExportL1W: 0 }))).toBe("exception 2");
    expect(read(0x000c, 2, snapshotOf({ activeExportL1W: 7 }))).toEqual([-7]);
  });

  test("voltages of an IT grid stand between phases", () => {
    const voltagePairs = { voltageL1V: "L1-L2", voltageL2V: "L1-L3", voltageL3V: "L2-L3" };
    const snapshot = snapshotOf(whole, { grid: { type: "IT", reason: "configured" }, voltagePairs });
    expect(read(0x0000, 6, snapshot)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(read(0x00c8, 6, snapshot)).toEqual([231.5, 229, 230]);
  });

  test("no address twice, and none that is odd or overlaps", () => {
    const addresses = registerRows.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toEqual([...addresses].sort((a, b) => a - b));
    expect(addresses.filter((address) => address % 2 !== 0)).toEqual([]);
  });
});

describe("exceptions", () => {
  test.each([
    ["a silent meter", 4, 0x0034, 2, 0x0b],
    ["holding registers", 3, 0x0000, 2, 0x01],
    ["writing", 16, 0x0000, 2, 0x01],
    ["half a number", 4, 0x0000, 1, 0x03],
    ["nothing", 4, 0x0000, 0, 0x03],
    ["more than fits", 4, 0x0000, 126, 0x03],
    ["the second half of a number", 4, 0x0001, 2, 0x02],
    ["behind the table", 4, 0x0164, 4, 0x02],
  ])("%s", (_about, code, start, count, exception) => {
    const answer = answerRequest(request(code, start, count), undefined);
    expect([...answer.subarray(4)]).toEqual([0, 3, 9, code | 0x80, exception]);
  });
});

describe("takeRequest", () => {
  test("cuts requests out of a stream, and tells what is no Modbus", () => {
    const two = Uint8Array.of(...request(4, 0, 2), ...request(4, 6, 2));
    expect(takeRequest(two)).toEqual({ adu: request(4, 0, 2), octets: 12 });
    for (let length = 0; length < 12; length++) expect(takeRequest(two.subarray(0, length))).toBeUndefined();
    expect(takeRequest(new TextEncoder().encode("GET / HTTP/1.1"))).toBe("broken");
    expect(takeRequest(Uint8Array.of(0, 0, 0, 0, 1, 0, 1, 4))).toBe("broken");
    expect(takeRequest(Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 4))).toBe("broken");
  });

  test("any octets are answered, waited for or refused, and no more is held than one request", () => {
    const snapshot = snapshotOf(whole);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (octets, isModbus) => {
        if (isModbus && octets.length > 3) octets.set([0, 0], 2);
        const taken = takeRequest(octets);
        if (taken === undefined) expect(octets.length).toBeLessThan(260);
        else if (taken !== "broken") expect(answerRequest(taken.adu, snapshot).length).toBeGreaterThanOrEqual(9);
      }),
    );
  });
});
