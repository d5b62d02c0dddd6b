import { expect, test } from "vitest";
import type { NamedEvent } from "./live-state.ts";
import { WordsFirst } from "./words-first.ts";

const source: Extract<NamedEvent, { name: "source" }>["data"] = {
  ...{ name: "hall", type: "tcp", description: "a line", status: "open" },
  line: { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0, octetsPerSecond: 0 },
};
const good: NamedEvent = { name: "source", data: source };
const broken: NamedEvent = { name: "source", data: { ...source, error: "Nothing listens there." } };

test("what comes behind something that waits for its words waits with it, in the same order", async () => {
  let tellLoaded = () => {};
  let isLoaded = false;
  const loaded = new Promise<void>((resolve) => {
    tellLoaded = () => {
      isLoaded = true;
      resolve();
    };
  });
  const turn = new WordsFirst((tells) => (!isLoaded && tells() ? loaded : undefined));
  const taken: number[] = [];
  turn.take(good, () => taken.push(1));
  expect(taken).toEqual([1]);
  turn.take(broken, () => taken.push(2));
  turn.take(undefined, () => taken.push(3));
  turn.take(good, () => taken.push(4));
  expect(taken).toEqual([1]);
  tellLoaded();
  await loaded;
  expect(taken).toEqual([1, 2, 3, 4]);
  turn.take(broken, () => taken.push(5));
  expect(taken).toEqual([1, 2, 3, 4, 5]);
});
