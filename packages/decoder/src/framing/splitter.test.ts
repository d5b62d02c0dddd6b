import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apduOf,
  codesOf,
  framesOf,
  hdlcOf,
  join,
  lineOf,
  mbusOf,
  p1Of,
  split,
  wrapperOf,
} from "../../test/helpers/framing.ts";
import { toHex } from "../bytes/hex.ts";
import { limits } from "../limits.ts";
import { noneFound, Splitter } from "./splitter.ts";

const frames: readonly { readonly name: string; readonly octets: Uint8Array; readonly found: string }[] = [
  { name: "HDLC", octets: hdlcOf(apduOf(120)), found: `hdlc ${toHex(hdlcOf(apduOf(120)))}` },
  { name: "M-Bus", octets: mbusOf(apduOf(120)), found: `mbus ${toHex(mbusOf(apduOf(120)))}` },
  { name: "P1", octets: p1Of(), found: `p1 ${toHex(p1Of().subarray(0, -2))}` },
];

/** What lines carry between frames: beginnings of every framing, parts of frames, and anything. */
const pieces: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc
    .constantFrom(
      ...[
        [0x7e],
        [0x7e, 0xa0],
        [0x7e, 0xa7, 0xff, 3, 3, 0x13],
        [0x68, 0x20, 0x20, 0x68],
        [0x68, 0, 0, 0x68, 0x53, 0xff, 0x10],
      ],
      ...[
        [0, 1, 0, 1, 0, 1, 0, 40, 0x0f],
        [0, 0, 0],
        [0x1b, 0x1b, 0x1b, 0x1b, 1, 1, 1, 1],
        [0xdb, 0x08],
        [0x0d, 0x0a],
      ],
    )
    .map((octets) => Uint8Array.from(octets)),
  fc
    .constantFrom("/XYZ5", "/XYZ5TEST\r\n", "\r\n!", "\r\n!0000\r\n", "/", "1-0:1.7.0(00.244*kW)\r\n")
    .map((text) => join(text)),
  fc.constantFrom(
    hdlcOf(apduOf(40)),
    hdlcOf(apduOf(4)),
    mbusOf(apduOf(40)),
    wrapperOf(apduOf(40)),
    p1Of(),
    p1Of([], "none"),
  ),
  fc.tuple(fc.constantFrom(...frames), fc.nat(1), fc.nat(1)).map(([frame, from, to]) => {
    const { octets } = frame;
    return octets.subarray(Math.floor(from * octets.length), Math.ceil(to * octets.length));
  }),
  fc
    .tuple(
      fc.constantFrom(hdlcOf(apduOf(40)), mbusOf(apduOf(40)), p1Of()),
      fc.nat(150),
      fc.integer({ min: 1, max: 255 }),
    )
    .map(([octets, at, change]) => octets.map((octet, i) => (i === at % octets.length ? octet ^ change : octet))),
);
const streams = fc.array(pieces, { maxLength: 12 }).map((parts) => join(...parts));
const chunkings = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 8 });

describe("Splitter", () => {
  test("any chunking of any stream gives the same events", () => {
    fc.assert(
      fc.property(streams, chunkings, (stream, sizes) => {
        expect(split(stream, sizes).map(lineOf)).toEqual(split(stream).map(lineOf));
      }),
      { numRuns: 1500 },
    );
  });

  test("bounds hold at the same octet, wherever chunks end and the buffer is moved", () => {
    const filler = (octet: number, length: number): Uint8Array => new Uint8Array(length).fill(octet);
    const ciphering = join([0xdb, 8], "XYZ", [1, 2, 3, 4, 5, 30, 0x30], filler(0x55, 29));
    const streams = [
      join([0x1b, 0x1b, 0x1b, 0x1b, 1, 1, 1, 1], filler(0x55, limits.smlTelegram + 9000), p1Of()),
      join("/XYZ5\r\n", filler(0x55, limits.p1Telegram + 9000), "\r\n!\r\n", p1Of()),
      join([0x68, 0, 0, 0x68, 0x53, 0xff, 0x10], filler(0x55, limits.mbusUnbounded + 9000), p1Of()),
      ...Array.from({ length: 8 }, (_, i) =>
        join(filler(0x55, 8182 + i), [0xe6, 0xe7, 0], ciphering, filler(0x55, 9000)),
      ),
    ];
    for (const stream of streams) {
      const atOnce = split(stream).map(lineOf);
      for (const sizes of [[1], [7], [4095], [4096], [4097]]) expect(split(stream, sizes).map(lineOf)).toEqual(atOnce);
    }
  });

  test("gives frames that stand in the stream, at the places it names, in order and without overlap", () => {
    fc.assert(
      fc.property(streams, (stream) => {
        let from = 0;
        for (const event of split(stream)) {
          if (event.kind === "noise") continue;
          const octets = event.kind === "frame" ? event.frame.octets : event.octets;
          expect(toHex(stream.subarray(event.at, event.at + octets.length))).toBe(toHex(octets));
          // A flag may end one frame and begin the next.
          expect(event.at).toBeGreaterThanOrEqual(event.kind === "frame" ? from - 1 : 0);
          if (event.kind === "frame") from = event.at + octets.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  describe.each(frames)("a good $name frame is found", ({ octets, found }) => {
    test("wherever the stream begins, behind noise of any octets that begin no frame", () => {
      const calm = fc
        .uint8Array({ maxLength: 80 })
        .map((noise) => noise.map((octet) => (octet === 0x2f || octet === 0 ? 0x55 : octet)));
      fc.assert(
        fc.property(calm, (noise) => {
          expect(framesOf(split(join(noise, octets, octets)))).toContain(found);
        }),
      );
    });

    test.each(frames)("behind a $name frame that was cut anywhere", (other) => {
      for (let length = 1; length < other.octets.length - 1; length += 3) {
        // Twice: octets of a cut frame may take the first one's flag for their own.
        expect(framesOf(split(join(other.octets.subarray(0, length), octets, octets)))).toContain(found);
      }
    });

    test("behind another that lost an octet, and behind one with an octet too many", () => {
      for (let at = 1; at < octets.length - 3; at += 5) {
        expect(framesOf(split(join(octets.subarray(0, at), octets.subarray(at + 1), octets)))).toContain(found);
        expect(framesOf(split(join(octets.subarray(0, at), [0x55], octets.subarray(at), octets)))).toContain(found);
      }
    });

    test("behind headers that only look like some", () => {
      const lookalikes = [
        [0x7e, 0xa7, 0xff, 3, 3, 0x13, 1, 2],
        [0x68, 0xf0, 0xf0, 0x68, 8, 1, 1],
        [0x68, 0x68, 0x68, 0x68],
        [0x7e, 0x7e, 0xa0, 0x7e],
      ];
      for (const lookalike of lookalikes) expect(framesOf(split(join(lookalike, octets)))).toEqual([found]);
    });
  });

  test("a frame that begins inside of a damaged one is found", () => {
    const good = hdlcOf(apduOf(40));
    const outer = join(hdlcOf(apduOf(400)).subarray(0, 60), good, new Uint8Array(400).fill(0x55));
    const events = split(outer);
    expect(framesOf(events)).toEqual([`hdlc ${toHex(good)}`]);
    expect(codesOf(events)).toEqual(["frame/bad-checksum"]);
  });

  test("one flag between two HDLC frames is enough; more are fill", () => {
    const [a, b] = [hdlcOf(apduOf(40)), hdlcOf(apduOf(41))];
    const expected = [`hdlc ${toHex(a)}`, `hdlc ${toHex(b)}`];
    expect(framesOf(split(join(a, b.subarray(1))))).toEqual(expected);
    const filled = split(join([0x7e, 0x7e], a, [0x7e, 0x7e, 0x7e], b, [0x7e]));
    expect(framesOf(filled)).toEqual(expected);
    expect(filled.map((event) => event.kind)).toEqual(["frame", "frame"]);
  });

  test("a live line gets its HDLC frame with the closing flag, not with the next frame", () => {
    const splitter = new Splitter();
    const octets = hdlcOf(apduOf(40));
    expect(splitter.push(octets.subarray(0, -1), 1000)).toEqual([]);
    expect(framesOf(splitter.push(octets.subarray(-1), 1001))).toHaveLength(1);
  });

  test("a cut HDLC frame is reported after the pause, once, and the line goes on", () => {
    const splitter = new Splitter();
    const octets = hdlcOf(apduOf(40));
    splitter.push(octets.subarray(0, 20), 1000);
    expect(splitter.idle(2999)).toEqual([]);
    expect(codesOf(splitter.idle(3000))).toEqual(["frame/truncated"]);
    expect(splitter.idle(9000)).toEqual([]);
    expect(framesOf(splitter.push(octets, 9000))).toHaveLength(1);
  });

  test("octets that arrive after a pause do not go on with what was begun before it", () => {
    const splitter = new Splitter();
    const octets = hdlcOf(apduOf(40));
    splitter.push(octets.subarray(0, 20), 1000);
    const events = splitter.push(octets, 11_000);
    expect(events.map((event) => event.kind)).toEqual(["damage", "frame"]);
  });

  test("noise is counted, fill is not, and what damage reported is not counted again", () => {
    expect(split(join("noise", p1Of(), "more"))).toMatchObject([
      { kind: "noise", octetCount: 5 },
      { kind: "frame" },
      { kind: "noise", octetCount: 4 },
    ]);
  });

  test("noise on a line that never pauses is told in batches", () => {
    const splitter = new Splitter();
    const told = Array.from({ length: 100 }, (_, i) =>
      splitter.push(new Uint8Array(100).fill(0x55), 1000 + 10 * i),
    ).flat();
    expect(told).toEqual([4096, 4096].map((octetCount) => ({ kind: "noise", octetCount })));
  });

  test("says of an input without any frame how long it was", () => {
    expect(noneFound(0).message).toContain("no octets");
    expect(noneFound(7)).toMatchObject({ code: "frame/none-found", evidence: { octets: 7 } });
  });
});
