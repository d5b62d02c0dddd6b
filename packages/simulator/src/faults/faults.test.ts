import { toHex } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { encodeHdlcFrame } from "../encode/hdlc.ts";
import { encodeP1Telegram } from "../encode/p1-telegram.ts";
import { SimulatorOptionError } from "../errors.ts";
import { createRandom } from "../household/random.ts";
import { injectFaults } from "./fault-injector.ts";
import { parseFaults } from "./parse-faults.ts";

describe("parseFaults", () => {
  test.each([
    ["", {}],
    ["noise=0.1,lost=0.01", { noise: 0.1, lost: 0.01 }],
    [" truncated = 1 , checksum=.5", { truncated: 1, checksum: 0.5 }],
  ])("%j", (text, wanted) => {
    expect(parseFaults(text)).toEqual(wanted);
  });

  test.each([
    ["noize=0.1", '"noize" is no fault.'],
    ["noise", '"noise" is not name=probability.'],
    ["noise=0.1=2", '"noise=0.1=2" is not name=probability.'],
    ["noise=2", 'The probability of "noise" is from 0 to 1, not "2".'],
    ["noise=-1", 'The probability of "noise" is from 0 to 1, not "-1".'],
    ["noise=", 'The probability of "noise" is from 0 to 1, not "".'],
    ["noise=0.1,noise=0.2", 'The fault "noise" is given twice.'],
    ["noise=0.1,", '"" is no fault.'],
  ])("refuses %j", (text, message) => {
    let thrown: unknown;
    try {
      parseFaults(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SimulatorOptionError);
    expect(thrown).toMatchObject({ option: "faults", message });
    expect((thrown as SimulatorOptionError).hint).toContain("noise, lost, truncated, checksum");
  });
});

describe("injectFaults", () => {
  const content = Uint8Array.from({ length: 60 }, (_, i) => i);
  const frame = encodeHdlcFrame(content, { destination: [0x41], source: [0x03], control: 0x13 });
  const telegram = encodeP1Telegram({ ident: "/SIM5\\X", lines: ["1-0:1.7.0(00.244*kW)"] });
  const seeds = Array.from({ length: 200 }, (_, i) => i);

  test("without faults the very frame comes out", () => {
    expect(injectFaults(frame, "hdlc", {}, createRandom(1))).toEqual({ octets: frame, faults: [], intact: true });
  });

  test("noise stands before the frame, which stays whole", () => {
    for (const seed of seeds) {
      const { octets, intact } = injectFaults(frame, "hdlc", { noise: 1 }, createRandom(seed));
      expect(octets.length).toBeGreaterThan(frame.length);
      expect(toHex(octets.subarray(-frame.length))).toBe(toHex(frame));
      expect(intact).toBe(true);
    }
  });

  test("lost octets leave a shorter frame", () => {
    for (const seed of seeds) {
      const { octets, intact } = injectFaults(frame, "hdlc", { lost: 1 }, createRandom(seed));
      expect(frame.length - octets.length).toBeGreaterThanOrEqual(1);
      expect(frame.length - octets.length).toBeLessThanOrEqual(3);
      expect(intact).toBe(false);
    }
  });

  test("a truncated frame is a beginning of it, without its end", () => {
    for (const seed of seeds) {
      const { octets } = injectFaults(telegram, "p1", { truncated: 1 }, createRandom(seed));
      expect(octets.length).toBeLessThanOrEqual(telegram.length - 2);
      expect(toHex(telegram).startsWith(toHex(octets))).toBe(true);
    }
  });

  test("a wrong checksum changes one octet of it and nothing else", () => {
    for (const seed of seeds) {
      for (const [framing, whole, places] of [
        ["hdlc", frame, [2, 3]],
        ["p1", telegram, [3, 4, 5, 6]],
      ] as const) {
        const { octets, faults } = injectFaults(whole, framing, { checksum: 1 }, createRandom(seed));
        const changed = [...whole.keys()].filter((i) => whole[i] !== octets[i]);
        expect(changed).toHaveLength(1);
        expect(places).toContain(whole.length - (changed[0] ?? 0));
        expect(faults).toEqual(["checksum"]);
      }
    }
  });

  test("a probability of a tenth strikes about a tenth of the frames, the same ones for the same seed", () => {
    const strikes = (seed: number): number[] => {
      const random = createRandom(seed);
      return seeds.filter(() => !injectFaults(frame, "hdlc", { lost: 0.1 }, random).intact);
    };
    expect(strikes(7)).toEqual(strikes(7));
    expect(strikes(7).length).toBeGreaterThan(8);
    expect(strikes(7).length).toBeLessThan(40);
  });
});
