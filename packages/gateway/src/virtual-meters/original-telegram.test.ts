import { describe, expect, test } from "vitest";
import { heardFrom, snapshotAfter } from "../../test/support/heard-meter.ts";
import { originalTelegram } from "./original-telegram.ts";
import { toTelegram } from "./p1-server.ts";

const textOf = (octets: Uint8Array | undefined) => Buffer.from(octets ?? []).toString("latin1");

describe("originalTelegram", () => {
  test.each(["p1-nl", "p1-nl-dsmr4", "p1-be", "p1-se", "p1-no"] as const)(
    "%s: octet by octet what the meter sent",
    (name) => {
      const heard = heardFrom(name, 3);
      const telegram = textOf(originalTelegram(heard.at(-1) ?? fail()));
      expect(textOf(heard.at(-1)?.frame.octets)).toBe(telegram.slice(0, textOf(heard.at(-1)?.frame.octets).length));
      expect(telegram).toMatch(name === "p1-no" ? /^\/[^\r]*![0-9A-F]{4}\n$/ : /^\/.*![0-9A-F]{4}\r\n$/s);
      expect(textOf(toTelegram(snapshotAfter(heard), "auto"))).toBe(telegram);
      expect(textOf(toTelegram(snapshotAfter(heard), "dsmr5"))).toMatch(/^\/MQT5\\meter2mqtt\r\n/);
    },
  );

  test.each(["p1-nl-dsmr3", "easymeter-de-d0", "kamstrup-dk-extended"] as const)(
    "%s: no P1 with a checksum, so one is made",
    (name) => {
      const heard = heardFrom(name, 3);
      expect(heard.map(originalTelegram)).toEqual([undefined, undefined, undefined]);
      expect(textOf(toTelegram(snapshotAfter(heard), "auto"))).toMatch(/^\/MQT5/);
    },
  );

  test("behind current transformers the meter's own numbers are not those of its state", () => {
    const [heard = fail()] = heardFrom("p1-nl", 1);
    expect(originalTelegram({ ...heard, state: { ...heard.state, multipliers: { current: 40 } } })).toBeUndefined();
  });

  test("a telegram whose checksum does not hold is not handed on", () => {
    const [heard = fail()] = heardFrom("p1-nl", 1);
    const octets = heard.frame.octets.slice();
    octets[40] = (octets[40] ?? 0) ^ 1;
    expect(originalTelegram({ ...heard, frame: { ...heard.frame, octets } })).toBeUndefined();
  });
});

function fail(): never {
  throw new Error("nothing was heard");
}
