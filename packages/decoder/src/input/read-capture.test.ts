import { describe, expect, test } from "vitest";
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
    ["lines of talk between", "received frame, 10 bytes\n(D) 7E A0 27 01 02 01 10 5A 87 E6\nall good"],
  ])("%s", (_name, text) => {
    expect([...readCapture(octets(text))]).toEqual([...frame]);
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
