import { expect, test } from "vitest";
import { Crew, type CrewMember } from "./crew.ts";

/** Notes when it begins and ends. */
function member(name: string, notes: string[], failure?: Promise<never>): CrewMember {
  return {
    run: async (signal) => {
      notes.push(`${name} begins`);
      const over = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      await Promise.race([over, ...(failure === undefined ? [] : [failure])]).finally(() => notes.push(`${name} ends`));
    },
  };
}

test("one that comes or goes does not disturb the others", async () => {
  const notes: string[] = [];
  const [a, b, c] = ["a", "b", "c"].map((name) => member(name, notes));
  if (a === undefined || b === undefined || c === undefined) throw new Error("three were made");
  const crew = new Crew([a, b]);
  expect(notes).toEqual([]);
  const stop = new AbortController();
  const running = crew.run(stop.signal);
  crew.change([c, b]);
  await expect.poll(() => notes).toEqual(["a begins", "b begins", "c begins", "a ends"]);
  stop.abort();
  await running;
  expect(notes.slice(4).sort()).toEqual(["b ends", "c ends"]);
});

test("one that breaks down ends all, and all can begin anew", async () => {
  const notes: string[] = [];
  let breakDown: (error: Error) => void = () => {};
  const failure = new Promise<never>((_resolve, reject) => {
    breakDown = reject;
  });
  const crew = new Crew([member("a", notes), member("b", notes, failure)]);
  const running = crew.run(new AbortController().signal);
  breakDown(new Error("a mistake of ours"));
  await expect(running).rejects.toThrow("a mistake of ours");
  expect(notes.filter((note) => note.endsWith("ends")).sort()).toEqual(["a ends", "b ends"]);
  const stop = new AbortController();
  const again = crew.run(stop.signal);
  expect(notes.filter((note) => note === "a begins")).toHaveLength(2);
  stop.abort();
  await expect(again).rejects.toThrow("a mistake of ours");
});
