import { expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords.ts";

test.each([
  ...["password123", "Passw0rd12345!", "P@$$w0rd2026", "qwertyuiop", "1234567890", "11111111111111", "abcabcabcabc"],
  ...[
    "iloveyou2024!",
    "adminadmin1",
    "1qaz2wsx3edc",
    "Sommer2026!!",
    "letmein12345",
    "welkom01welkom01",
    "hemmelig123",
  ],
  ...["kariKari2026", "meter2mqtt1234", "asdfghjkl123", "changeme!!!!", "Velkommen123"],
])("%s is among the first that are tried", (password) => {
  expect(isCommonPassword(password, "kari")).toBe(true);
});

test.each([...["nine blue kettles", "leopard umbrella", "tr4mlines-Bjork", "correct horse battery", "8fG#kq2Lz0xv"]])(
  "%s is not",
  (password) => {
    expect(isCommonPassword(password, "kari")).toBe(false);
  },
);

test("a name full of signs is no pattern", () => {
  expect(isCommonPassword("nine blue kettles", "(.*)+[")).toBe(false);
});
