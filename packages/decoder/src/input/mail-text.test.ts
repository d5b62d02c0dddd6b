import { describe, expect, test } from "vitest";
import { textOfMail } from "./mail-text.ts";
import { readCapture } from "./read-capture.ts";

const octets = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const frame = "7EA0270102 0110 5A 87 E6";
const bytes = [0x7e, 0xa0, 0x27, 0x01, 0x02, 0x01, 0x10, 0x5a, 0x87, 0xe6];
const head = "From: me@example.org\nSubject: a frame\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n";

describe("textOfMail", () => {
  test("leaves alone what is no mail", () => {
    for (const text of [
      "",
      "7ea0",
      "Subject: only\n\none header",
      "[12:00] From: To: Date:\n\nx",
      "/XXX5TEST\r\n\r\n1-0:1.7.0(1*kW)",
    ])
      expect(textOfMail(text)).toBe(text);
  });

  test("parts within parts, up to a depth; what is no text is left out", () => {
    const nested = (depth: number): string =>
      depth === 0
        ? "Content-Type: text/plain\n\nthe words\n"
        : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}\nContent-Type: image/png\n\nnoise\n--b${depth}--\n`;
    expect(textOfMail(head + nested(4))).toContain("the words");
    expect(textOfMail(head + nested(4))).not.toContain("noise");
    expect(textOfMail(head + nested(10))).toBe("");
  });

  test("a boundary that never comes gives nothing, and no error", () => {
    expect(textOfMail(`${head}Content-Type: multipart/mixed; boundary="x"\n\nhello`)).toBe("");
  });
});

describe("readCapture of a mail", () => {
  test.each([
    ["plain", `${head}\nHello,\n\nthis came:\n> ${frame}\nRegards\n`],
    ["quoted-printable", `${head}Content-Transfer-Encoding: quoted-printable\n\n7EA0270102=\n01105A87E6\n`],
    ["base64", `${head}Content-Transfer-Encoding: base64\n\n${btoa(`it: ${frame}`)}\n`],
    ["HTML", `${head}Content-Type: text/html\n\n<p>It was<br>${frame.replaceAll(" ", "&nbsp;")}</p>`],
  ])("%s", (_, text) => expect([...readCapture(octets(text))]).toEqual(bytes));

  test("with a P1 telegram", () => {
    const telegram = "/XYZ5\\TEST\r\n\r\n1-0:1.7.0(00.100*kW)\r\n!\r\n";
    const read = readCapture(octets(`${head}\r\n${telegram}`));
    expect(String.fromCharCode(...read)).toContain(telegram);
    expect(read[0]).toBe(0x2f);
  });
});
