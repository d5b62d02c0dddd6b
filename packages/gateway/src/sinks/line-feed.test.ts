import { expect, test } from "vitest";
import { exampleLine } from "../../test/support/virtual-home.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { LineFeed } from "./line-feed.ts";
import { publishLines } from "./publish-lines.ts";

test("a line that is no more is told once, as a change without lines", async () => {
  const feed = new LineFeed();
  const told: string[][] = [];
  const stop = new AbortController();
  feed.report(exampleLine());
  feed.report(exampleLine({ name: "old" }));
  const work = publishLines(
    {
      ...{ feed, clock: new ManualClock(0) },
      publish: async (changed) => {
        told.push(changed.map(({ name }) => name));
      },
    },
    stop.signal,
  );
  await settled();
  feed.keepOnly(new Set(["han-port"]));
  await settled();
  feed.keepOnly(new Set(["han-port"]));
  await settled();
  feed.report(exampleLine({ name: "old" }));
  await settled();
  stop.abort();
  await work;
  expect(told).toEqual([["han-port", "old"], [], ["old"]]);
  expect(feed.states.map(({ name }) => name)).toEqual(["han-port", "old"]);
});

/** Everything that was asked for so far has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
