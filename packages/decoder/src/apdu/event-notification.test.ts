import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHex, toHex } from "../bytes/hex.ts";
import { DecodeError } from "../errors.ts";
import { parseEventNotification, toPushList } from "./event-notification.ts";

const octetsOf = (hex: string): Uint8Array => parseHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);
const time = "07e8070505 0c0000 ff 8000 80";

describe("parseEventNotification", () => {
  test("with and without a time", () => {
    const event = octetsOf("c2 00 0003 0100010700ff 02 06 00000141");
    expect(parseEventNotification(event)).toEqual({
      dateTimeAt: undefined,
      classId: 3,
      obis: octetsOf("0100010700ff"),
      attribute: 2,
      valueAt: 11,
    });
    const timed = octetsOf(`c2 01 0c ${time} 0003 0100010700ff 02 06 00000141`);
    expect(parseEventNotification(timed)).toMatchObject({ dateTimeAt: 3, classId: 3, valueAt: 24 });
  });

  test.each([
    ["another tag", "0f 00 0003 0100010700ff 02 06 00000141", "apdu/unknown-tag"],
    ["a time of another length", "c2 01 04 07e80705 0003 0100010700ff 02 00", "apdu/malformed"],
    ["a flag that is neither", "c2 02 0003 0100010700ff 02 00", "apdu/malformed"],
    ["an end in the OBIS code", "c2 00 0003 0100", "apdu/malformed"],
  ])("refuses %s", (_, hex, code) => {
    expect(() => parseEventNotification(octetsOf(hex))).toThrow(expect.objectContaining({ code }));
  });

  test("answers any octets with an event or a DecodeError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        try {
          const apdu = Uint8Array.of(0xc2, ...octets);
          toPushList(apdu, parseEventNotification(apdu));
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});

describe("toPushList", () => {
  test("puts the OBIS code before a single value, and leaves a list as it is", () => {
    const listOf = (hex: string): string => {
      const apdu = octetsOf(hex);
      return toHex(toPushList(apdu, parseEventNotification(apdu)));
    };
    expect(listOf("c2 00 0003 0100010700ff 02 06 00000141")).toBe("020209060100010700ff0600000141");
    expect(listOf("c2 00 0001 0000190900ff 02 0201 06 00000141")).toBe("02010600000141");
  });
});
