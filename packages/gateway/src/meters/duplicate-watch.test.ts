import { describe, expect, test } from "vitest";
import { DuplicateWatch, type FrameMark } from "./duplicate-watch.ts";

const counted = (text: string, content: string = text): FrameMark => ({
  text,
  content,
  isCounted: true,
  isUnique: true,
});
const timed = (text: string): FrameMark => ({ text, content: text, isCounted: false, isUnique: true });
const plain = (text: string): FrameMark => ({ text, content: text, isCounted: false, isUnique: false });

function play(...frames: readonly (readonly [mark: FrameMark, source: string, second: number])[]): boolean[] {
  const watch = new DuplicateWatch();
  return frames.map(([mark, source, second]) => watch.isDuplicate(mark, source, second * 1000));
}

describe("DuplicateWatch", () => {
  test("a second source's frame with the same counter is the same one, in whatever framing", () => {
    const frames = play(
      [counted("7", "hdlc"), "serial", 0],
      [counted("7", "apdu"), "mqtt", 4],
      [counted("8"), "mqtt", 5],
    );
    expect(frames).toEqual([false, true, false]);
  });

  test("of one source only the same octets with the same counter are: a meter may count anew", () => {
    const same = play([counted("7", "x"), "han", 0], [counted("7", "x"), "han", 1], [counted("7", "y"), "han", 2]);
    expect(same).toEqual([false, true, false]);
    // Its clock may stand still for a minute.
    expect(play([timed("a"), "han", 0], [timed("a"), "han", 10])).toEqual([false, false]);
  });

  test("lists without clock and counter are told one by one: the same power twice is two of them", () => {
    const frames = [
      [plain("a"), "serial", 0],
      [plain("a"), "tcp", 0.2],
      [plain("a"), "serial", 2.5],
      [plain("a"), "tcp", 2.7],
      [plain("b"), "serial", 5],
      [plain("b"), "tcp", 5.2],
    ] as const;
    expect(play(...frames)).toEqual([false, true, false, true, false, true]);
    expect(play([plain("a"), "serial", 0], [plain("a"), "tcp", 10.1])).toEqual([false, false]);
  });

  test("three sources, of which any may be first", () => {
    const frames = ["a", "b", "c", "b", "c", "a"].map((source, i) => [timed(i < 3 ? "1" : "2"), source, i] as const);
    expect(play(...frames)).toEqual([false, true, true, false, true, true]);
  });

  test("forgets after five minutes, and keeps no more than it can bear", () => {
    expect(play([timed("a"), "serial", 0], [timed("a"), "tcp", 301])).toEqual([false, false]);
    const many = Array.from({ length: 513 }, (_, i) => [timed(`${i}`), "serial", 0] as const);
    expect(play(...many, [timed("0"), "tcp", 1], [timed("2"), "tcp", 1]).slice(-2)).toEqual([false, true]);
  });
});
