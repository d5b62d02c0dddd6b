import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { parseKey } from "./keys.ts";

const digits = "00112233445566778899aabbccddeeff";
const pairs = digits.match(/../g) ?? [];

describe("parseKey", () => {
  test.each([
    ["as it is", digits],
    ["in upper case", digits.toUpperCase()],
    ["in mixed case", digits.replace("aa", "aA").replace("ff", "Ff")],
    ["with 0x", `0x${digits}`],
    ["with 0X", `0X${digits.toUpperCase()}`],
    ["with 0x before each octet", pairs.map((pair) => `0x${pair}`).join(", ")],
    ["with blanks", pairs.join(" ")],
    ["with colons", pairs.join(":")],
    ["with dashes", pairs.join("-")],
    ["with dashes of a word processor", pairs.join("\u2013")],
    ["with dots", pairs.join(".")],
    ["with tabs and line ends", ` \t${pairs.join("\r\n")}\n`],
    ["with no-break spaces", pairs.join("\u00a0")],
    ["in quotes", `"${digits}"`],
    ["in single quotes", `'${digits}'`],
    ["in quotes of a mail program", `\u201c${digits}\u201d`],
    ["in the form of a UUID", "00112233-4455-6677-8899-aabbccddeeff"],
  ])("takes a key %s", (_, text) => {
    const parsed = parseKey(text);
    expect(parsed.ok && toHex(parsed.key)).toBe(digits);
    expect(parsed).not.toHaveProperty("note");
  });

  test("takes a key of AES-256", () => {
    const parsed = parseKey(`0x${[...pairs, ...pairs].join(" ")}`);
    expect(parsed.ok && toHex(parsed.key)).toBe(digits + digits);
  });

  test("takes any key in any of these forms", () => {
    const keyOctets = fc
      .constantFrom(16, 32)
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
    const forms = fc.record({
      prefix: fc.constantFrom("", "0x", '"', " "),
      between: fc.constantFrom("", " ", ":", "-"),
      upper: fc.boolean(),
    });
    fc.assert(
      fc.property(keyOctets, forms, (key, { prefix, between, upper }) => {
        const hex = (toHex(key).match(/../g) ?? []).join(between);
        expect(parseKey(prefix + (upper ? hex.toUpperCase() : hex))).toEqual({ ok: true, key });
      }),
    );
  });

  test.each(["MyMeterKey-12345", '"MyMeterKey-12345"', "  MyMeterKey-12345\n"])(
    "takes 16 characters as text and says so: %j",
    (text) => {
      const parsed = parseKey(text);
      expect(parsed).toMatchObject({ ok: true, note: { code: "security/key-ascii", severity: "info" } });
      expect(parsed.ok && new TextDecoder().decode(parsed.key)).toBe("MyMeterKey-12345");
    },
  );

  test.each([
    ["nothing", "", 0],
    ["half a key, which is hexadecimal and no text", "0011223344556677", 16],
    ["a digit too few", digits.slice(1), 31],
    ["a digit too many", `${digits}0`, 33],
    ["a digit more than the long keys have", `${digits}${digits}0`, 65],
    ["three keys", digits + digits + digits, 96],
  ])("refuses %s with the count of digits", (_, text, count) => {
    const parsed = parseKey(text);
    expect(parsed).toMatchObject({
      ok: false,
      diagnosis: { code: "security/key-invalid", evidence: { digits: count } },
    });
    expect(parsed.ok || parsed.diagnosis.message).toContain(`${count}`);
    for (const length of ["32", "64"]) expect(parsed.ok || parsed.diagnosis.message).toContain(length);
  });

  test.each([
    ["O for 0", `O${digits.slice(1)}`, "O", 1, "digit 0"],
    ["l for 1", `001l${digits.slice(4)}`, "l", 4, "digit 1"],
    ["S for 5", digits.replace("55", "5S"), "S", 12, "digit 5"],
    ["a letter that no digit looks like", digits.replace("77", "7g"), "g", 16, ""],
    ["two wrong ones: the first", digits.replace("33", "3x").replace("99", "9y"), "x", 8, ""],
    ["text behind the key", `${digits} (EK)`, "(", 34, ""],
    ["a letter of another script", `${digits.slice(0, 20)}\u0430${digits.slice(21)}`, "\u0430", 21, ""],
  ])("refuses %s with the first wrong character and its place", (_, text, character, place, hint) => {
    const parsed = parseKey(text);
    expect(parsed).toMatchObject({
      ok: false,
      diagnosis: { code: "security/key-invalid", evidence: { character, place } },
    });
    expect(parsed.ok || parsed.diagnosis.message).toContain(hint);
  });

  test("never says the key, nor a part of it, whatever it is", () => {
    const texts = fc.oneof(
      fc.string({ minLength: 3 }),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdefOxg :"), minLength: 20 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseKey(text);
        const said = JSON.stringify(parsed.ok ? (parsed.note ?? "") : parsed.diagnosis);
        // The words of the table are the same for every key; four characters in a row are more than chance.
        const parts = text.match(/[0-9a-fA-F]{4,}/g) ?? [];
        for (const part of parts) expect(said).not.toContain(part);
      }),
    );
  });
});
