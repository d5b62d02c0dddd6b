import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { englishTexts } from "./english-texts.ts";

const seen = fileURLToPath(new URL("./english-seen.txt", import.meta.url));

// A text that is new, or gone, is the compiler's business; one that says something else is nobody's but this test's.
test("every English text is the one that its translations were made from", async () => {
  const texts = englishTexts();
  const known = existsSync(seen) ? readFileSync(seen, "utf8").split("\n") : [];
  const changed = texts.filter((line) => !known.includes(line)).map((line) => line.replace(/: \w+$/, ""));
  const advice = [
    `English texts that are new or say something else: ${changed.slice(0, 20).join("; ") || "none, but some are gone"}.`,
    "Look at their translations in packages/web/src/i18n/{nb,da,sv,de,nl} and mend what no longer fits; then accept them:",
    "npx vitest run packages/web/test/english-seen.test.ts -u",
  ];
  expect(texts.length).toBeGreaterThan(1000);
  expect(new Set(texts).size).toBe(texts.length);
  await expect(`${texts.join("\n")}\n`, advice.join("\n")).toMatchFileSnapshot(seen);
});
