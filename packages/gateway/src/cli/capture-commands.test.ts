import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DecodeOptions, runDecode } from "./decode.ts";
import { type ExplainCommandOptions, runExplain } from "./explain.ts";

/** The story's APDU: a Danish Kamstrup Omnipower, list of 25 elements. */
const story =
  "0f000000000c07e5081e0116141eff80008002190a0e4b616d73747275705f563030303109060101000005ff0a10353730363536373238363339393535" +
  "3309060101600101ff0a1236383431313331424e32343531303130313309060101010700ff06000000a909060101020700ff060000000009060101030700ff" +
  "060000000009060101040700ff0600000176090601011f0700ff060000002409060101330700ff060000005c09060101470700ff0600000058090601012007" +
  "00ff1200e809060101340700ff1200e709060101480700ff1200e8";
const dump = `e6e700db084b414d4501b502d38200e73000000e25${story}7b7a2e12659690c5083817dc`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-decode-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

async function run(
  work: (streams: Parameters<typeof runDecode>[2]) => Promise<number>,
  environment: Environment,
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const write = (to: string[]) => ({ write: (text: string) => to.push(text) });
  const code = await work({ stdout: write(out), stderr: write(err), environment });
  return { code, out: out.join(""), err: err.join("") };
}

const decode = (files: readonly string[], options: DecodeOptions = {}, environment: Environment = {}) =>
  run((streams) => runDecode(files, { zone: "Europe/Copenhagen", ...options }, streams), environment);
const explain = (files: readonly string[], options: ExplainCommandOptions = {}) =>
  run((streams) => runExplain(files, { zone: "Europe/Copenhagen", ...options }, streams), {});

describe("decode", () => {
  test("--json prints one line for each file, with the story's values", async () => {
    const path = file("story.hex", `# from the log\n${story}\n`);
    const { code, out, err } = await decode([path], { json: true });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n")).toHaveLength(2);
    const line = JSON.parse(out);
    expect(line).toMatchObject({ file: path, diagnostics: [] });
    expect(line.readings).toEqual([
      expect.objectContaining({
        listVersion: "Kamstrup_V0001",
        meterId: "5706567286399553",
        meterModel: "6841131BN245101013",
        activeImportW: 169,
        activeExportW: 0,
        reactiveImportVar: 0,
        reactiveExportVar: 374,
        currentL1A: 0.36,
        currentL2A: 0.92,
        currentL3A: 0.88,
        voltageL1V: 232,
        voltageL2V: 231,
        voltageL3V: 232,
        timestamp: "2021-08-30T22:20:30+02:00",
      }),
    ]);
    expect(line.readings[0]).not.toHaveProperty("receivedAt");
  });

  test("prints a reading in words", async () => {
    const { out } = await decode([file("story.hex", story)]);
    expect(out).toMatch(/1 reading/);
    expect(out).toMatch(/active power taken from the grid +169 W/);
    expect(out).toMatch(/meter +5706567286399553/);
  });

  test("says of another reader's dump that it was decrypted already", async () => {
    const { code, out } = await decode([file("dump.hex", dump)], { json: true });
    expect(code).toBe(0);
    expect(JSON.parse(out).diagnostics).toEqual([
      expect.objectContaining({ code: "security/plain-behind-ciphering-header", severity: "info" }),
    ]);
  });

  test("garbage, nothing and a cut frame: a diagnosis each, and exit code 1", async () => {
    const files = [
      file(
        "garbage.bin",
        Uint8Array.from({ length: 500 }, (_, i) => (i * 97 + 13) & 0xff),
      ),
      file("empty", ""),
      file("cut.hex", "7ea1004103132f7ae6e700db084b414d4501b502d38200e730"),
    ];
    const { code, out, err } = await decode(files, { json: true });
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ readings }) => readings)).toEqual([[], [], []]);
    expect(lines.map(({ diagnostics }) => diagnostics[0].code)).toEqual([
      "frame/none-found",
      "frame/none-found",
      "frame/truncated",
    ]);
    const words = await decode(files);
    expect(words.out).not.toMatch(/\n\s+at /);
    expect(words.out).toMatch(/frame\/truncated/);
  });

  test("one file that can't be read does not keep the others from being read", async () => {
    const { code, out } = await decode([join(folder, "missing"), file("story.hex", story)], { json: true });
    expect(code).toBe(1);
    const [missing, read] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(missing).toMatchObject({ readings: [], diagnostics: [], error: expect.stringContaining("no file") });
    expect(read.readings).toHaveLength(1);
  });

  test.each([
    [{ key: "O0112233445566778899aabbccddeeff" }, /encryption key: .*31.*character 1 is "O".*digit 0/],
    [{ authKey: "0011" }, /authentication key: .*here are 4/],
    [{ zone: "Europe/Atlantis" }, /Europe\/Atlantis/],
    [{ keyFile: "/nowhere/keys" }, /key file \/nowhere\/keys/],
  ] as const)("wrong usage ends with 2: %o", async (options, words) => {
    const { code, out, err } = await decode([file("story.hex", story)], options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
  });

  test("takes keys from a file, or from the environment", async () => {
    // A complete ciphered APDU under made-up keys is made elsewhere; here the diagnosis tells that a key was used.
    const path = file("ciphered.hex", `db084b414d4501b502d3811e3000000e25${"5a".repeat(25)}`);
    const codesOf = ({ out }: Ran) => JSON.parse(out).diagnostics.map(({ code }: { code: string }) => code);
    expect(codesOf(await decode([path], { json: true }))).toEqual(["security/encryption-key-missing"]);
    const keyFile = file("keys", "# the grid company's mail\nencryption: 0x10112233 44556677 8899AABB CCDDEEFF\n");
    expect(codesOf(await decode([path], { json: true, keyFile }))).toEqual(["security/encryption-key-wrong"]);
    const environment = { METER2MQTT_KEY: "10:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff" };
    expect(codesOf(await decode([path], { json: true }, environment))).toEqual(["security/encryption-key-wrong"]);
    const ascii = await decode([path], { json: true, key: "made-up-16-chars" });
    expect(codesOf(ascii)).toEqual(["security/key-ascii", "security/encryption-key-wrong"]);
    expect(ascii.out).not.toContain("made-up-16-chars");
  });
});

describe("explain", () => {
  interface Node {
    readonly from: number;
    readonly to: number;
    readonly space?: string;
    readonly children?: readonly Node[];
  }

  const leaves = (node: Node): readonly Node[] =>
    node.children === undefined ? [node] : node.children.flatMap((child) => leaves(child));

  test("--json accounts for every octet once", async () => {
    const { code, out } = await explain([file("story.hex", story)], { json: true });
    expect(code).toBe(0);
    const { tree } = JSON.parse(out) as { readonly tree: Node };
    let at = 0;
    for (const leaf of leaves(tree).filter(({ space, from, to }) => space === undefined && to > from)) {
      expect(leaf.from).toBe(at);
      at = leaf.to;
    }
    expect(at).toBe(story.length / 2);
  });

  test("prints a tree without colours where nobody sees them, and XML", async () => {
    const path = file("story.hex", story);
    const text = await explain([path]);
    expect(text.out).toMatch(/OBIS code: 1-1:1\.7\.0\*255/);
    expect(text.out).not.toContain("\u001b[");
    const { out } = await explain([path], { xml: true });
    expect(out).toMatch(/^<DataNotification>/);
    expect(out).toContain('<Structure Qty="19" >');
  });

  test("--profile names the places of a list, and is refused where it is none", async () => {
    const columns = "[{ obis: 1-0:32.7.0, unit: V, scaler: -1 }, { obis: 1-0:1.7.0, unit: W }]";
    const profile = file(
      "own.yaml",
      `id: own\nmanufacturer: Own\nflagIds: []\nlistVersions: []\nlayouts:\n  - about: two\n    anonymous: true\n    columns: ${columns}\n`,
    );
    const list = file("list.hex", "0f 00000000 00 02 02 12 08fd 12 0102");
    expect((await explain([list])).out).not.toContain("230.1 V");
    expect((await explain([list], { profile: [profile] })).out).toContain(
      "230.1 V, voltage, L1, 1-0:32.7.0*255 by its place",
    );
    expect(await explain([list], { profile: [file("bad.yaml", "id: 7\n")] })).toMatchObject({ code: 2, out: "" });
  });

  test("refuses two formats at once, and names a file that is not there", async () => {
    expect((await explain(["-"], { xml: true, json: true })).code).toBe(2);
    const missing = await explain([join(folder, "missing")]);
    expect(missing).toMatchObject({ code: 1, out: "" });
    expect(missing.err).toMatch(/missing/);
  });
});
