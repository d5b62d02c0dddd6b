import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHex, toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter, encodeHdlcFrame, type VirtualFrame, type VirtualMeterName } from "@meter2mqtt/simulator";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { atPresent } from "../../test/support/at-present.ts";
import { TcpMeter } from "../../test/support/tcp-meter.ts";
import { loadSettings } from "../config/load-settings.ts";
import { type EmbeddedBroker, startEmbeddedBroker } from "../sinks/embedded-broker.ts";
import { openDatabase } from "../store/database.ts";
import { RawFramesTable } from "../store/raw-frames-table.ts";
import { createLog } from "./log.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

const encryptionKey = "00112233445566778899AABBCCDDEEFF";
const authenticationKey = "FFEEDDCCBBAA99887766554433221100";
const password = "sesame-open-4711";
function octetsOf(hex: string): Uint8Array {
  const octets = parseHex(hex);
  if (octets === undefined) throw new Error(`not hexadecimal: ${hex}`);
  return octets;
}

const wait = { timeout: 60_000, interval: 20 };

let folder: string;
let meter: TcpMeter;
let port: number;
let lines: string[];
let running: RunningGateway | undefined;
let broker: EmbeddedBroker;
const clients: MqttClient[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-run-"));
  meter = new TcpMeter();
  port = await meter.listen();
  lines = [];
  broker = await startEmbeddedBroker({ port: 0 });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true);
  await running?.[Symbol.asyncDispose]();
  running = undefined;
  await broker[Symbol.asyncDispose]();
  meter.close();
  rmSync(folder, { recursive: true });
});

async function run(yaml: string): Promise<RunningGateway> {
  writeFileSync(join(folder, "meter2mqtt.yaml"), `http: { port: 0 }\n${yaml}`, { mode: 0o600 });
  const settings = loadSettings({ folder, environment: {} });
  const log = createLog({ level: "trace", destination: { write: (line) => void lines.push(line) }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log });
  return running;
}

function framesOf(name: VirtualMeterName, count: number): VirtualFrame[] {
  const keys = { encryptionKey: octetsOf(encryptionKey), authenticationKey: octetsOf(authenticationKey) };
  const virtual = createVirtualMeter(name, { start: Date.now(), keys });
  return Array.from({ length: count }, () => virtual.next());
}

async function subscribe(url: string): Promise<Map<string, string>> {
  const client = await connectAsync(url, { protocolVersion: 4 });
  clients.push(client);
  const messages = new Map<string, string>();
  client.on("message", (topic, payload) => void messages.set(topic, payload.toString()));
  await client.subscribeAsync("meter2mqtt/#");
  return messages;
}

async function getJson(gateway: RunningGateway, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, gateway.api.url));
  return { status: response.status, body: await response.json() };
}

const tcpSource = () => `sources:\n  - { type: tcp, name: han, host: 127.0.0.1, port: ${port} }\n`;

describe("the gateway", () => {
  test("carries a meter from TCP to state, page, MQTT and archive, past a broker that is dead", async () => {
    const gateway = await run(
      `${tcpSource()}mqtt:\n  - { name: live, url: "${broker.url}", protocol: "3.1.1" }\n  - { name: dead, url: "mqtt://127.0.0.1:1" }\n`,
    );
    const messages = await subscribe(broker.url);
    const [first, second] = framesOf("kamstrup-dk-plain", 2);
    if (first === undefined || second === undefined) throw new Error("no frames");
    await meter.send(first.octets);
    await vi.waitFor(() => expect(gateway.gateway.state().meters).toHaveLength(1), wait);
    // In two parts, with noise before it.
    await meter.send(Uint8Array.from([0x55, 0x55, ...second.octets.subarray(0, 40)]));
    await meter.send(second.octets.subarray(40));
    await vi.waitFor(() => expect(gateway.gateway.state().sources[0]?.line.readings).toBe(2), wait);

    const id = "9999990000000024";
    const [state] = gateway.gateway.state().meters;
    expect(state).toMatchObject({ meter: id, source: "han", simulated: false, stale: false, meterId: id });
    expect(state?.values["activeImportW"]).toBe(second.truth.activeImportW);
    expect(gateway.gateway.state().sources[0]).toMatchObject({
      status: "open",
      line: { frames: 2, damagedFrames: 0, noiseOctets: 2, octets: 2 + first.octets.length + second.octets.length },
    });

    await vi.waitFor(
      () =>
        expect(JSON.parse(messages.get(`meter2mqtt/${id}/reading`) ?? "{}")).toMatchObject({
          activeImportW: second.truth.activeImportW,
        }),
      wait,
    );
    expect(messages.get(`meter2mqtt/${id}/availability`)).toBe("online");
    expect(messages.get("meter2mqtt/bridge/state")).toBe("online");
    expect(gateway.gateway.state().sinks.map(({ name, status }) => [name, status])).toEqual([
      ["live", "open"],
      ["dead", expect.stringMatching(/waiting|connecting/)],
    ]);

    expect(await getJson(gateway, "api/v1/state")).toMatchObject({
      status: 200,
      body: { simulated: false, meters: [{ meter: id }] },
    });
    expect(await getJson(gateway, `api/v1/meters/${id}/power`)).toMatchObject({
      status: 200,
      body: { meter: id, points: expect.arrayContaining([[expect.any(Number), expect.any(Number)]]) },
    });

    const started = Date.now();
    await gateway[Symbol.asyncDispose]();
    running = undefined;
    expect(Date.now() - started).toBeLessThan(atPresent(2000));
    await vi.waitFor(() => expect(messages.get("meter2mqtt/bridge/state")).toBe("offline"), wait);
    expect(messages.get(`meter2mqtt/${id}/availability`)).toBe("offline");

    const database = await openDatabase(join(folder, "data/meter2mqtt.sqlite"));
    const rows = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...(row as object) }));
    expect(rows("SELECT meter, count(*) AS n FROM readings GROUP BY meter")).toEqual([{ meter: id, n: 2 }]);
    const frames = new RawFramesTable(database, { maxFrames: 100, maxOctets: 1_000_000 });
    expect(frames.after(0, { from: 0, to: Date.now() }, 10)).toEqual(
      [first, second].map(({ octets }) =>
        expect.objectContaining({ source: "han", framing: "hdlc", outcome: "reading", octets }),
      ),
    );
    database.close();
  });

  test("at trace no key and no password is in the log, the API or MQTT, in any writing", async () => {
    const keys = `meter: { encryptionKey: "0x${encryptionKey}", authenticationKey: ${authenticationKey} }`;
    const gateway = await run(
      `sources:\n  - { type: tcp, name: han, host: 127.0.0.1, port: ${port}, ${keys} }\nmqtt:\n  - { url: "${broker.url}", protocol: "3.1.1", username: me, password: ${password} }\nlog: { level: trace }\n`,
    );
    const messages = await subscribe(broker.url);
    const [frame] = framesOf("kamstrup-dk", 1);
    await meter.send(frame?.octets ?? new Uint8Array());
    await vi.waitFor(() => expect(gateway.gateway.state().meters[0]).toMatchObject({ authenticated: true }), wait);
    // A damaged one as well: errors talk more than successes do.
    await meter.send((frame?.octets ?? new Uint8Array()).map((octet, i) => (i === 100 ? octet ^ 1 : octet)));
    await vi.waitFor(() => expect(gateway.gateway.state().sources[0]?.diagnosis?.code).toMatch(/^frame\//), wait);
    await vi.waitFor(() => expect(messages.has("meter2mqtt/9999990000000017/reading")).toBe(true), wait);
    const shown = [
      JSON.stringify(gateway.gateway.state()),
      JSON.stringify(await getJson(gateway, "healthz")),
      ...messages.values(),
    ];
    await gateway[Symbol.asyncDispose]();
    running = undefined;

    const haystack = [...lines, ...shown].join("\n").toLowerCase();
    // The test would prove nothing if the log did not show octets.
    expect(haystack).toContain(toHex(frame?.octets ?? new Uint8Array()).toLowerCase());
    const secrets = [octetsOf(encryptionKey), octetsOf(authenticationKey), new TextEncoder().encode(password)];
    for (const secret of secrets) {
      const buffer = Buffer.from(secret);
      const writings = [
        buffer.toString("hex"),
        [...secret].map((octet) => octet.toString(16).padStart(2, "0")).join(" "),
        [...secret].join(","),
        buffer.toString("base64").replace(/=+$/, ""),
        buffer.toString("latin1"),
      ];
      for (const writing of writings) expect(haystack.includes(writing.toLowerCase())).toBe(false);
    }
  });

  test("says which key is missing, keeps the frame, and shows no meter", async () => {
    const gateway = await run(`${tcpSource()}mqtt:\n  - { url: "${broker.url}", protocol: "3.1.1" }\n`);
    const messages = await subscribe(broker.url);
    for (const { octets } of framesOf("kamstrup-dk", 3)) await meter.send(octets);
    await vi.waitFor(
      () =>
        expect(gateway.gateway.state().sources[0]?.diagnosis).toMatchObject({
          code: "security/encryption-key-missing",
          count: 3,
          evidence: { systemTitle: "4b414d0000000001" },
        }),
      wait,
    );
    await vi.waitFor(
      () =>
        expect(JSON.parse(messages.get("meter2mqtt/bridge/diagnosis") ?? "{}")).toMatchObject({
          code: "security/encryption-key-missing",
          source: "han",
        }),
      wait,
    );
    expect(gateway.gateway.state().meters).toEqual([]);
    await gateway[Symbol.asyncDispose]();
    running = undefined;
    const database = await openDatabase(join(folder, "data/meter2mqtt.sqlite"));
    expect(
      database
        .prepare("SELECT DISTINCT outcome FROM raw_frames")
        .all()
        .map((row) => ({ ...(row as object) })),
    ).toEqual([{ outcome: "security/encryption-key-missing" }]);
    database.close();
  });

  test.each([
    ["without keys", ""],
    ["with keys", `, meter: { encryptionKey: ${encryptionKey}, authenticationKey: ${authenticationKey} }`],
  ])("plain content behind a ciphering header gives no reading from a live line, %s", async (_about, keys) => {
    const gateway = await run(
      `sources:\n  - { type: tcp, name: han, host: 127.0.0.1, port: ${port}${keys} }\nbroker: { enabled: false }\n`,
    );
    const [frame] = framesOf("kamstrup-dk-plain", 1);
    const octets = frame?.octets ?? new Uint8Array();
    const plain = octets.subarray(octets.findIndex((octet, i) => octet === 0xe6 && octets[i + 1] === 0xe7) + 3, -3);
    const header = octetsOf(
      `e6e700db084b414d000000000182${(plain.length + 17).toString(16).padStart(4, "0")}3000000001`,
    );
    const dump = Uint8Array.from([...header, ...plain, ...new Uint8Array(12)]);
    await meter.send(encodeHdlcFrame(dump, { destination: [0x41], source: [0x03], control: 0x13 }));
    await vi.waitFor(
      () => expect(gateway.gateway.state().sources[0]?.diagnosis?.code).toBe("security/plain-behind-ciphering-header"),
      wait,
    );
    await meter.send(dump);
    await vi.waitFor(
      () => expect(gateway.gateway.state().sources[0]?.line.octets).toBeGreaterThanOrEqual(2 * dump.length),
      wait,
    );
    expect(gateway.gateway.state()).toMatchObject({ meters: [], sources: [{ line: { readings: 0 } }] });
  });

  test("goes on without its disk, and says so", async () => {
    writeFileSync(join(folder, "file"), "");
    const gateway = await run(`${tcpSource()}broker: { enabled: false }\nstore: { path: file/m.sqlite }\n`);
    for (const { octets } of framesOf("kamstrup-dk-plain", 1)) await meter.send(octets);
    await vi.waitFor(() => expect(gateway.gateway.state().meters).toHaveLength(1), wait);
    expect(await getJson(gateway, "healthz")).toMatchObject({
      status: 200,
      body: { status: "degraded", store: { status: "degraded", waiting: 2 } },
    });
    expect(await getJson(gateway, "api/v1/meters/9999990000000024/power")).toMatchObject({
      status: 503,
      body: { type: "problems/store" },
    });
    expect(lines.filter((line) => line.includes("the store fails"))).toHaveLength(1);
  });

  test("a file that has ended goes on being shown", async () => {
    const octets = framesOf("aidon-no", 8).flatMap((frame) => [...frame.octets]);
    writeFileSync(join(folder, "capture.bin"), Uint8Array.from(octets));
    const gateway = await run(
      "sources:\n  - { type: file, path: capture.bin, meter: { slug: attic } }\nbroker: { enabled: false }\n",
    );
    await vi.waitFor(
      () => expect(gateway.gateway.state().sources[0]).toMatchObject({ status: "ended", line: { readings: 8 } }),
      wait,
    );
    expect(await getJson(gateway, "api/v1/state")).toMatchObject({
      status: 200,
      body: { meters: [{ meter: "attic", simulated: false }] },
    });
  });

  test("keeps a meter's scale over a restart, and says whence it is", async () => {
    const virtual = createVirtualMeter("kamstrup-no", { start: Date.now() });
    const hours = (count: number) => Array.from({ length: count * 361 }, () => virtual.next());
    const registers = async (frames: readonly VirtualFrame[]) => {
      writeFileSync(join(folder, "capture.bin"), Uint8Array.from(frames.flatMap(({ octets }) => [...octets])));
      // In Sweden nothing is documented: what this meter counts in has to be found out.
      const gateway = await run(
        "sources:\n  - { type: file, path: capture.bin, meter: { country: SE } }\nbroker: { enabled: false }\n",
      );
      await vi.waitFor(
        () =>
          expect(gateway.gateway.state().sources[0]).toMatchObject({
            status: "ended",
            line: { readings: frames.length },
          }),
        wait,
      );
      const [state] = gateway.gateway.state().meters;
      await gateway[Symbol.asyncDispose]();
      running = undefined;
      return { wh: state?.values["energyImportWh"], scale: state?.scales?.find(({ unit }) => unit === "Wh") };
    };
    const before = hours(1);
    expect(await registers(before)).toEqual({ wh: undefined, scale: expect.objectContaining({ reason: "undecided" }) });
    expect(await registers(hours(16))).toMatchObject({ scale: { scaler: 1, reason: "evidence" } });
    expect(lines.some((line) => line.includes("profile/scale-decided"))).toBe(true);
    // Two hours alone would never decide it.
    const after = hours(2);
    const truth = after.findLast(({ list }) => list === "hourly")?.truth.energyImportWh;
    expect(await registers(after)).toEqual({
      wh: truth,
      scale: { unit: "Wh", scaler: 1, reason: "evidence", about: expect.stringContaining("steps of the register") },
    });
  });

  test("multiplies what a meter behind current transformers sends, and names the multipliers", async () => {
    const frames = framesOf("aidon-no", 8);
    writeFileSync(join(folder, "capture.bin"), Uint8Array.from(frames.flatMap(({ octets }) => [...octets])));
    const meterSettings = "{ grid: TN, multipliers: { power: 40, current: 40, currentL2: 20 } }";
    const gateway = await run(
      `sources:\n  - { type: file, path: capture.bin, meter: ${meterSettings} }\nbroker: { enabled: false }\n`,
    );
    await vi.waitFor(() => expect(gateway.gateway.state().sources[0]?.status).toBe("ended"), wait);
    const [state] = gateway.gateway.state().meters;
    const power = frames.findLast(({ truth }) => truth.activeImportW !== undefined)?.truth.activeImportW ?? Number.NaN;
    const { currentL1A = Number.NaN, currentL2A = Number.NaN } =
      frames.findLast(({ truth }) => truth.currentL2A !== undefined)?.truth ?? {};
    expect(state?.values["activeImportW"]).toBe(power * 40);
    expect(state?.values["currentL1A"]).toBeCloseTo(currentL1A * 40, 6);
    expect(state?.values["currentL2A"]).toBeCloseTo(currentL2A * 20, 6);
    expect(state).toMatchObject({
      multipliers: { power: 40, current: 40, currentL2: 20 },
      grid: { type: "TN", reason: "configured" },
    });
    const database = await openDatabase(join(folder, "data/meter2mqtt.sqlite"));
    await vi.waitFor(() => {
      const row = database.prepare(
        "SELECT json FROM readings WHERE json LIKE '%activeImportW%' ORDER BY sequence DESC LIMIT 1",
      );
      expect(JSON.stringify(row.get())).toContain(`activeImportW\\":${power}`);
    }, wait);
    database.close();
  });

  test("without a configuration it shows a simulated meter, and calls it so everywhere", async () => {
    const settings = loadSettings({ folder, environment: { METER2MQTT_HTTP_PORT: "0", METER2MQTT_BROKER_PORT: "0" } });
    const log = createLog({ level: "info", destination: { write: (line) => void lines.push(line) }, pretty: false });
    const started = Date.now();
    running = await startGateway(settings, { version: "0.0.0-test", log });
    const gateway = running;
    await vi.waitFor(() => expect(gateway.gateway.state().sinks[0]?.delivered).toBeGreaterThan(0), wait);
    expect(Date.now() - started).toBeLessThan(atPresent(2000));
    expect(gateway.gateway.state()).toMatchObject({
      simulated: true,
      meters: [{ simulated: true, name: "Simulated meter", authenticated: true }],
    });
    const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(said.join("\n")).toContain(`the page is at ${gateway.api.url}`);
    expect(said.join("\n")).toContain("SIMULATED");
    expect(said.join("\n")).toContain("to connect a real meter");
    expect(said.join("\n")).toContain(`-p ${gateway.broker?.port} `);
  });
});
