import { createIntlZoneRules, createMeterDecoder, type KeySet, type MeterDecoder } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import type { StoredCounter } from "../store/counters-table.ts";
import { CounterKeeper, keyPrint } from "./counter-keeper.ts";

const systemTitle = "4b414d0000000001";
const keys: KeySet = {
  encryptionKey: Uint8Array.from({ length: 16 }, (_, i) => i * 7 + 1),
  authenticationKey: Uint8Array.from({ length: 16 }, (_, i) => i * 5 + 3),
};
const print = keyPrint(keys) ?? "";
const state = exampleState();

function decoderAt(counter?: number): MeterDecoder {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), keys });
  if (counter !== undefined) decoder.setSenders([{ systemTitle, accepted: { counter, clock: counter } }]);
  return decoder;
}

function stored(counter: number, changes: Partial<StoredCounter> = {}): StoredCounter {
  const about = { systemTitle, keyPrint: print, meter: "9999990000000017", slug: "house", acceptedAt: 5 };
  return { ...about, accepted: { counter, clock: counter }, ...changes };
}

describe("CounterKeeper", () => {
  test("collects what is new, once, and nothing of a source that is behind another", () => {
    const keeper = new CounterKeeper();
    const [serial, tcp] = [decoderAt(7), decoderAt(6)];
    keeper.attach("serial", serial, keys);
    keeper.attach("tcp", tcp, keys);
    keeper.load([stored(5)]);
    const tenMinutes = 600_000;
    expect(keeper.collect("serial", systemTitle, state, tenMinutes)).toEqual(stored(7, { acceptedAt: tenMinutes }));
    expect(keeper.collect("serial", systemTitle, state, tenMinutes)).toBeUndefined();
    expect(keeper.collect("tcp", systemTitle, state, tenMinutes)).toBeUndefined();
    tcp.setSenders([{ systemTitle, accepted: { counter: 8, clock: 8 } }]);
    // The reading holds it; a row of its own is written once in ten minutes.
    expect(keeper.collect("tcp", systemTitle, state, tenMinutes + 5)).toBeUndefined();
    tcp.setSenders([{ systemTitle, accepted: { counter: 9, clock: 9 } }]);
    expect(keeper.collect("tcp", systemTitle, state, 2 * tenMinutes)).toEqual(
      stored(9, { acceptedAt: 2 * tenMinutes }),
    );
    expect(keeper.collect("unknown", systemTitle, state, 5)).toBeUndefined();
  });

  test("a lower counter of the same source is a meter that counts anew", () => {
    const keeper = new CounterKeeper();
    keeper.attach("han", decoderAt(1000), keys);
    keeper.collect("han", systemTitle, state, 4);
    keeper.attach(
      "han",
      { ...decoderAt(3), setSenders: () => undefined, acceptedFrame: () => ({ counter: 3, clock: 3 }) },
      keys,
    );
    expect(keeper.collect("han", systemTitle, state, 5)).toEqual(stored(3));
  });

  test("gives decoders what the store knows, under the same keys only; that a sender signs holds under any", () => {
    const keeper = new CounterKeeper();
    const [same, other] = [decoderAt(), decoderAt()];
    keeper.attach("han", same, keys);
    keeper.attach("attic", other, { ...keys, authenticationKey: new Uint8Array(16) });
    keeper.load([stored(9)]);
    expect(same.acceptedFrame(systemTitle)).toEqual({ counter: 9, clock: 9 });
    expect(other.acceptedFrame(systemTitle)).toBeUndefined();
    // A later answer of the store does not undo what came since.
    same.setSenders([{ systemTitle, accepted: { counter: 12, clock: 12 } }]);
    keeper.collect("han", systemTitle, state, 5);
    keeper.load([stored(9)]);
    const late = decoderAt();
    keeper.attach("han", late, keys);
    expect(late.acceptedFrame(systemTitle)?.counter).toBe(12);
  });

  test("begins anew for all sources of these keys once the store holds the user's word", () => {
    const keeper = new CounterKeeper();
    const [serial, tcp] = [decoderAt(7), decoderAt(7)];
    keeper.attach("serial", serial, keys);
    keeper.attach("tcp", tcp, keys);
    keeper.refused("serial", systemTitle, () => stored(7));
    keeper.refused("serial", systemTitle, () => undefined);
    expect(serial.acceptedFrame(systemTitle)?.counter).toBe(7);
    const { accepted: _accepted, ...word } = stored(7);
    keeper.refused("serial", systemTitle, (title, keyOf) =>
      title === systemTitle && keyOf === print ? word : undefined,
    );
    expect(serial.acceptedFrame(systemTitle)).toBeUndefined();
    expect(tcp.acceptedFrame(systemTitle)).toBeUndefined();
    serial.setSenders([{ systemTitle, accepted: { counter: 2, clock: 2 } }]);
    expect(keeper.collect("serial", systemTitle, state, 5)).toEqual(stored(2));
  });

  test("without both keys nothing is verified, and nothing is kept", () => {
    const { encryptionKey = new Uint8Array() } = keys;
    expect(keyPrint({})).toBeUndefined();
    expect(keyPrint({ encryptionKey })).toBeUndefined();
    const keeper = new CounterKeeper();
    keeper.attach("han", decoderAt(3), { encryptionKey });
    expect(keeper.collect("han", systemTitle, state, 5)).toBeUndefined();
  });
});
