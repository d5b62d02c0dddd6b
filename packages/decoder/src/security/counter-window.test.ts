import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CountedFrame, CounterWindow } from "./counter-window.ts";

const verified = (counter: number, clock?: number): CountedFrame => ({ counter, verified: true, clock });
const unverified = (counter: number): CountedFrame => ({ counter, verified: false, clock: undefined });
const verdicts = (frames: readonly CountedFrame[]) => {
  const window = new CounterWindow();
  return frames.map((frame) => window.push(frame));
};

describe("CounterWindow", () => {
  test("accepts any first counter, 0 as well, and what is higher", () => {
    expect(verdicts([verified(0), verified(1), verified(1)])).toEqual(["accepted", "accepted", "replayed"]);
  });

  test("never accepts a verified counter twice without later clocks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (counters) => {
        const window = new CounterWindow();
        const accepted = counters.filter((counter) => window.push(verified(counter, 1000)) === "accepted");
        expect(accepted).toEqual([...new Set(accepted)].sort((a, b) => a - b));
      }),
    );
  });

  test.each([
    ["the third with a later clock each", [verified(1, 20), verified(2, 21), verified(3, 22)], "restarted"],
    ["only two", [verified(1, 20), verified(2, 21)], "replayed"],
    ["clocks before the last accepted one's", [verified(1, 7), verified(2, 8), verified(3, 9)], "replayed"],
    ["one and the same frame", [verified(1, 20), verified(1, 20), verified(1, 20)], "replayed"],
    ["counters that do not go on", [verified(3, 20), verified(2, 21), verified(1, 22)], "replayed"],
    ["clocks that go back", [verified(1, 22), verified(2, 21), verified(3, 20)], "replayed"],
    ["no clocks", [verified(1), verified(2), verified(3)], "replayed"],
    ["old frames between them", [verified(1, 20), verified(9, 9), verified(2, 21), verified(3, 22)], "restarted"],
    ["another restart on the way", [verified(5, 20), verified(1, 21), verified(2, 22), verified(3, 23)], "restarted"],
    ["frames that are not verified", [unverified(1), unverified(2), unverified(3)], "accepted"],
  ])("a counter that begins anew: %s", (_, frames, last) => {
    expect(verdicts([verified(10, 10), ...frames]).at(-1)).toBe(last);
  });

  test("where the last accepted frame told no time, the one before it did", () => {
    const frames = [verified(10, 10), verified(11), verified(1, 20), verified(2, 21), verified(3, 22)];
    expect(verdicts(frames).at(-1)).toBe("restarted");
  });

  test("frames that are not verified move nothing", () => {
    expect(verdicts([verified(10), unverified(4_000_000_000), verified(11)])).toEqual([
      "accepted",
      "accepted",
      "accepted",
    ]);
    expect(verdicts([verified(10), unverified(10)])).toEqual(["accepted", "went-back"]);
  });
});
