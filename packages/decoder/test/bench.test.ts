import { describe, expect, test } from "vitest";
import { allocatedByDecode } from "../bench/parts/allocation.ts";
import { createChecksum } from "../bench/parts/checksum.ts";
import { measure, median } from "../bench/parts/measure.ts";
import { reportOf } from "../bench/parts/report.ts";
import { createSubjects } from "../bench/parts/subjects.ts";
import { octetwiseCrc16 } from "../bench/parts/yardsticks.ts";
import { octetsInUse } from "../fuzz/checks/heap.ts";
import { crc16X25 } from "../src/index.ts";

// No figure is judged here: they belong to the machine. `npm run bench` prints them.
describe("benchmark", () => {
  const subjects = createSubjects();

  test.each(subjects)("$what: the work and its yardstick ($yardstick) give numbers", ({ work, yardwork }) => {
    for (let i = 0; i < 64; i++) {
      expect(work(i)).toBeGreaterThan(0);
      expect(yardwork(i)).toBeGreaterThan(0);
    }
  });

  test("is measured and printed as a table", () => {
    const rows = measure(subjects, { repeats: 2, milliseconds: 1 });
    for (const { perSecond, yardstickPerSecond, ratio, quietRatio } of rows) {
      for (const figure of [perSecond, yardstickPerSecond, ratio, quietRatio]) expect(figure).toBeGreaterThan(0);
    }
    const lines = reportOf(rows, 5000).split("\n");
    expect(lines).toHaveLength(subjects.length + 2);
    expect(lines[1]).toMatch(/ met +[0-9]+\.[0-9]{2} x$/);
    expect(lines.at(-1)).toMatch(/4\.9 KB +4\.0 KB +not met/);
  });

  test("counts the octets that a decode allocates", () => {
    expect(allocatedByDecode(() => void octetsInUse())).toBeGreaterThan(100);
  });

  test("a checksum depends on every quantity, the time, and every object's code and value", () => {
    const source = { framing: "hdlc", octets: new Uint8Array(0) } as const;
    const object = { obis: "1-0:1.7.0*255", value: 5 };
    const whole = { activeImportW: 5, voltageL3V: 230, timestamp: "2026-03-03T12:00:00+01:00", objects: [object] };
    const sum = (reading: typeof whole) => createChecksum()([{ kind: "reading", reading, source }]);
    const changes = [
      { activeImportW: 6 },
      { voltageL3V: 231 },
      { timestamp: "2026-03-03T12:00:00+01:01" },
      { objects: [{ ...object, value: 6 }] },
      { objects: [{ ...object, obis: "1-0:1.7.0*25" }] },
      { objects: [] },
    ];
    for (const change of changes) expect(sum({ ...whole, ...change })).not.toBe(sum(whole));
  });

  test("the yardstick's CRC is right", () => {
    const octets = Uint8Array.from("123456789", (character) => character.charCodeAt(0));
    expect(octetwiseCrc16(octets)).toBe(0x906e);
    expect(octetwiseCrc16(octets)).toBe(crc16X25(octets));
  });

  test.each([
    [[3], 3],
    [[1, 9], 5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])("median of %j", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
