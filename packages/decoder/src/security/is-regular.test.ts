import { createRandom, encodeDataNotification, encodeKamstrupList } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { isRegular } from "./is-regular.ts";

describe("isRegular", () => {
  test("messages of meters are", () => {
    const list = encodeKamstrupList("momentary", { activeImportW: 1234, voltageL1V: 231, currentL1A: 5.2 });
    expect(isRegular(encodeDataNotification({ invokeId: 0, body: list }))).toBe(true);
    const lines = "1-0:1.8.0(000123.456*kWh)\r\n1-0:2.8.0(000000.000*kWh)\r\n1-0:1.7.0(00.321*kW)\r\n";
    expect(isRegular(new TextEncoder().encode(lines))).toBe(true);
  });

  test("random octets are not, however many or few", () => {
    const random = createRandom(11);
    for (const length of [0, 1, 63, 64, 65, 200, 5000]) {
      for (let i = 0; i < 500; i++) {
        const octets = Uint8Array.from({ length }, () => Math.floor(random.next() * 256));
        expect(isRegular(octets)).toBe(false);
      }
    }
  });

  test("few octets say nothing", () => {
    expect(isRegular(new Uint8Array(63))).toBe(false);
    expect(isRegular(new Uint8Array(64))).toBe(true);
  });
});
