import {
  encodeAxdr,
  encodeDataNotification,
  encodeDateTime,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  encodeP1Telegram,
  llcHeader,
} from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { hdlcOf } from "../../test/helpers/framing.ts";
import { cipherStory, storyApdu, storyDump, storyFrame, storyFrameCut, testKeys } from "../../test/story.ts";
import { crc16X25, createIntlZoneRules, type KeySet, parseHex, toHex } from "../index.ts";
import { type ExplainNode, type ExplainOptions, explain } from "./index.ts";

const base: ExplainOptions = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen" };
const swapped: KeySet = {
  encryptionKey: testKeys.authenticationKey,
  authenticationKey: testKeys.encryptionKey,
};
const addresses = { destination: [0x41], source: [0x03], control: 0x13 };

function tree(octets: Uint8Array, keys: KeySet = {}): ExplainNode {
  return explain(octets, { ...base, keys });
}

/** All nodes, from the topmost on. */
function nodes(root: ExplainNode): readonly ExplainNode[] {
  return [root, ...(root.children ?? []).flatMap(nodes)];
}

function find(root: ExplainNode, name: string): ExplainNode {
  const found = nodes(root).find((node) => node.name === name);
  if (found === undefined) throw new Error(`no node "${name}" in ${JSON.stringify(root).slice(0, 2000)}`);
  return found;
}

function join(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const withLlc = (apdu: Uint8Array): Uint8Array => join([llcHeader, apdu]);

describe("explain: a bare data-notification", () => {
  const root = tree(storyApdu);

  test("names the fields of the header, with what they mean", () => {
    expect(find(root, "tag")).toMatchObject({ from: 0, to: 1, value: "0x0f", meaning: "data-notification" });
    expect(find(root, "long-invoke-id-and-priority")).toMatchObject({ from: 1, to: 5, value: "0x00000000" });
    expect(find(root, "date-time")).toMatchObject({
      from: 6,
      to: 18,
      value: "2021-08-30 22:20:30",
      meaning: "deviation from UTC not specified, daylight saving active; read as 2021-08-30T22:20:30+02:00",
    });
    expect(find(root, "notification-body").meaning).toBe("list Kamstrup_V0001, profile kamstrup");
    expect(find(root, "structure").meaning).toBe("25 values");
  });

  test("gives OBIS codes their names, and values their units and scale", () => {
    const leaves = nodes(root).filter((node) => node.children === undefined);
    const shown = leaves.slice(-18).map(({ name, value, meaning }) => [name, value, meaning]);
    expect(shown).toContainEqual(["OBIS code", "1-1:31.7.0*255", "current, L1"]);
    expect(shown).toContainEqual(["double-long-unsigned", 36, "0.36 A, current, L1"]);
    expect(shown).toContainEqual(["double-long-unsigned", 374, "374 var, reactive power, export"]);
    expect(shown.at(-1)).toEqual(["long-unsigned", 232, "232 V, voltage, L3"]);
  });
});

describe("explain: HDLC frames", () => {
  test("every field of a good one, its checksums and its LLC header", () => {
    const root = tree(encodeHdlcFrame(withLlc(storyApdu), addresses));
    expect(find(root, "HDLC frame")).toMatchObject({ from: 0, to: 228 });
    expect(find(root, "frame format").meaning).toContain("format type 3");
    expect(find(root, "destination address").value).toBe(32);
    expect(find(root, "control").meaning).toContain("unnumbered information");
    expect(find(root, "HCS").meaning).toBe("checksum of the header: right");
    expect(find(root, "FCS").meaning).toBe("checksum of the frame: right");
    expect(find(root, "LLC header")).toMatchObject({ from: 8, to: 11 });
    expect(find(root, "data-notification")).toMatchObject({ from: 11, to: 225 });
    expect(nodes(root).some((node) => node.problem !== undefined)).toBe(false);
  });

  test("wrong checksums are said, with what would be right; the content is shown all the same", () => {
    const frame = encodeHdlcFrame(withLlc(storyApdu), addresses);
    const changedBody = frame.map((octet, i) => (i === 200 ? octet ^ 1 : octet));
    const bad = tree(changedBody);
    expect(find(bad, "HDLC frame, damaged").problem).toBe("frame/bad-checksum");
    expect(find(bad, "FCS").meaning).toMatch(/^checksum of the frame: wrong, 0x[0-9a-f]{4} would be right$/);
    expect(find(bad, "HCS").meaning).toContain("right");
    expect(find(bad, "notification-body").meaning).toContain("Kamstrup_V0001");
    const changedHeader = frame.map((octet, i) => (i === 5 ? octet ^ 4 : octet));
    expect(find(tree(changedHeader), "HCS").problem).toBe("frame/bad-header-checksum");
  });

  test("a flag between two frames belongs to the first", () => {
    const frame = encodeHdlcFrame(withLlc(storyApdu), addresses);
    const root = tree(join([frame, frame.subarray(1)]));
    const frames = nodes(root).filter((node) => node.name === "HDLC frame");
    expect(frames.map(({ from, to }) => [from, to])).toEqual([
      [0, frame.length],
      [frame.length, 2 * frame.length - 1],
    ]);
    expect(frames[1]?.children?.[0]?.name).toBe("frame format");
  });

  test("noise, flags and line ends around frames are told apart", () => {
    const frame = encodeHdlcFrame(withLlc(storyApdu), addresses);
    const root = tree(join([[1, 2, 3], frame, [0x7e, 0x7e], frame]));
    expect(root.children?.map(({ name }) => name)).toEqual(["not recognised", "HDLC frame", "flags", "HDLC frame"]);
  });
});

describe("explain: ciphered messages", () => {
  test("the story's frame without keys: who sent it, and what is needed", () => {
    for (const octets of [storyFrame, storyFrameCut]) {
      const root = tree(octets);
      expect(find(root, "system title")).toMatchObject({
        value: "4b414d4501b502d3",
        meaning: expect.stringContaining("KAM"),
      });
      expect(find(root, "invocation counter").value).toBe(3621);
      expect(find(root, "security control")).toMatchObject({
        value: "0x30",
        meaning: "security suite 0, encrypted, authenticated, unicast key",
      });
      expect(find(root, "general-glo-ciphering").problem).toBe("security/encryption-key-missing");
      expect(find(root, "authentication tag").meaning).toBe("not verified");
      expect(nodes(root).some((node) => node.space !== undefined)).toBe(false);
    }
    expect(find(tree(storyFrameCut), "HDLC frame, damaged").problem).toBe("frame/truncated");
  });

  test("with the right keys the plain text is a space of its own, and the ciphertext stays a leaf", () => {
    const root = tree(cipherStory(0x30), testKeys);
    const ciphertext = find(root, "ciphertext");
    expect(ciphertext).not.toHaveProperty("children");
    expect(ciphertext.to - ciphertext.from).toBe(storyApdu.length);
    expect(find(root, "authentication tag").meaning).toContain("verified: the authentication key is right");
    const plain = find(root, "plain text");
    expect(plain).toMatchObject({ space: "plaintext", from: 0, to: storyApdu.length, octets: toHex(storyApdu) });
    expect(nodes(plain).every((node) => node.space === "plaintext")).toBe(true);
    expect(find(plain, "date-time")).toMatchObject({ from: 6, to: 18, value: "2021-08-30 22:20:30" });
  });

  test.each([
    [
      "no authentication key",
      { encryptionKey: testKeys.encryptionKey },
      undefined,
      "not verified: no authentication key is set",
    ],
    [
      "a wrong encryption key",
      { ...testKeys, encryptionKey: new Uint8Array(16).fill(0x5a) },
      "security/encryption-key-wrong",
      "not verified",
    ],
    [
      "a wrong authentication key",
      { ...testKeys, authenticationKey: new Uint8Array(16).fill(0x5a) },
      "security/authentication-key-wrong",
      "not verified",
    ],
    ["swapped keys", swapped, "security/keys-swapped", "not verified"],
  ] as const)("%s", (_about, keys, problem, tag) => {
    const root = tree(cipherStory(0x30), keys);
    expect(find(root, "general-glo-ciphering").problem).toBe(problem);
    expect(find(root, "authentication tag").meaning).toBe(tag);
    expect(nodes(root).some((node) => node.name === "plain text")).toBe(problem === undefined);
  });

  test("another reader's dump is explained where it stands", () => {
    const root = tree(storyDump, testKeys);
    const content = find(root, "content, already decrypted");
    expect(content).toMatchObject({ from: 21, to: 21 + storyApdu.length });
    expect(find(content, "data-notification").from).toBe(21);
    expect(nodes(root).some((node) => node.space !== undefined)).toBe(false);
  });
});

describe("explain: other protections, and events", () => {
  const systemTitle = Uint8Array.of(0x4b, 0x41, 0x4d, 0, 0, 0, 0, 1);
  const fields = { ...testKeys, systemTitle, invocationCounter: 9 };
  const event = parseHex("c2010c07e80705050c0000ffff888000030100010700ff020600000141") ?? new Uint8Array(0);

  test("an event-notification: its time, its object and its value", () => {
    const root = tree(hdlcOf(event));
    const node = find(root, "event-notification-request");
    expect(node.children?.map(({ name, value, meaning }) => [name, value, meaning])).toEqual([
      ["tag", "0xc2", "event-notification-request"],
      ["time is sent", 1, undefined],
      ["date-time length", 12, undefined],
      [
        "date-time",
        "2024-07-05 12:00:00",
        "UTC is local time - 120 minutes, daylight saving active; read as 2024-07-05T12:00:00+02:00",
      ],
      ["class id", 3, undefined],
      ["OBIS code", "1-0:1.7.0*255", "active power, import"],
      ["attribute", 2, undefined],
      ["attribute value", undefined, undefined],
    ]);
    expect(find(node, "double-long-unsigned")).toMatchObject({
      from: node.to - 5,
      to: node.to,
      value: 321,
      meaning: "321 W, active power, import",
    });
  });

  test("service-specific ciphering, with the title that was set or that a frame before it showed", () => {
    const sealed = hdlcOf(encodeGeneralGloCiphering(event, { ...fields, applicationTag: 0xca, securityControl: 0x30 }));
    expect(find(tree(sealed, testKeys), "glo-event-notification-request").problem).toBe(
      "security/system-title-missing",
    );
    const known = [
      tree(sealed, { ...testKeys, systemTitle }),
      tree(
        join([hdlcOf(encodeGeneralGloCiphering(storyApdu, { ...fields, securityControl: 0x30 })), sealed]),
        testKeys,
      ),
    ];
    for (const root of known) {
      const node = find(root, "glo-event-notification-request");
      expect(node).toMatchObject({ meaning: "decrypted" });
      expect(find(node, "event-notification-request").space).toMatch(/^plaintext/);
    }
  });

  test("content that is signed only is in clear, and its tag is verified where both keys are set", () => {
    const sealed = encodeGeneralGloCiphering(storyApdu, { ...fields, securityControl: 0x10 });
    for (const [keys, meaning] of [
      [testKeys, /^verified/],
      [{ encryptionKey: testKeys.encryptionKey }, /no authentication key is set/],
      [{ authenticationKey: testKeys.authenticationKey }, /no encryption key is set/],
    ] as const) {
      const root = tree(hdlcOf(sealed), keys);
      expect(find(root, "general-glo-ciphering").meaning).toBe("signed, not encrypted");
      expect(find(find(root, "content, in clear"), "data-notification").space).toBeUndefined();
      expect(find(root, "authentication tag").meaning).toMatch(meaning);
    }
  });

  test("security suite 2", () => {
    const encryptionKey = join([testKeys.encryptionKey, testKeys.authenticationKey]);
    const authenticationKey = join([testKeys.authenticationKey, testKeys.encryptionKey]);
    const keys = { encryptionKey, authenticationKey };
    const root = tree(encodeGeneralGloCiphering(storyApdu, { ...fields, ...keys, securityControl: 0x32 }), keys);
    expect(find(root, "security control").meaning).toMatch(/^security suite 2, encrypted, authenticated/);
    expect(find(root, "authentication tag").meaning).toMatch(/^verified/);
    expect(find(root, "data-notification").space).toBe("plaintext");
  });
});

test("explain: the user's own profile names the places of a list", () => {
  const elements = [2301, 2302].map((value) => ({ type: "long-unsigned", value }) as const);
  const list = encodeDataNotification({ invokeId: 1, body: encodeAxdr({ type: "structure", elements }) });
  const columns = [
    { obis: "1-0:32.7.0", unit: "V", scaler: -1 },
    { obis: "1-0:52.7.0", unit: "V", scaler: -1 },
  ] as const;
  const layouts = [{ about: "two voltages", columns, anonymous: true }] as const;
  const own = { id: "own", manufacturer: "", flagIds: [], listVersions: [], layouts };
  const meaningsOf = (options: Partial<ExplainOptions>) =>
    nodes(explain(list, { ...base, ...options })).flatMap(({ name, meaning }) =>
      name === "long-unsigned" ? [meaning] : [],
    );
  expect(meaningsOf({})).toEqual([undefined, undefined]);
  expect(meaningsOf({ profiles: [own] })).toEqual([
    "230.1 V, voltage, L1, 1-0:32.7.0*255 by its place",
    "230.2 V, voltage, L2, 1-0:52.7.0*255 by its place",
  ]);
});

describe("explain: messages in several frames", () => {
  const sealed = cipherStory(0x30);
  const forms = {
    "HDLC segments": encodeHdlcSegments(withLlc(sealed), addresses, 60),
    "M-Bus telegrams": encodeMbusTelegrams(sealed, {
      control: 0x53,
      address: 0xff,
      transport: [1, 0x67],
      dataOctets: 90,
    }),
    "general blocks": encodeGeneralBlockTransfer(sealed, { blockOctets: 70 }).map((block) =>
      encodeHdlcFrame(withLlc(block), addresses),
    ),
  };

  test.each(Object.entries(forms))("%s: the whole stands behind the last frame", (_name, frames) => {
    const root = tree(join(frames), testKeys);
    const message = find(root, "message");
    expect(message).toMatchObject({ space: "message", from: 0, to: sealed.length, octets: toHex(sealed) });
    expect(find(message, "plain text")).toMatchObject({ space: "plaintext", octets: toHex(storyApdu) });
    expect(nodes(root.children?.at(-1) ?? root)).toContain(message);
  });

  test("blocks have their own fields", () => {
    const root = tree(join(forms["general blocks"]), testKeys);
    const blocks = nodes(root).filter((node) => node.name === "general-block-transfer");
    expect(blocks.map(({ meaning }) => meaning)).toEqual(["block 1", "block 2", "block 3", "block 4, the last one"]);
    expect(find(root, "block control").meaning).toContain("more blocks follow");
  });

  test("a missing part is said at the frame where it shows", () => {
    const [first, , ...rest] = forms["M-Bus telegrams"];
    const root = tree(join([first ?? [], ...rest]), testKeys);
    const problems = nodes(root).flatMap(({ problem }) => problem ?? []);
    expect(problems).toContain("reassembly/out-of-sequence");
    expect(nodes(root).some((node) => node.name === "message")).toBe(false);
  });
});

describe("explain: A-XDR data", () => {
  function body(value: Parameters<typeof encodeAxdr>[0]): ExplainNode {
    const local = { year: 2024, month: 1, day: 2, hour: 3, minute: 4, second: 5 };
    const dateTime = encodeDateTime({ local, deviation: -60, status: 0 });
    return tree(encodeDataNotification({ invokeId: 1, dateTime, body: encodeAxdr(value) }));
  }
  const code = (...groups: readonly number[]) => ({ type: "octet-string", octets: Uint8Array.from(groups) }) as const;

  test("value, scaler and unit", () => {
    const root = body({
      type: "structure",
      elements: [
        code(1, 0, 32, 7, 0, 255),
        { type: "long-unsigned", value: 2334 },
        {
          type: "structure",
          elements: [
            { type: "integer", value: -1 },
            { type: "enum", value: 35 },
          ],
        },
      ],
    });
    expect(find(root, "long-unsigned")).toMatchObject({ value: 2334, meaning: "233.4 V, voltage, L1" });
    expect(find(root, "structure: an object")).toMatchObject({
      value: "1-0:32.7.0*255",
      meaning: "233.4 V, voltage, L1",
    });
    expect(find(root, "scaler and unit").meaning).toBe("-1, V");
    expect(find(root, "scaler and unit").children?.map(({ name }) => name)).toContain("scaler");
    expect(find(root, "scaler")).toMatchObject({ value: -1, meaning: "the value before it x 10^-1" });
    expect(find(root, "unit")).toMatchObject({ value: 35, meaning: "V" });
  });

  test("null, booleans, bits, big integers, floats, and texts of either kind", () => {
    const root = body({
      type: "structure",
      elements: [
        { type: "null-data" },
        { type: "boolean", value: true },
        { type: "bit-string", bits: "10110" },
        { type: "long64-unsigned", value: 18_446_744_073_709_551_615n },
        { type: "float32", value: 1.5 },
        { type: "visible-string", text: "abc" },
        code(0x41, 0x42),
      ],
    });
    expect(find(root, "null-data").value).toBeNull();
    expect(find(root, "boolean").value).toBe(true);
    expect(find(root, "bit-string").value).toBe("10110");
    expect(find(root, "long64-unsigned").value).toBe("18446744073709551615");
    expect(find(root, "float32").value).toBe(1.5);
    expect(find(root, "visible-string").value).toBe("abc");
    expect(find(root, "octet-string")).toMatchObject({ value: "4142", text: "AB" });
  });

  test("compact arrays: the types apart from the values", () => {
    const element = { type: "structure", elements: [{ type: "unsigned" }, { type: "long" }] } as const;
    const entry = {
      type: "structure",
      elements: [
        { type: "unsigned", value: 7 },
        { type: "long", value: -2 },
      ],
    } as const;
    const root = body({ type: "compact-array", element, elements: [entry, entry] });
    expect(find(root, "type description")).toMatchObject({
      value: "02021110",
      meaning: expect.stringContaining("structure"),
    });
    expect(
      nodes(root)
        .filter(({ name }) => name === "long")
        .map(({ value }) => value),
    ).toEqual([-2, -2]);
  });

  test("damaged data: what stands before is read, what is behind is one leaf", () => {
    const root = tree(storyApdu.subarray(0, 100));
    const damaged = find(root, "damaged from here on");
    expect(damaged).toMatchObject({ problem: "axdr/malformed", to: 100 });
    expect(nodes(root).some((node) => node.value === "5706567286399553")).toBe(true);
  });
});

describe("explain: P1 telegrams", () => {
  const lines = [
    "0-0:1.0.0(210830222030S)",
    "1-0:1.8.1(000123.456*kWh)",
    "what is this",
    "0-1:24.2.1(210830220000S)(00012.345*m3)",
  ];
  const telegram = encodeP1Telegram({ ident: "/TST5\\MODEL", lines });

  test("header, objects with their values, CRC; one bad line is that line only", () => {
    const root = tree(telegram);
    expect(find(root, "identification")).toMatchObject({ value: "/TST5\\MODEL", meaning: "maker TST, model \\MODEL" });
    expect(find(root, "CRC").meaning).toBe("checksum of the telegram: right");
    expect(find(root, "line")).toMatchObject({ value: "what is this", problem: "p1/malformed-line" });
    const objects = nodes(root).filter(({ name }) => name === "object");
    expect(objects.map(({ value, meaning }) => [value, meaning])).toEqual([
      ["0-0:1.0.0*255", "clock"],
      ["1-0:1.8.1*255", "active energy, import, tariff 1"],
      ["0-1:24.2.1*255", "sub-meter, last value, channel 1"],
    ]);
    const values = nodes(root).filter(({ name }) => name === "value");
    expect(values.map(({ meaning }) => meaning)).toEqual([
      "2021-08-30 22:20:30, summer time; read as 2021-08-30T22:20:30+02:00",
      "123456 Wh",
      "2021-08-30 22:00:00, summer time; read as 2021-08-30T22:00:00+02:00",
      "12.345 m3",
    ]);
  });

  test("a wrong CRC is said", () => {
    const root = tree(telegram.map((octet, i) => (i === 30 ? octet ^ 1 : octet)));
    expect(find(root, "P1 telegram, damaged").problem).toBe("frame/bad-checksum");
    expect(find(root, "CRC").problem).toBe("frame/bad-checksum");
  });
});

describe("explain: SML telegrams", () => {
  const message = parseHex(
    "76" +
      "0500000001620062007263070177" +
      "010b0a01545354000000000101726202656688000071" +
      "77070100100700ff017262016500000064" +
      "621b52ff55000008ff010101" +
      "63123400",
  );
  const content = join([message ?? [], [0, 0, 0].slice(0, (4 - ((message?.length ?? 0) % 4)) % 4)]);
  const fill = content.length - (message?.length ?? 0);
  const unchecked = join([[0x1b, 0x1b, 0x1b, 0x1b, 1, 1, 1, 1], content, [0x1b, 0x1b, 0x1b, 0x1b, 0x1a, fill]]);
  const crc = crc16X25(unchecked);
  const telegram = join([unchecked, [crc & 0xff, crc >> 8]]);

  test("marks, messages and list entries, with value and unit", () => {
    const root = tree(telegram);
    expect(find(root, "SML telegram")).toMatchObject({ from: 0, to: telegram.length });
    expect(find(root, "SML message").meaning).toBe("get-list response");
    expect(find(root, "list entry")).toMatchObject({
      value: "1-0:16.7.0*255",
      meaning: "230.3 W, active power, import minus export",
    });
    expect(find(root, "unit").meaning).toBe("W");
    expect(find(root, "sensor time").meaning).toBe("2024-07-05T14:15:28Z");
    expect(find(root, "time of the value").meaning).toBe("100 seconds counted");
    expect(find(root, "end mark")).toMatchObject({ from: telegram.length - 8, to: telegram.length - 3 });
    expect(nodes(root).some((node) => node.problem !== undefined)).toBe(false);
  });

  test("cut short: what is there", () => {
    const root = tree(telegram.subarray(0, 50));
    expect(find(root, "SML telegram, damaged").problem).toBe("frame/truncated");
    expect(find(root, "damaged from here on").problem).toBe("sml/malformed");
  });
});

describe("explain: what isn't known", () => {
  test("no octets at all", () => expect(tree(new Uint8Array(0))).toMatchObject({ name: "input", from: 0, to: 0 }));

  test("an APDU of another kind is named", () => {
    const root = tree(encodeHdlcFrame(withLlc(Uint8Array.of(0xc4, 1, 2, 3)), addresses));
    expect(find(root, "get-response")).toMatchObject({ from: 11, to: 15, problem: "apdu/no-values" });
  });
});
