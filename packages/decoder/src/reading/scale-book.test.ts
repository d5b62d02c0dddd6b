import { describe, expect, test } from "vitest";
import { ScaleBook, type ScaleDecision } from "./scale-book.ts";

const title = "4b414d0000000001";
const decision: ScaleDecision = { meter: "11", unit: "Wh", scaler: 0, about: "measured" };
/** What is known of the registers of the meter. */
function scalerIn(book: ScaleBook, identity: Parameters<ScaleBook["meter"]>[0], unit = "Wh"): number | undefined {
  return book.meter(identity).settled(unit);
}

describe("ScaleBook", () => {
  test("what was decided for a meter holds for it, and for reactive energy too", () => {
    const book = new ScaleBook();
    book.setDecided([decision]);
    expect(scalerIn(book, { meterId: "11" })).toBe(0);
    expect(scalerIn(book, { meterId: "11" }, "varh")).toBe(0);
    expect(scalerIn(book, { meterId: "22" })).toBeUndefined();
  });

  test("lists without a name are the last meter's, lists with a title alone the one's whose number came with it", () => {
    const book = new ScaleBook();
    book.setDecided([decision]);
    expect(scalerIn(book, {})).toBeUndefined();
    expect(scalerIn(book, { meterId: "11", systemTitle: title })).toBe(0);
    expect(scalerIn(book, {})).toBe(0);
    expect(scalerIn(book, { meterId: "22" })).toBeUndefined();
    expect(scalerIn(book, {})).toBeUndefined();
    expect(scalerIn(book, { systemTitle: title })).toBe(0);
  });

  test("what was decided under a title holds for the number that comes to be known", () => {
    const book = new ScaleBook();
    book.setDecided([{ ...decision, meter: title }]);
    expect(scalerIn(book, { systemTitle: title })).toBe(0);
    expect(scalerIn(book, { systemTitle: title, meterId: "11" })).toBe(0);
    expect(book.decided).toContainEqual(decision);
    const next = new ScaleBook();
    next.setDecided(book.decided);
    expect(scalerIn(next, { meterId: "11" })).toBe(0);
  });

  test("a decision of its own is not replaced by an older one", () => {
    const book = new ScaleBook();
    book.setDecided([decision]);
    book.setDecided([{ ...decision, scaler: 1 }]);
    expect(scalerIn(book, { meterId: "11" })).toBe(0);
  });

  test("the version goes up when an answer may be another", () => {
    const book = new ScaleBook();
    const before = book.version;
    scalerIn(book, { meterId: "11" });
    scalerIn(book, { meterId: "22" });
    expect(book.version).toBe(before);
    book.setDecided([decision]);
    expect(book.version).toBeGreaterThan(before);
  });

  test("meters that never were take neither memory without end nor a decision away", () => {
    const book = new ScaleBook();
    book.setDecided([decision]);
    for (let i = 0; i < 3000; i++) scalerIn(book, { meterId: `m${i}`, systemTitle: `${i}` });
    expect(scalerIn(book, { meterId: "11" })).toBe(0);
    book.setDecided(Array.from({ length: 3000 }, (_, i) => ({ ...decision, meter: `m${i}` })));
    expect(book.decided.length).toBeLessThanOrEqual(1024);
  });
});
