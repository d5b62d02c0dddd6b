import { corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { createVirtualMeter, encodeHdlcFrame, llcHeader, virtualMeters } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc16Arc } from "../src/bytes/crc16.ts";
import { Splitter } from "../src/framing/splitter.ts";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type MeterDecoderOptions } from "../src/index.ts";
import { kamstrupFrame } from "./helpers/kamstrup-house.ts";

/*
 * A list that was heard before is read by a plan. Whether it is, nobody must notice: a decoder that has heard a line for
 * long says of each frame what a new one says that hears it first, and makes no plan of it.
 */
const zoneRules = createIntlZoneRules();
const arrival = Date.UTC(2026, 0, 5, 12);
/** A machine that does other work as well needs more than the usual time for so many frames. */
const timeout = 60_000;

function createDecoder(options: Partial<MeterDecoderOptions>) {
  return createMeterDecoder({ zoneRules, zone: "Europe/Oslo", replays: "accept", ...options });
}

/** What a decoder says, as its users see it. */
function saidOf(events: readonly DecodeEvent[]): unknown {
  const said = events.map((event) => (event.kind === "reading" ? { ...event, source: event.source.profile } : event));
  return JSON.parse(JSON.stringify(said));
}

/** Octets behind the frame end it, where only what follows could tell. */
function eventsOf(decoder: ReturnType<typeof createDecoder>, octets: Uint8Array, at: number): readonly DecodeEvent[] {
  return [...decoder.push(octets, at), ...decoder.idle(at + 20_000)];
}

function hear(decoder: ReturnType<typeof createDecoder>, octets: Uint8Array, at: number): unknown {
  return decidedOf(saidOf(eventsOf(decoder, octets, at)));
}

/** The same of a decoder that hears it first, and without a time of arrival, as of a file: it makes no plans then. */
function hearAnew(decoder: ReturnType<typeof createDecoder>, octets: Uint8Array): unknown {
  return decidedOf(saidOf([...decoder.push(octets), ...decoder.end()]));
}

describe("a decoder that has heard a line for long says what a new one says", () => {
  test.each(Object.keys(virtualMeters))(
    "%s, over both changes of the clocks",
    (name) => {
      for (const change of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)]) {
        const { interval } = createVirtualMeter(name, { start: change }).description;
        const meter = createVirtualMeter(name, { start: change - 400 * interval, seed: 7 });
        const options = { keys: meter.keys ?? {}, zone: meter.description.zone };
        const old = createDecoder(options);
        const lists = new Map<string, number>();
        for (let i = 0; i < 800; i++) {
          const { octets, at, list } = meter.next();
          const scales = old.decidedScales;
          const events = eventsOf(old, octets, at);
          const count = (lists.get(list) ?? 0) + 1;
          lists.set(list, count);
          // The first of each list, then fewer and fewer: a new decoder for each frame takes its time.
          if (count > 8 && count % 97 !== 0) continue;
          const fresh = createDecoder(options);
          fresh.setScales(scales);
          expect(decidedOf(saidOf(events))).toEqual(hearAnew(fresh, octets));
        }
      }
    },
    timeout,
  );

  test.skipIf(!corpusAvailable)("every capture of the corpus, all of them on one line, twice", () => {
    const old = new Map<string, ReturnType<typeof createDecoder>>();
    for (const [i, row] of [...corpusRows, ...corpusRows].entries()) {
      // Long enough for what one capture began to be given up.
      const at = arrival + i * 60_000;
      const options = { keys: keysOf(row), zone: zoneOf(row) };
      // Keys and zone belong to a line.
      const line = `${row.encryptionKey} ${row.authenticationKey} ${options.zone}`;
      const decoder = old.get(line) ?? createDecoder(options);
      old.set(line, decoder);
      hear(decoder, new Uint8Array(0), at);
      expect(hear(decoder, octetsOf(row), at)).toEqual(hearAnew(createDecoder(options), octetsOf(row)));
    }
  });
});

describe("voltages whose scale follows from those of the list", () => {
  const volts = fc.oneof(fc.double({ min: 0, max: 30, noNaN: true }), fc.double({ min: 60, max: 290, noNaN: true }));
  const said = { meterId: "5700000000000001", power: 900, importWh: 12340, exportWh: 0, hasRegisters: true };

  test("mean the same to a decoder that knows the list, before they are settled, after, and when they change", () => {
    const list = fc.tuple(fc.constantFrom<0 | -1 | -2>(0, -1, -2), volts, volts);
    fc.assert(
      fc.property(fc.array(list, { minLength: 12, maxLength: 24 }), fc.boolean(), (lists, isOneScale) => {
        const options = { country: "DK" } as const;
        const old = createDecoder(options);
        for (const [i, [scale, l1, l2]] of lists.entries()) {
          const voltage = isOneScale ? (lists[0]?.[0] ?? 0) : scale;
          const voltages = { voltageFactor: l1 / 231.37, voltageL2V: l2 };
          const octets = kamstrupFrame({ stepWh: 10, voltage }, { ...said, ...voltages });
          const fresh = createDecoder(options);
          fresh.setScales(old.decidedScales);
          expect(hear(old, octets, arrival + i * 10_000)).toEqual(hearAnew(fresh, octets));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Without what a decoder says once, or of a frame in the row of those before it. */
function decidedOf(said: unknown): unknown {
  const once = /^(clock\/(zone-assumed|implausible)|frame\/none-found|profile\/(list|code|scale)-|security\/)/;
  return (said as { readonly diagnosis?: { readonly code: string } }[]).filter(
    ({ diagnosis }) => diagnosis === undefined || !once.test(diagnosis.code),
  );
}

describe("a list or telegram that was changed anywhere", () => {
  const addresses = { destination: [0x41], source: [0x03], control: 0x13 };

  function apdusOf(name: string): readonly Uint8Array[] {
    const meter = createVirtualMeter(name, { start: Date.UTC(2026, 5, 1, 11, 59), seed: 3 });
    const splitter = new Splitter();
    return Array.from({ length: 40 }, () => meter.next().octets).flatMap((octets) =>
      splitter
        .push(octets, undefined)
        .flatMap((event) => (event.kind === "frame" ? [event.frame.payload.slice(3)] : [])),
    );
  }

  const plain = Object.values(virtualMeters).filter(({ keys, framing }) => keys === undefined && framing === "hdlc");

  test.each(plain.map(({ name }) => name))("%s: means the same to a decoder that knows the list", (name) => {
    const apdus = apdusOf(name);
    // Scales that are found by what was heard before differ between the two: here they are set.
    const settled = { scales: { registers: 1, voltages: -1, currents: -2 } } as const;
    const old = createDecoder(settled);
    const frameOf = (apdu: Uint8Array) => encodeHdlcFrame(Uint8Array.of(...llcHeader, ...apdu), addresses);
    for (const apdu of apdus) hear(old, frameOf(apdu), arrival);
    const change = fc.tuple(fc.nat(600), fc.nat(255));
    fc.assert(
      fc.property(fc.constantFrom(...apdus), fc.array(change, { minLength: 1, maxLength: 3 }), (apdu, changes) => {
        const changed = apdu.slice();
        for (const [place, octet] of changes) changed[place % changed.length] = octet;
        const octets = frameOf(changed);
        expect(hear(old, octets, arrival)).toEqual(hearAnew(createDecoder(settled), octets));
      }),
      { numRuns: 150 },
    );
  });

  test.each(["p1-nl", "p1-be"])("%s: means the same to a decoder that knows the telegram", (name) => {
    const meter = createVirtualMeter(name, { start: Date.UTC(2026, 5, 1, 11, 59), seed: 3 });
    const telegrams = Array.from({ length: 20 }, () => meter.next().octets);
    const old = createDecoder({});
    for (const telegram of telegrams) hear(old, telegram, arrival);
    const change = fc.tuple(fc.nat(2000), fc.constantFrom(..."0123456789.*()-SWk:! ".split("")));
    fc.assert(
      fc.property(
        fc.constantFrom(...telegrams),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (telegram, changes) => {
          const end = telegram.lastIndexOf(0x21);
          const changed = telegram.slice();
          for (const [place, character] of changes) changed[place % end] = character.charCodeAt(0);
          const crc = crc16Arc(changed, 0, end + 1)
            .toString(16)
            .toUpperCase()
            .padStart(4, "0");
          changed.set(new TextEncoder().encode(crc), end + 1);
          expect(hear(old, changed, arrival)).toEqual(hearAnew(createDecoder({}), changed));
        },
      ),
      { numRuns: 400 },
    );
  });
});
