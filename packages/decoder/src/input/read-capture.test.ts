import { describe, expect, test } from "vitest";
import { p1Of } from "../../test/helpers/framing.ts";
import { readCapture } from "./read-capture.ts";

const octets = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const frame = Uint8Array.from([0x7e, 0xa0, 0x27, 0x01, 0x02, 0x01, 0x10, 0x5a, 0x87, 0xe6]);

describe("readCapture", () => {
  test.each([
    ["plain", "7ea02701020110 5a87e6"],
    ["upper case, line ends inside", "7E A0 27 01\r\n02 01 10 5A\n87 E6\n"],
    ["0x and commas", "0x7E, 0xA0, 0x27, 0x01, 0x02, 0x01, 0x10, 0x5a, 0x87, 0xe6"],
    ["comments", "# a Kaifa list 1\n7ea0270102 # header\n01105a87e6"],
    ["a digit pair broken by a line's end", "7ea027010\n201105a87e6"],
    ["log prefixes", "(I) 7E A0 27 01 02\n(I) 01 10 5A 87 E6\n"],
    ["log with times and names", "[12:00:01.123][D] HAN: 7EA0270102\n2024-01-31 12:00:02,500 frame = 01105A87E6"],
    ["a dump's offsets", "0000: 7e a0 27 01 02\n0005: 01 10 5a 87 e6"],
    ["JSON", '{"data":"7EA02701020110 5A87E6"}'],
    ["an array of a program", "const octets = {\n  0x7E, 0xA0, 0x27, 0x01, 0x02, 0x01, 0x10, 0x5A, 0x87, 0xE6\n};"],
    ["octets of one digit", "7e a0 27 1 2 1 10 5a 87 e6"],
    ["0x and one digit", "0x7e,0xa0,0x27,0x1,0x2,0x1,0x10,0x5a,0x87,0xe6"],
    ["colons", "7e:a0:27:01:02:01:10:5a:87:e6"],
    ["dashes", "7E-A0-27-01-02-01-10-5A-87-E6"],
    [
      "dots behind prefixes, with counts",
      "[12:00:01][V][dlms:123]: 7E.A0.27.01.02.01.10.5A (8)\n[12:00:01][V][dlms:123]: 87.E6 (2)",
    ],
    ["a short line that looks like a time", "(D) 7e:a0:27:01:02:01:10:5a\n(D) 87:e6"],
    ["arrows", "12:00:01.234 -> 7e a0 27 01 02 01\n12:00:01.239 RX 10 5a 87 e6"],
    ["a list of a program's debugger", "[0x7E, 0xA0, 0x27, 0x01, 0x02, 0x01, 0x10, 0x5A, 0x87, 0xE6]"],
    ["a buffer as Node prints it", "<Buffer 7e a0 27 01 02 01 10 5a 87 e6>"],
    ["a table with times", "time,data\n2024-01-31 12:00:02,7ea02701020110\n2024-01-31 12:00:03,5a87e6"],
    ["numbered lines", "1: 7e a0 27 01 02 01\n2: 10 5a 87 e6"],
    ["h behind each", "7Eh A0h 27h 01h 02h 01h 10h 5Ah 87h E6h"],
    ["hexdump -C", "00000000  7e a0 27 01 02 01 10 5a  |~.'....Z|\n00000008  87 e6                    |..|\n0000000a"],
    ["xxd", "00000000: 7ea0 2701 0201 105a  ~.'....Z\n00000008: 87e6                 ab"],
    ["od", "0000000 7e a0 27 01 02 01 10 5a\n0000010 87 e6\n0000012"],
    ["a string of a program", 'b"\\x7e\\xa0\'\\x01\\x02\\x01\\x10Z\\x87\\xe6"'],
    ["a string without quotes", "\\x7e\\xa0\\x27\\x01\\x02\\x01\\x10\\x5a\\x87\\xe6"],
    ["a list of numbers", "[126, 160, 39, 1, 2, 1, 16, 90, 135, 230]"],
    ["numbers in JSON", '{"octets":[126,160,39,1,2,1,16,90,135,230],"at":1700000000}'],
    ["lines of talk between", "received frame, 10 bytes\n(D) 7E A0 27 01 02 01 10 5A 87 E6\nall good"],
  ])("%s", (_name, text) => {
    expect([...readCapture(octets(text))]).toEqual([...frame]);
  });

  test("base64 that begins as a frame does", () => {
    const long = Uint8Array.from({ length: 40 }, (_, i) => (i < 10 ? (frame[i] ?? 0) : 200 + i));
    const base64 = btoa(String.fromCharCode(...long));
    expect([...readCapture(octets(`${base64.slice(0, 30)}\n${base64.slice(30)}\n`))]).toEqual([...long]);
    expect([...readCapture(octets(JSON.stringify({ payload: base64 })))]).toEqual([...long]);
    // Three octets that begin a line as `/1GH` does.
    const slashed = Uint8Array.from({ length: 60 }, (_, i) => (i === 48 ? 0xff : (long[i] ?? 0x51)));
    const lines = btoa(String.fromCharCode(...slashed)).replace(/.{64}/g, "$&\n");
    expect(lines).toMatch(/^\/[A-Za-z0-9]{3}/m);
    expect([...readCapture(octets(lines))]).toEqual([...slashed]);
    const letter = octets(btoa("Dear customer, your meter is fine."));
    expect(readCapture(letter)).toBe(letter);
  });

  test("UTF-16", () => {
    const text = "7ea02701020110 5a87e6";
    const units = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect([...readCapture(units)]).toEqual([...frame]);
  });

  const lines = ["/XYZ5\\TEST", "", "1-0:1.7.0(00.100*kW)", "1-0:2.7.0(00.000*kW)", "!0B3F"];
  const telegram = lines.map((line) => `${line}\r\n`).join("");
  const log = (prefix: string): string => lines.map((line) => `${prefix}${line}`).join("\n");

  test.each([
    ["JSON", JSON.stringify({ telegram })],
    [
      "a program's strings",
      telegram
        .split("\r\n", 5)
        .map((line) => `  "${line.replace("\\", "\\\\")}\\r\\n"`)
        .join("\n"),
    ],
    ["line ends as text", telegram.replaceAll("\r\n", "\\r\\n")],
    ["times in front", log("12:00:01 ")],
    ["a logger's prefixes", log("[12:00:01][D][dsmr:123]: ")],
    ["quoted in a letter", log("> ")],
    ["indented", log("    ")],
  ])("a P1 telegram: %s", (_, text) => {
    const read = String.fromCharCode(...readCapture(octets(text)));
    expect(read.slice(0, telegram.length)).toBe(telegram);
    expect(read.slice(telegram.length)).toMatch(/^["}\s]*$/);
  });

  test("an indented P1 telegram among line ends of another kind keeps its own", () => {
    const written = `12:00:01 begins\r\n  ${lines.join("\n")}\n`;
    expect(String.fromCharCode(...readCapture(octets(written)))).toBe(`${lines.join("\n")}\n`);
  });

  test("a pasted P1 telegram without its first octet, where its checksum says so", () => {
    const whole = String.fromCharCode(...p1Of());
    const paste = (text: string) => readCapture(octets(text), { pasted: true });
    expect(String.fromCharCode(...paste(whole.slice(1)))).toBe(whole);
    const changed = whole.slice(1).replace("244", "245");
    expect([...paste(changed)]).toEqual([...octets(changed)]);
    const unproven = String.fromCharCode(...p1Of(undefined, "none")).slice(1);
    expect([...paste(unproven)]).toEqual([...octets(unproven)]);
  });

  test.each(["\n", "\r", "\r\r\n", "\n\n", "\r\n\r\n"])(
    "a P1 telegram whose line ends a text box has made %j, where its checksum says so",
    (end) => {
      const whole = String.fromCharCode(...p1Of());
      expect(whole).toContain("\r\n");
      const changed = whole.replaceAll("\r\n", end);
      expect(String.fromCharCode(...readCapture(octets(changed), { pasted: true }))).toBe(whole);
      const damaged = octets(changed.replace("244", "245"));
      expect([...readCapture(damaged, { pasted: true })]).toEqual([...damaged]);
    },
  );

  test("a file with a P1 telegram is read as it stands, whatever its checksum says", () => {
    const whole = String.fromCharCode(...p1Of());
    for (const text of [whole.replaceAll("\r\n", "\n"), whole.slice(1)]) {
      const file = octets(text);
      expect(readCapture(file)).toBe(file);
    }
  });

  test("a P1 readout without a first line stays as it is", () => {
    const readout = octets("1-0:1.8.0(1*kWh)\r\n!\r\n");
    expect(readCapture(readout)).toBe(readout);
  });

  test.each([
    ["blanks", `${" ".repeat(300_000)}z`],
    ["quotes", `\\x7e${'"\\'.repeat(150_000)}`],
    ["slashes", `\\r${"/abc".repeat(100_000)}`],
    ["octets", "7e ".repeat(100_000)],
    ["marked octets", `${"7e:".repeat(100_000)}7e`],
    ["brackets", "[1,".repeat(100_000)],
  ])("time is linear in the text: %s", (_, text) => {
    const start = performance.now();
    readCapture(octets(text));
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test("binary stays as it is", () => {
    expect(readCapture(frame)).toBe(frame);
  });

  test("a P1 telegram stays as it is, and so does text that is nothing", () => {
    const telegram = octets("/XXX5TEST\r\n\r\n1-0:1.7.0(00.100*kW)\r\n!\r\n");
    expect(readCapture(telegram)).toBe(telegram);
    const letter = octets("Dear customer, your meter is fine.");
    expect(readCapture(letter)).toBe(letter);
    const empty = new Uint8Array(0);
    expect(readCapture(empty)).toBe(empty);
  });
});
