import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret.ts";

test("shows its text only when asked to reveal it", () => {
  const secret = new Secret("open sesame");
  expect(secret.reveal()).toBe("open sesame");
  const views = [
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true }),
    String(Object.entries(secret)),
  ];
  for (const view of views) expect(view).not.toContain("sesame");
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
});
