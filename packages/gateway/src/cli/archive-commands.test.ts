import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { toHex } from "@meter2mqtt/decoder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type CaptureRecord, captureHeader, formatCaptureLine, parseCapture } from "../captures/capture-format.ts";
import { loadSettings } from "../config/load-settings.ts";
import { createLog } from "../runtime/log.ts";
import { startGateway } from "../runtime/start-gateway.ts";
import { openDatabase } from "../store/database.ts";
import { runCapture } from "./capture.ts";
import { runDecode } from "./decode.ts";
import { runExport } from "./export.ts";
import { runRedecode } from "./redecode.ts";
import { type ReplayOptions, runReplay } from "./replay.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string): string => join(folder.path, name);

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

class Streams {
  out = "";
  err = "";
  readonly environment = {};
  readonly stdout = {
    write: (text: string): void => {
      this.out += text;
    },
  };
  readonly stderr = {
    write: (text: string): void => {
      this.err += text;
    },
  };
}

async function configure(meter: string): Promise<void> {
  const source = `{ type: simulator, name: sim, model: kamstrup-dk-extended, speed: 1000, meter: ${meter} }`;
  const rest = "broker: { enabled: false }\nhttp: { port: 0 }\n";
  await writeFile(file("meter2mqtt.yaml"), `sources:\n  - ${source}\n${rest}`, { mode: 0o600 });
}

/** Lets the gateway hear some frames of a simulated meter. */
async function hear(meter: string): Promise<void> {
  await configure(meter);
  const settings = loadSettings({ folder: folder.path, environment: {} });
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  const running = await startGateway(settings, { version: "0.0.0-test", log });
  await eventually("some frames", () => (running.gateway.state().sources[0]?.line.frames ?? 0) >= 20);
  await running[Symbol.asyncDispose]();
}

async function sql(text: string): Promise<unknown[]> {
  const database = await openDatabase(file("data/meter2mqtt.sqlite"));
  try {
    return database
      .prepare(text)
      .all()
      .map((row) => ({ ...(row as object) }));
  } finally {
    database.close();
  }
}

async function redecode(more: { readonly meter?: string; readonly to?: string } = {}): Promise<number[]> {
  const streams = new Streams();
  await runRedecode({ config: file("meter2mqtt.yaml"), from: "2020-01-01", ...more }, streams);
  const numbers = /^(\d+) frames.*: (\d+) readings are new, (\d+) changed, (\d+) as before/.exec(streams.out);
  return (numbers ?? []).slice(1).map(Number);
}

test("export --voltage writes the means of ten minutes", async () => {
  await hear("{}");
  const streams = new Streams();
  const options = { config: file("meter2mqtt.yaml"), voltage: true, out: file("voltage.csv") };
  expect(await runExport(options, streams)).toBe(0);
  const lines = (await readFile(file("voltage.csv"), "utf8")).trim().split("\n");
  expect(lines[0]).toBe("meter,start,phase,volts,minutes");
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines.slice(1))
    expect(line).toMatch(/^\d+,20\d\d-[\d-]+T\d\d:\d0:00\.000Z,L[123],2\d\d\.\d\d,\d+$/);
  expect((await stat(file("voltage.csv"))).mode & 0o777).toBe(0o600);
  expect(streams.err).toContain(`times ten minutes were written to ${options.out}.`);
  const [meter = ""] = lines[1]?.split(",") ?? [];
  const chosen = new Streams();
  expect(await runExport({ ...options, meter, out: "-" }, chosen)).toBe(0);
  expect(chosen.out.trim().split("\n")).toEqual(lines);
  expect(await runExport({ ...options, meter: "nobody", out: "-" }, chosen)).toBe(1);
  expect(await runExport({ ...options, raw: true, out: "-" }, chosen)).toBe(2);
});

describe("redecode", () => {
  test("gives what was heard with the right key, puts in what is missing, and nothing twice", async () => {
    await hear("{}");
    const before = await sql(
      "SELECT meter, received_at, key, timestamp, net_active_w, json FROM readings ORDER BY 2, 3",
    );
    const count = before.length;
    expect(count).toBeGreaterThanOrEqual(20);
    expect(await redecode()).toEqual([count, 0, 0, count]);

    await sql("DELETE FROM readings WHERE received_at % 2 = 0 RETURNING 1");
    await sql("UPDATE readings SET json = '{}' RETURNING 1");
    const [left = 0] = (await sql("SELECT count(*) AS n FROM readings")).map((row) => (row as { n: number }).n);
    expect(await redecode({ to: "2020-01-02" })).toEqual([0, 0, 0, 0]);
    expect(await redecode({ meter: "another" })).toEqual([count, 0, 0, 0]);
    expect(await redecode()).toEqual([count, count - left, left, 0]);
    expect(await redecode()).toEqual([count, 0, 0, count]);
    expect(
      await sql("SELECT meter, received_at, key, timestamp, net_active_w, json FROM readings ORDER BY 2, 3"),
    ).toEqual(before);
  });

  test("fills history in once the key is right, and marks the frames as read", async () => {
    await hear(`{ encryptionKey: "${"0f".repeat(16)}" }`);
    expect(await sql("SELECT count(*) AS n FROM readings")).toEqual([{ n: 0 }]);
    await configure("{}");
    const [frames = 0, fresh] = await redecode();
    expect(frames).toBeGreaterThanOrEqual(20);
    expect(fresh).toBe(frames);
    expect(await sql("SELECT DISTINCT outcome FROM raw_frames")).toEqual([{ outcome: "reading" }]);
    // And the ledger with it, the same however often.
    const ledger = "SELECT register, first_value, last_value FROM tracks JOIN buckets ON track = id ORDER BY 1, 2";
    const booked = await sql(ledger);
    expect(booked.length).toBeGreaterThan(0);
    await redecode();
    expect(await sql(ledger)).toEqual(booked);
  });

  test("says in a sentence what is wrong", async () => {
    await configure("{}");
    const streams = new Streams();
    const config = file("meter2mqtt.yaml");
    expect(await runRedecode({ config, from: "soon" }, streams)).toBe(2);
    expect(streams.err).toMatch(/"soon" is no time/);
    expect(await runRedecode({ config, from: "2026-01-01" }, streams)).toBe(1);
    expect(streams.err).toMatch(/There is no database/);
    await hear("{}");
    await writeFile(config, "sources: [{ type: file, name: other, path: x }]", { mode: 0o600 });
    expect(await runRedecode({ config, from: "2026-01-01" }, streams)).toBe(1);
    expect(streams.out).toMatch(/"sim" were left out/);
  });
});

describe("captures", () => {
  const replay = (options: ReplayOptions, streams: Streams, signal = new AbortController().signal): Promise<number> => {
    const octets = new Writable({ write: (_chunk, _encoding, done) => done() });
    return runReplay([file("raw.txt")], options, { ...streams, octets, signal });
  };

  test("the archive is exported, decoded, replayed through the pipeline and over TCP, and recorded again", async () => {
    await hear("{}");
    const streams = new Streams();
    const config = file("meter2mqtt.yaml");
    expect(await runExport({ config, raw: true, source: "sim", out: file("raw.txt") }, streams), streams.err).toBe(0);
    expect((await stat(file("raw.txt"))).mode & 0o077).toBe(0);
    const records = parseCapture(await readFile(file("raw.txt"), "utf8")) ?? [];
    const stored = await sql("SELECT received_at AS at, json FROM readings ORDER BY received_at, sequence");
    expect(records.map(({ at }) => at)).toEqual(stored.map((row) => (row as { at: number }).at));

    const key = "00112233445566778899aabbccddeeff";
    const decoded = new Streams();
    expect(await runDecode([file("raw.txt")], { json: true, key }, decoded)).toBe(0);
    expect(JSON.parse(decoded.out).readings).toHaveLength(records.length);

    const replayed = new Streams();
    expect(await replay({ json: true, key }, replayed)).toBe(0);
    const arrivals = replayed.out
      .trim()
      .split("\n")
      .map((line) => Date.parse(JSON.parse(line).receivedAt));
    expect(arrivals).toEqual(records.map(({ at }) => at));

    const played = new Streams();
    const playing = replay({ tcp: "0", speed: "1000" }, played);
    await eventually("the replay listens", () => /127\.0\.0\.1:\d+/.test(played.err));
    const [place = ""] = /127\.0\.0\.1:\d+/.exec(played.err) ?? [];
    const stop = new AbortController();
    const options = { tcp: place, baud: "2400", format: "8E1", out: file("again.txt") };
    const recording = runCapture(options, stop.signal, streams);
    expect(await playing).toBe(0);
    const octetsOf = (list: readonly CaptureRecord[]) => list.map(({ octets }) => toHex(octets)).join("");
    await eventually("the line is closed", () => /waiting/.test(streams.err));
    stop.abort();
    expect(await recording).toBe(0);
    const again = parseCapture(await readFile(file("again.txt"), "utf8")) ?? [];
    expect(octetsOf(again)).toBe(octetsOf(records));
  });

  test("a file that is there is not written over, and wrong usage is a sentence", async () => {
    const at = Date.UTC(2026, 0, 1);
    const line = formatCaptureLine({ at, octets: Uint8Array.of(1) });
    await writeFile(file("raw.txt"), `${captureHeader}\n${line}`);
    await hear("{}");
    const config = file("meter2mqtt.yaml");
    const streams = new Streams();
    const { signal } = new AbortController();
    const serial = { baud: "2400", format: "8E1", out: "-" };
    expect(await runExport({ config, raw: true, out: file("raw.txt") }, streams)).toBe(1);
    expect(await runExport({ config, out: "-" }, streams)).toBe(2);
    expect(await runCapture(serial, signal, streams)).toBe(2);
    expect(await runCapture({ ...serial, config, source: "none" }, signal, streams)).toBe(2);
    expect(await runCapture({ ...serial, port: "/dev/x", baud: "fast" }, signal, streams)).toBe(2);
    expect(await runCapture({ ...serial, tcp: "nowhere" }, signal, streams)).toBe(2);
    expect(await replay({ tcp: "0", pty: "x" }, streams)).toBe(2);
    expect(await replay({ speed: "fast" }, streams)).toBe(2);
    expect(await replay({}, streams)).toBe(1);
    for (const words of ["is there already", "What is to be exported", "Give one of", 'no source "none"', "no baud"]) {
      expect(streams.err).toContain(words);
    }
  });
});
