import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeAxdr, encodeDataNotification, encodeGeneralGloCiphering } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runDecode } from "./decode.ts";
import { type ProfileNewOptions, runProfileCheck, runProfileNew } from "./profile.ts";

const key = "00112233445566778899AABBCCDDEEFF";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-profile-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A made-up list: a name, three voltages, three currents, import, export, two registers. */
function notification(minute: number): Uint8Array {
  const u16 = [2311, 2298, 2305, 120, 45 + minute, 310].map((value) => ({ type: "long-unsigned", value }) as const);
  const u32 = [1043 + 2 * minute, 0, 5_400_000 + 17 * minute, 1200].map(
    (value) => ({ type: "double-long-unsigned", value }) as const,
  );
  const body = encodeAxdr({ type: "structure", elements: [{ type: "visible-string", text: "QQQ-1" }, ...u16, ...u32] });
  return encodeDataNotification({ invokeId: 1, body });
}

const streams = () => {
  const out: string[] = [];
  const err: string[] = [];
  const write = (to: string[]) => ({ write: (text: string) => to.push(text) });
  return { out, err, given: { stdout: write(out), stderr: write(err), environment: {} } };
};

async function profileNew(files: readonly string[], options: ProfileNewOptions = {}) {
  const { out, err, given } = streams();
  const code = await runProfileNew(files, { zone: "Europe/Oslo", ...options }, given);
  return { code, out: out.join(""), err: err.join("") };
}

function profileCheck(path: string) {
  const { out, given } = streams();
  return { code: runProfileCheck([path], given), out: out.join("") };
}

async function decode(path: string, profile: string) {
  const { out, given } = streams();
  const code = await runDecode([path], { zone: "Europe/Oslo", json: true, profile: [profile] }, given);
  return { code, line: JSON.parse(out.join("") || "{}") };
}

describe("profile new", () => {
  test("what it writes is good, and reads the list that no profile knew", async () => {
    const drafted = await profileNew([file("1.bin", notification(1)), file("2.bin", notification(2))]);
    expect(drafted).toMatchObject({ code: 0, err: "" });
    const path = file("mine.yaml", drafted.out);
    expect(profileCheck(path)).toEqual({ code: 0, out: `${path}: good\n` });
    const { code, line } = await decode(file("3.bin", notification(3)), path);
    expect(code).toBe(0);
    expect(line.diagnostics).toEqual([]);
    expect(line.readings).toEqual([
      expect.objectContaining({
        voltageL1V: 231.1,
        voltageL3V: 230.5,
        currentL2A: 0.48,
        activeImportW: 1049,
        activeExportW: 0,
        energyImportWh: 5_400_051,
        energyExportWh: 1200,
      }),
    ]);
  });

  test("every place has what stood there and the reason of its guess", async () => {
    const { out } = await profileNew([file("1.bin", notification(1))], { name: "qqq" });
    expect(out).toMatch(/^id: qqq$/m);
    expect(out).toMatch(/^listVersions: \["QQQ-"\]/m);
    expect(out).toMatch(/# 1: 2311: .*231\.1 V is near 230 V\n +- \{ obis: "1-0:32\.7\.0", unit: V, scaler: -1/);
    expect(out.match(/^ +# \d+: /gm)).toHaveLength(11);
  });

  test("ciphered captures: the maker's letters come from the system title", async () => {
    const apdu = encodeGeneralGloCiphering(notification(1), {
      systemTitle: Buffer.from("QQQ00001"),
      securityControl: 0x20,
      invocationCounter: 7,
      encryptionKey: Buffer.from(key, "hex"),
    });
    const { code, out } = await profileNew([file("1.bin", apdu)], { key });
    expect(code).toBe(0);
    expect(out).toMatch(/^flagIds: \["QQQ"\]/m);
  });

  test("a list that a profile knows is drafted on demand only", async () => {
    const body = encodeAxdr({ type: "structure", elements: [{ type: "double-long-unsigned", value: 500 }] });
    const path = file("known.bin", encodeDataNotification({ invokeId: 1, body }));
    const { code, out, err } = await profileNew([path]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("the profile kaifa knows this list; --no-built-in drafts one all the same");
    expect((await profileNew([path], { builtIn: false })).code).toBe(0);
  });

  test("says why there is nothing to draft from", async () => {
    expect(await profileNew([join(folder, "missing")])).toMatchObject({
      code: 1,
      err: expect.stringContaining("There is no file"),
    });
    expect(await profileNew([file("noise", "hello, this is no capture")])).toMatchObject({ code: 1, out: "" });
    expect(await profileNew([file("a.bin", notification(1))], { name: "My Meter" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no name for a profile"),
    });
  });
});

describe("profile check", () => {
  test("prints what is wrong, and where", () => {
    const path = file("bad.yaml", "id: bad\nflagIds: [QQ]\n");
    const { code, out } = profileCheck(path);
    expect(code).toBe(1);
    expect(out).toMatch(/line 2, column 11: flagIds\.0 is `QQ`: expected three capital letters/);
  });

  test("decode refuses a bad profile in the same words", async () => {
    const bad = file("bad.yaml", "id: bad\n");
    expect((await decode(file("1.bin", notification(1)), bad)).code).toBe(2);
  });
});
