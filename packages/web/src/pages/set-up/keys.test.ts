import { expect, test } from "vitest";
import { keysIn } from "./keys.ts";
import type { KeyVerdict } from "./set-up-api.ts";

const text = "Dear customer, your keys: aa bb and 0xCCDD. Old: EEFF";
const place = (part: string, role: KeyVerdict["keys"][number]["role"]) => {
  const start = text.indexOf(part);
  return { start, end: start + part.length, digits: 4, role };
};
const verdict: KeyVerdict = {
  ...{ ok: true, verified: true, frames: 2 },
  verdict: { code: "security/keys-right", severity: "info", title: "", message: "", hint: "" },
  keys: [place("aa bb", "authenticationKey"), place("0xCCDD", "encryptionKey"), place("EEFF", "unused")],
};

test("cuts the keys that proved right out of the mail", () => {
  expect(keysIn(text, verdict)).toEqual({ encryptionKey: "0xCCDD", authenticationKey: "aa bb" });
  expect(keysIn(text, { ...verdict, keys: verdict.keys.slice(1) })).toEqual({ encryptionKey: "0xCCDD" });
});

test("gives none that did not", () => {
  expect(keysIn(text, { ...verdict, ok: false })).toEqual({});
});
