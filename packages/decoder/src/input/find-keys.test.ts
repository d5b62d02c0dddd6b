import { describe, expect, test } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { findKeys } from "./find-keys.ts";

const ek = "00112233445566778899aabbccddeeff";
const ak = "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf";
const spaced = (key: string): string => key.toUpperCase().replace(/(..)(?=.)/g, "$1 ");

function found(text: string) {
  const { keys } = findKeys(text);
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toHex(key)]));
}

const both = { encryptionKey: ek, authenticationKey: ak };

describe("findKeys", () => {
  test.each([
    ["one key", ek],
    ["one key with blanks", spaced(ek)],
    ["one key with 0x and colons", `0x${ek.replace(/(..)(?=.)/g, "$1:")}`],
    ["one key in a sentence", `Your key is ${ek}. Keep it safe.`],
  ])("%s", (_, text) => expect(found(text)).toEqual({ encryptionKey: ek }));

  test.each([
    ["two lines", `${ek}\n${ak}`],
    ["two lines of a quoted letter", `> ${spaced(ek)}\n> ${spaced(ak)}`],
    ["names in front", `Encryption key: ${ek}\nAuthentication key: ${ak}`],
    ["names in front, the other way round", `Authentication key: ${ak}\nEncryption key: ${ek}`],
    ["abbreviations", `GAK = ${ak}\nGUEK = ${ek}`],
    ["short abbreviations on one line", `AK ${ak} EK ${ek}`],
    ["German", `Authentifizierungsschlüssel: ${ak}\nVerschlüsselungsschlüssel: ${ek}`],
    ["German with ue", `Authentifizierungsschluessel: ${ak}\nEntschluesselung: ${ek}`],
    ["Norwegian", `Autentiseringsnøkkel: ${ak}\nKrypteringsnøkkel: ${ek}`],
    ["Danish", `Autentifikationsnøgle:\n${ak}\nKrypteringsnøgle:\n${ek}`],
    ["Swedish", `Autentiseringsnyckel\n\n${ak}\n\nKrypteringsnyckel\n\n${ek}`],
    ["Dutch", `De authenticatiesleutel is ${ak}, de encryptiesleutel is ${ek}.`],
    ["names behind", `${ak} (authentication)\n${ek} (encryption)`],
    ["a table's head", `Meter | Authentication key | Encryption key\n12345678 | ${ak} | ${ek}`],
    ["one named, one not", `${ak}\nEncryption: ${ek}`],
    ["other numbers around", `Ticket 550e8400-e29b-41d4-a716-446655440000, meter 5706567286399553\n${ek}\n${ak}`],
    ["the same key twice", `${ek}\nagain: ${ek}\n${ak}`],
  ])("two keys: %s", (_, text) => expect(found(text)).toEqual(both));

  test("a whole mail, its transfer encoding undone", () => {
    const body = `Hello,=0D=0A\nthe encryption key of your meter is 0011223344556677=\n8899AABBCCDDEEFF.\nAuthentication key: ${ak}\n`;
    const mail = [
      "From: Grid <post@example.org>",
      "To: me@example.org",
      "Subject: Keys",
      "Message-ID: <aaaabbbbccccddddeeeeffff00001111@example.org>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/alternative; boundary="xyz"',
      "",
      "--xyz",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      body,
      "--xyz--",
    ].join("\r\n");
    expect(found(mail)).toEqual(both);
    const base64 = btoa(
      `<p>Encryption key:<br><b>${ek}</b></p><table><tr><td>Authentication</td><td>${ak}</td></tr></table>`,
    );
    const html = `Date: Mon\nFrom: a@example.org\nSubject: Keys\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n${base64}\n`;
    expect(found(html)).toEqual(both);
  });

  test("a system title, where it is named", () => {
    expect(found(`System title: 4B464D0000000001\n${ek}`)).toEqual({
      encryptionKey: ek,
      systemTitle: "4b464d0000000001",
    });
    expect(found(`5706567286399553\n${ek}`)).toEqual({ encryptionKey: ek });
  });

  test("16 letters behind a name, where there is no other key", () => {
    const { keys, diagnosis } = findKeys("Dear customer,\nmeter: 5706567286399553\nencryption key: AbCdEfGhIjKlMnOp\n");
    expect(keys.encryptionKey).toEqual(Uint8Array.from("AbCdEfGhIjKlMnOp", (c) => c.charCodeAt(0)));
    expect(keys.authenticationKey).toBeUndefined();
    expect(diagnosis?.code).toBe("security/key-ascii");
    expect(found(`encryption key: AbCdEfGhIjKlMnOp\n${ek}`)).toEqual({ encryptionKey: ek });
    expect(findKeys("Ticket: AbCdEfGhIjKlMnOp\nhello").keys).toEqual({});
  });

  test("says what is wrong with a text that can only be a key", () => {
    const { keys, diagnosis } = findKeys(`${ek.slice(0, -1)}O`);
    expect(keys).toEqual({});
    expect(diagnosis).toMatchObject({
      code: "security/key-invalid",
      evidence: { digits: 31, place: 32, character: "O" },
    });
    expect(findKeys("sixteen letters!").diagnosis?.code).toBe("security/key-ascii");
    expect(findKeys("").diagnosis).toBeUndefined();
    expect(findKeys("Dear customer,\nyour keys follow by post.").diagnosis).toBeUndefined();
  });

  test("keeps a bounded number of keys, and is linear in the text", () => {
    const many = Array.from({ length: 100 }, (_, i) => i.toString(16).padStart(32, "0")).join("\n");
    expect(findKeys(many).all).toHaveLength(16);
    const start = performance.now();
    findKeys("00 ".repeat(300_000));
    findKeys(`${"0".repeat(600_000)}g`);
    findKeys(`From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n${"<style>".repeat(50_000)}`);
    findKeys(`From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n${"<".repeat(300_000)}`);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
