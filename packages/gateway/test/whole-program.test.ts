import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { type MeterState, type MqttReading, mqttReading } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { atPresent } from "./support/at-present.ts";
import { hasProgram } from "./support/child-process.ts";
import { eventually } from "./support/eventually.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { subscribe } from "./support/mqtt-subscriber.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const chromiumPath = "/usr/bin/chromium";
const hasChromium = existsSync(chromiumPath);
const hasSocat = hasProgram("socat", "-V");
const freePorts = { METER2MQTT_HTTP_PORT: "0", METER2MQTT_BROKER_PORT: "0" };

const processes: ProgramProcess[] = [];
let folder: { readonly path: string; remove(): Promise<void> };

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const program of processes.splice(0)) await program.end("SIGKILL");
});
afterAll(async () => {
  await folder.remove();
});

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ProgramProcess {
  const program = new ProgramProcess(args, folder.path, environment);
  processes.push(program);
  return program;
}

async function metersAt(page: string): Promise<readonly MeterState[]> {
  const answer = await fetch(`${page}api/v1/state`);
  const state = (await answer.json()) as { readonly meters: readonly MeterState[] };
  return state.meters;
}

describe("the program without a configuration", () => {
  test("publishes a simulated meter, shows the same on its page, and ends within two seconds", {
    timeout: 240_000,
  }, async () => {
    const program = start(["run"], freePorts);
    const page = await program.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    const broker = await program.says(/(mqtt:\/\/127\.0\.0\.1:\d+)/);
    await program.says(/(SIMULATED)/);
    await program.says(/(meter2mqtt\.yaml)/);

    const subscriber = await subscribe(broker, { protocolVersion: 4 });
    try {
      const readingsOf = (): readonly MqttReading[] =>
        subscriber.heard.filter(({ topic }) => topic.endsWith("/reading")).map(({ payload }) => JSON.parse(payload));
      await eventually("two readings over MQTT", () => readingsOf().length >= 2);
      const isValid = new Ajv({ strict: false, validateFormats: false }).compile(mqttReading);
      for (const reading of readingsOf()) expect(isValid(reading), JSON.stringify(isValid.errors)).toBe(true);
      expect(readingsOf()[0]).toMatchObject({ simulated: true });
      expect(subscriber.payloads("meter2mqtt/bridge/state")).toEqual(["online"]);

      if (hasChromium) await comparePage(page, readingsOf);
      const { code, took } = await program.end("SIGTERM");
      expect(code).toBe(0);
      expect(took).toBeLessThan(atPresent(2000));
      await eventually("the broker is told", () => subscriber.payloads("meter2mqtt/bridge/state").includes("offline"));
    } finally {
      await subscriber.end();
    }
  });
});

/** The page shows a power that was published, and then another one. */
async function comparePage(page: string, readingsOf: () => readonly MqttReading[]): Promise<void> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const tab = await browser.newPage();
    const foreign: string[] = [];
    tab.on("request", (request) => {
      if (!request.url().startsWith(page)) foreign.push(request.url());
    });
    await tab.goto(page);
    const power = tab.getByTestId("power");
    const shown = new Set<string>();
    const published = () => readingsOf().map(({ netActiveW }) => `${netActiveW}`);
    const matches = async () => {
      const watts = await power.getAttribute("data-watts");
      if (watts !== null && published().includes(watts)) shown.add(watts);
      return shown.size;
    };
    const end = performance.now() + 60_000;
    while ((await matches()) < 2 && performance.now() < end) await tab.waitForTimeout(100);
    expect([...shown].length, "powers that page and MQTT agree on").toBeGreaterThanOrEqual(2);
    expect(
      await tab
        .getByText(/simulated/i)
        .first()
        .isVisible(),
    ).toBe(true);
    expect(foreign).toEqual([]);
  } finally {
    await browser.close();
  }
}

describe.skipIf(!hasSocat)("a virtual meter on a serial port", () => {
  test("is read, and read again after it was unplugged", { timeout: 240_000 }, async () => {
    const link = join(folder.path, "ttyMeter");
    const plugIn = async (): Promise<ProgramProcess> => {
      const meter = start(["simulate", "--meter", "kamstrup-dk", "--pty", link, "--speed", "10"]);
      await eventually("the simulator makes its port", () => existsSync(link));
      return meter;
    };
    const keys = { METER2MQTT_SOURCES_0_METER_ZONE: "Europe/Copenhagen", ...virtualKeys() };
    const gateway = start(["run"], {
      ...freePorts,
      METER2MQTT_SOURCES_0_TYPE: "serial",
      METER2MQTT_SOURCES_0_NAME: "han",
      METER2MQTT_SOURCES_0_PORT: link,
      METER2MQTT_SOURCES_0_BAUD: "2400",
      METER2MQTT_SOURCES_0_FORMAT: "8N1",
      ...keys,
    });
    const page = await gateway.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    let latest: MeterState | undefined;
    const arrives = async (after: string): Promise<string> => {
      const end = performance.now() + 60_000;
      while (!(latest !== undefined && latest.receivedAt > after) && performance.now() < end) {
        latest = (await metersAt(page))[0];
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(latest?.receivedAt ?? "never").toMatch(/^20/);
      expect((latest?.receivedAt ?? "") > after, `nothing after ${after}`).toBe(true);
      return latest?.receivedAt ?? "";
    };

    const first = await plugIn();
    await arrives("");
    expect(latest).toMatchObject({ simulated: false, authenticated: true, manufacturer: "Kamstrup" });
    await first.end("SIGTERM");
    await eventually("the port is gone", () => !existsSync(link));
    const unplugged = latest?.receivedAt ?? "";
    await plugIn();
    await arrives(unplugged);
    expect((await gateway.end("SIGINT")).code).toBe(0);
  });
});

/** The made-up keys of the virtual Kamstrup, as the simulator prints them. */
function virtualKeys(): Record<string, string> {
  return {
    METER2MQTT_SOURCES_0_METER_ENCRYPTIONKEY: "00112233445566778899aabbccddeeff",
    METER2MQTT_SOURCES_0_METER_AUTHENTICATIONKEY: "ffeeddccbbaa99887766554433221100",
  };
}

test.skipIf(process.platform === "win32")(
  "SIGHUP reads the configuration and its contracts again, part by part",
  {
    timeout: 90_000,
  },
  async () => {
    const own = await temporaryFolder();
    const [file, contract] = [join(own.path, "meter2mqtt.yaml"), join(own.path, "contract.yaml")];
    const hall = "  - { type: simulator, name: hall, model: p1-nl, meter: { slug: hall } }\n";
    const yaml = `broker: { enabled: false }\ntariffs: [{ meter: hall, contract: contract.yaml }]\nsources:\n${hall}`;
    const priceOf = (amount: string) =>
      writeFile(
        contract,
        `id: c\nname: C\ncurrency: EUR\ncomponents: [{ id: energy, kind: per-kwh, amount: ${amount} }]\n`,
      );
    await writeFile(file, yaml, { mode: 0o600 });
    await priceOf("0.25");
    const program = new ProgramProcess(["run"], own.path, freePorts);
    processes.push(program);
    const page = await program.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    const get = async (path: string): Promise<unknown> => (await fetch(`${page}api/v1/${path}`)).json();
    const reload = () => program.child.kill("SIGHUP");
    const isRead = (amount: number) => async () =>
      JSON.stringify(await get("meters/hall/contracts")).includes(`:${amount}`);
    const poll = { timeout: 60_000 };
    const names = async () => (await metersAt(page)).map(({ meter }) => meter).sort();
    try {
      await expect.poll(isRead(0.25), poll).toBe(true);

      await writeFile(file, `${yaml}  - { type: simulator, name: shed, model: aidon-no, meter: { slug: shed } }\n`);
      reload();
      await expect.poll(names, poll).toEqual(["hall", "shed"]);
      await program.says(/source shed: start/);
      expect(program.said).not.toMatch(/source hall: restart/);

      // Wrong: it stays as it was written, and what is at work goes on.
      const wrong = yaml.replace("model: p1-nl", "model: nothing");
      await writeFile(file, wrong);
      reload();
      await program.says(/the changed configuration is refused/);
      await program.says(/there is no virtual meter/);
      expect(await readFile(file, "utf8")).toBe(wrong);
      expect(await names()).toEqual(["hall", "shed"]);

      await writeFile(file, yaml);
      await priceOf("many");
      reload();
      await program.says(/components\[0\]\.amount: expected a number/);
      expect(await isRead(0.25)()).toBe(true);
      await priceOf("0.5");
      reload();
      await expect.poll(isRead(0.5), poll).toBe(true);
      await expect.poll(names, poll).toEqual(["hall"]);
      expect(program.said.match(/meter2mqtt \S+ runs;/g)).toHaveLength(1);
      expect((await program.end()).code).toBe(0);
    } finally {
      await program.end("SIGKILL");
      await own.remove();
    }
  },
);

/** Whether the process has something of its own to do at SIGHUP: the first bit of the mask that the system keeps. */
async function hearsHangUp(pid: number | undefined): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number.parseInt(/^SigCgt:\s*[0-9a-f]*([0-9a-f])$/m.exec(status)?.[1] ?? "0", 16) & 1) === 1;
}

test.skipIf(!existsSync("/proc/self/status"))(
  "SIGHUP while the gateway starts ends nothing, and the file is read once more where it was read before",
  { timeout: 90_000 },
  async () => {
    const own = await temporaryFolder();
    const file = join(own.path, "meter2mqtt.yaml");
    // A tariff file on a server that answers when it may: until then the start goes no further.
    let mayAnswer = () => {};
    const answered = new Promise<void>((resolve) => {
      mayAnswer = resolve;
    });
    const asked: string[] = [];
    const grid = createServer((request, response) => {
      asked.push(request.url ?? "");
      void answered.then(() => response.end("netteier: Nett\ntariffer: [{ gyldig_fra: 2026-01-01, navn: Hjem }]\n"));
    });
    const include = await new Promise<string>((resolve, reject) => {
      grid.once("error", reject).listen(0, "127.0.0.1", () => {
        const place = grid.address();
        resolve(`http://127.0.0.1:${typeof place === "object" ? place?.port : ""}/grid.yml`);
      });
    });
    await writeFile(
      join(own.path, "contract.yaml"),
      `id: c\nname: C\ncurrency: NOK\ninclude: [{ file: "${include}", format: fri-nettleie }]\ncomponents: [{ id: energy, kind: per-kwh, amount: 1 }]\n`,
    );
    const hall = "  - { type: simulator, name: hall, model: p1-nl, meter: { slug: hall } }\n";
    const yaml = `broker: { enabled: false }\ntariffs: [{ meter: hall, contract: contract.yaml }]\nsources:\n${hall}`;
    await writeFile(file, yaml, { mode: 0o600 });
    const program = new ProgramProcess(["run"], own.path, freePorts);
    processes.push(program);
    const { child } = program;
    try {
      // Before anything of the gateway is loaded.
      await expect.poll(() => hearsHangUp(child.pid), { timeout: 60_000 }).toBe(true);
      child.kill("SIGHUP");
      // The configuration was read, and stands half.
      await expect.poll(() => asked.length, { timeout: 60_000 }).toBe(1);
      await writeFile(file, `${yaml}  - { type: simulator, name: shed, model: aidon-no, meter: { slug: shed } }\n`);
      child.kill("SIGHUP");
      child.kill("SIGHUP");
      await program.says(/the configuration is read again/);
      expect(program.said).not.toContain("the page is at");
      mayAnswer();
      const page = await program.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
      await program.says(/source shed: start/);
      const names = async () => (await metersAt(page)).map(({ meter }) => meter).sort();
      await expect.poll(names, { timeout: 60_000 }).toEqual(["hall", "shed"]);
      expect(program.said).not.toMatch(/source hall: restart/);
      expect((await program.end()).code).toBe(0);
    } finally {
      grid.closeAllConnections();
      grid.close();
      await program.end("SIGKILL");
      await own.remove();
    }
  },
);

test("an error in the configuration is one sentence and exit code 78", () => {
  const executable = new URL("../../../bin/meter2mqtt.js", import.meta.url).pathname;
  const { status, stderr } = spawnSync(process.execPath, [executable, "run"], {
    cwd: folder.path,
    env: { ...process.env, METER2MQTT_HTTP_PORT: "many" },
    encoding: "utf8",
  });
  expect(status).toBe(78);
  expect(stderr).not.toMatch(/\n\s+at /);
});
