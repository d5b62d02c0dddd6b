import { expect, test } from "vitest";
import { nearestWord } from "./suggest.ts";

test.each([
  ["prt", "port"],
  ["encryption", "encryptionKey"],
  ["Sources", "sources"],
  ["source", "sources"],
  ["quokka", undefined],
])("%s is probably %s", (word, meant) => {
  expect(nearestWord(word, ["sources", "port", "baud", "encryptionKey", "encryptionKeyFile"])).toBe(meant);
});
