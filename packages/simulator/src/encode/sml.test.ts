import { toHex } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { toAscii } from "../octets.ts";
import { encodeSmlCrc } from "./sml-crc.ts";
import { encodeSmlClose, encodeSmlList, encodeSmlOpen } from "./sml-messages.ts";
import { encodeSmlTelegram } from "./sml-telegram.ts";
import { absent, encodeSmlValue, type SmlValue } from "./sml-value.ts";

const cases: readonly (readonly [about: string, value: SmlValue, octets: string])[] = [
  ["an absent element", absent, "01"],
  ["octets, their field counted in their length", { type: "octets", octets: Uint8Array.of(1, 2) }, "030102"],
  ["15 octets: a field of two", { type: "octets", octets: new Uint8Array(15) }, `8101${"00".repeat(15)}`],
  ["a truth value", { type: "boolean", value: true }, "4201"],
  ["-1 in one octet", { type: "integer", value: -1 }, "52ff"],
  ["128 needs two where it is signed", { type: "integer", value: 128 }, "530080"],
  ["128 needs one where it is not", { type: "unsigned", value: 128 }, "6280"],
  ["-29912, hundredths of a watt, in two octets", { type: "integer", value: -29_912 }, "538b28"],
  ["more octets than it takes", { type: "integer", value: -2, octetCount: 4 }, "55fffffffe"],
  ["64 bits", { type: "unsigned", value: 2n ** 64n - 1n }, "69ffffffffffffffff"],
  ["an empty list", { type: "list", elements: [] }, "70"],
  [
    "20 elements: a field of two, and no octet of it counted",
    { type: "list", elements: Array.from({ length: 20 }, () => absent) },
    `f104${"01".repeat(20)}`,
  ],
];

describe("encodeSmlValue", () => {
  test.each(cases)("%s", (_about, value, octets) => expect(toHex(encodeSmlValue(value))).toBe(octets));

  test("refuses what does not fit", () => {
    expect(() => encodeSmlValue({ type: "unsigned", value: -1 })).toThrow(RangeError);
    expect(() => encodeSmlValue({ type: "integer", value: 128, octetCount: 1 })).toThrow(RangeError);
  });
});

describe("encodeSmlCrc", () => {
  // The check values that catalogues of CRCs give for these nine digits: 0x906e and 0x2189.
  test.each([
    ["x25", "6e90"],
    ["kermit", "2189"],
  ] as const)("%s", (kind, octets) => expect(toHex(encodeSmlCrc(toAscii("123456789"), kind))).toBe(octets));
});

describe("messages", () => {
  const fields = { transactionId: Uint8Array.of(1, 2, 3, 4), group: 5 };
  const withoutCrc = (message: Uint8Array): string => toHex(message.subarray(0, -4));

  test("open, close", () => {
    const open = encodeSmlOpen({ fileId: Uint8Array.of(7), serverId: Uint8Array.of(8) }, fields);
    expect(withoutCrc(open)).toBe("7605010203046205620072630101760101020702080101");
    expect(withoutCrc(encodeSmlClose(fields))).toBe("76050102030462056200726302017101");
    expect(toHex(open)).toMatch(/63[0-9a-f]{4}00$/);
  });

  test("a list with all that an entry may hold", () => {
    const list = encodeSmlList(
      {
        serverId: Uint8Array.of(8),
        sensorTime: { kind: "seconds-index", seconds: 0x0102_0304 },
        entries: [
          {
            obis: Uint8Array.of(1, 0, 16, 7, 0, 255),
            status: 0x0182,
            time: { kind: "timestamp", seconds: 1 },
            unit: 27,
            scaler: -1,
            value: { type: "integer", value: -5 },
          },
        ],
      },
      fields,
    );
    const entry = "77070100100700ff6301827262026500000001621b52ff52fb01";
    expect(withoutCrc(list)).toBe(`76050102030462056200726307017701020801726201650102030471${entry}0101`);
  });
});

describe("encodeSmlTelegram", () => {
  test("marks, fill and its count", () => {
    expect(toHex(encodeSmlTelegram([Uint8Array.of(0x76)])).slice(0, -4)).toBe("1b1b1b1b01010101760000001b1b1b1b1a03");
  });

  test("four octets 1b in a row stand there twice, a fifth one once", () => {
    expect(toHex(encodeSmlTelegram([Uint8Array.of(0x1b, 0x1b, 0x1b, 0x1b, 0x1b, 0, 0, 0)])).slice(16, -16)).toBe(
      `${"1b".repeat(9)}000000`,
    );
  });
});
