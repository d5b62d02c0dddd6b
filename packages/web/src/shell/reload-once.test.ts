import { expect, test } from "vitest";
import { reloadOnce } from "./reload-once.ts";

function view() {
  const kept = new Map<string, string>();
  let reloads = 0;
  return {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    location: {
      reload: () => {
        reloads++;
      },
    },
    reloads: () => reloads,
  };
}

test("everything is loaded anew once the gateway is there, and not again and again", async () => {
  const page = view();
  await reloadOnce(1_000_000, page, async () => false);
  expect(page.reloads()).toBe(0);
  await reloadOnce(1_001_000, page, async () => true);
  expect(page.reloads()).toBe(1);
  await reloadOnce(1_031_000, page, async () => true);
  expect(page.reloads()).toBe(1);
  await reloadOnce(1_062_000, page, async () => true);
  expect(page.reloads()).toBe(2);
  // The clock was set back.
  await reloadOnce(1000, page, async () => true);
  expect(page.reloads()).toBe(3);
});
