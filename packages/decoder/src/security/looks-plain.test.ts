import { createRandom } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { parseHex } from "../bytes/hex.ts";
import { looksPlain } from "./looks-plain.ts";

const looks = (hex: string): boolean => looksPlain(parseHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0));
const moment = "07e5081e0116141eff800080";

describe("looksPlain", () => {
  test.each([
    ["a date-time and a structure", `0f 00000000 0c ${moment} 0219`],
    ["a tagged date-time (Kaifa)", `0f 40000000 090c ${moment} 0219`],
    ["a date-time with its own tag", `0f 40000000 19 ${moment} 0219`],
    ["no date-time", "0f 40000000 00 0109"],
    ["a clock that was never set", "0f 00000000 0c ffffffffffffffffff8000ff 0219"],
    ["a compact array", "0f 40000000 00 1302"],
    ["an event-notification", "c2 00 0001 0000608100ff 02 06 00000001"],
    ["an event-notification with its time", `c2 01 0c ${moment} 0003 0100010800ff 02 06 00000001`],
    ["a get-response", "c4 01 c1 00 0203"],
    ["a P1 telegram", "2f 58595a35 54455354 0d0a 0d0a 312d"],
  ])("%s", (_, hex) => {
    expect(looks(hex)).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["another tag", `10 00000000 0c ${moment} 0219`],
    ["a date that does not exist", "0f 00000000 0c 07e50d1e0116141eff800080 0219"],
    ["an empty list", `0f 00000000 0c ${moment} 0200`],
    ["a number alone", "0f 00000000 00 0600"],
    ["an end in the date-time", "0f 00000000 0c 07e5081e01"],
    ["an event of a class that does not exist", "c2 00 4001 0000608100ff 02 06 00000001"],
    ["an end in an event", "c2 01 0c 07e5081e01"],
    ["a get-response of a fourth kind", "c4 04 c1 00 0203"],
    ["a slash in front of anything", "2f 58590035"],
  ])("not %s", (_, hex) => {
    expect(looks(hex)).toBe(false);
  });

  test("what a wrong key gives passes less than once in a million times", () => {
    const random = createRandom(7);
    const octets = new Uint8Array(24);
    let passed = 0;
    for (let i = 0; i < 200_000; i++) {
      for (let at = 0; at < octets.length; at++) octets[at] = Math.floor(random.next() * 256);
      // The first octet is right in one of 256: these are as good as 51 million tries.
      octets[0] = [0x0f, 0x2f, 0xc2, 0xc4][i % 4] ?? 0;
      if (looksPlain(octets)) passed++;
    }
    expect(passed).toBeLessThan(50);
  });
});
