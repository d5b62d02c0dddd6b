import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sharedMs, Timeline } from "./timeline.ts";

const span = (start: number, lengthMs: number) => ({ start, lengthMs });

describe("Timeline", () => {
  test("an item takes the place of what it covers, and cuts nothing in pieces", () => {
    const line = new Timeline([span(0, 10), span(10, 10), span(30, 10)]);
    expect(line.put(span(5, 10))).toBe(false);
    expect(line.put(span(12, 3))).toBe(false);
    expect(line.put(span(0, 20))).toBe(true);
    expect(line.put(span(20, 10))).toBe(true);
    expect(line.items).toEqual([span(0, 20), span(20, 10), span(30, 10)]);
    expect(line.overlapping(span(19, 2))).toEqual([span(0, 20), span(20, 10)]);
    expect(line.overlapping(span(40, 5))).toEqual([]);
    expect(sharedMs(span(15, 10), line.overlapping(span(15, 10)))).toBe(10);
  });

  test("whatever is put, items stay in order and apart", () => {
    const anySpan = fc.record({ start: fc.integer({ min: 0, max: 60 }), lengthMs: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(fc.array(anySpan), (list) => {
        const line = new Timeline<{ start: number; lengthMs: number }>();
        for (const item of list) expect(line.put(item)).toBe(line.items.includes(item));
        line.items.slice(1).forEach((item, index) => {
          const before = line.items[index];
          expect((before?.start ?? 0) + (before?.lengthMs ?? 0)).toBeLessThanOrEqual(item.start);
        });
      }),
    );
  });
});
