import { describe, expect, test } from "vitest";
import { findKeys } from "./keys-in-text.ts";

const one = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const other = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
const grouped = (key: string, size: number) => key.match(new RegExp(`.{${size}}`, "g")) ?? [];

function keysIn(text: string): string[] {
  const found = findKeys(text);
  for (const { start, end } of found) expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
  return found.map(({ key }) => Buffer.from(key).toString("hex"));
}

describe("keys in a text", () => {
  test.each([
    ["plain", one],
    ["in capitals with 0x", `0x${one.toUpperCase()}`],
    ["in quotes, with a full stop", `Your key is "${one}".`],
    ["with colons", grouped(one, 2).join(":")],
    ["with dashes", grouped(one, 8).join("-")],
    ["in pairs", grouped(one, 2).join(" ")],
    ["in fours behind a label", `Encryption key: ${grouped(one, 4).join(" ")}\n`],
    ["of a program's settings", `GUEK=${one};`],
    ["twice", `${one}\n> ${one.toUpperCase()}`],
  ])("%s", (_how, text) => {
    expect(keysIn(text)).toEqual([one]);
  });

  test("a mail with both, and with what only looks like one", () => {
    const mail = `Dear customer,

regarding your request of 2026-01-15 (case 00112233, installation 571313170000000001) here are the keys:

  Global Unicast Encryption Key (GUEK):      ${grouped(one, 2).join(" ").toUpperCase()}
  Global Authentication Key (GAK):  0x${other}

System title 4B414D4501234567. Meter 9999990000000017. A bad cafe face added.
`;
    expect(keysIn(mail)).toEqual([one, other]);
    const [first] = findKeys(mail);
    expect(mail.slice(first?.start, first?.end)).toBe(grouped(one, 2).join(" ").toUpperCase());
  });

  test("two keys in pairs on two lines are two, and a long key is one", () => {
    expect(keysIn(`${grouped(one, 2).join(" ")}\n${grouped(other, 2).join(" ")}`)).toEqual([one, other]);
    expect(keysIn(grouped(one + other, 2).join(" "))).toEqual([one + other]);
    expect(keysIn(one + other)).toEqual([one + other]);
  });

  test("16 letters are one where there is no other", () => {
    expect(keysIn("key: AbCdEfGhIjKlMnOp\n")).toEqual([Buffer.from("AbCdEfGhIjKlMnOp").toString("hex")]);
    expect(keysIn(`${one}\nAbCdEfGhIjKlMnOp`)).toEqual([one]);
  });

  test("none", () => {
    for (const text of ["", "hello", one.slice(1), `${one}0`, "00 11 22"]) expect(keysIn(text)).toEqual([]);
  });
});
