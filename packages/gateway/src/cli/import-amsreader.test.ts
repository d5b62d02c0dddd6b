import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { loadSettings } from "../config/load-settings.ts";
import { loadContract } from "../tariffs/load-contract.ts";
import { type ImportAmsreaderOptions, runImportAmsreader } from "./import-amsreader.ts";
import { main } from "./main.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string): string => join(folder.path, name);

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const key = "00112233445566778899AABBCCDDEEFF";
const lines = [
  "amsconfig",
  "version v2.4.1",
  "ssid Our network",
  "psk not for others",
  "mqttHost broker.lan",
  "mqttPort 8883",
  "mqttClientId ams-1a2b",
  "mqttPublishTopic ams",
  "mqttUsername meter",
  "mqttPassword some long words",
  "mqttPayloadFormat 3",
  "mqttSsl 1",
  "domoticzElidx 11",
  "webPassword page secret",
  "meterBaud 2400",
  "meterParity 8E1",
  "meterInvert 1",
  "meterDistributionSystem 1",
  "meterMainFuse 63",
  `meterEncryptionKey ${key}`,
  "meterWattageMultiplier 40.000",
  "ntpTimezone Europe/Oslo",
  "gpioHanPin 5",
  'priceModifier 0 "VAT" both percent 25.0000 all all 00-00 00-00',
  `dayplot 6 1772362810 1234.567 0 ${Array.from({ length: 24 }, () => "500").join(" ")}`,
  "energyaccounting 7 3 1 2 3 0 0 0 1 17 5.43 0 0 0 0 0 0 0 0 0 0 0 0 812.4 0",
  "somethingNew 5",
];

async function run(text: string, options: ImportAmsreaderOptions = {}) {
  await writeFile(file("backup.cfg"), text);
  let out = "";
  let err = "";
  const stdout = { write: (part: string) => (out += part) };
  const stderr = { write: (part: string) => (err += part) };
  const code = await runImportAmsreader(file("backup.cfg"), options, { stdout, stderr, environment: {} });
  return { code, out, err };
}

describe("import-amsreader", () => {
  test("says what there is, what it becomes and what is left, and shows no secret", async () => {
    const { code, out } = await run(lines.join("\r\n"));
    expect(code).toBe(0);
    expect(out).toBe(`Backup of amsreader-firmware v2.4.1.

Settings that become settings here:
  Meter: 2400 baud 8E1, IT grid, main fuse 63 A, Europe/Oslo, power times 40
  Keys: encryption key
  MQTT: mqtts://broker.lan, user meter, password
  Format: domoticz, on ams, as ams-1a2b
  Domoticz: electricity 11

History:
  import: 12.000 kWh in 24 amounts, 2026-02-28T12:00:00+01:00 to 2026-03-01T12:00:00+01:00

Prices and tariffs (rows become a contract with --config; limits and peaks are shown only):
  Price row "VAT": percent 25, both ways
  Peaks of month 3: day 1 17:00 5.43 kWh

Not carried over:
  Network and WiFi: they are the board's; this machine has its own.
  User and password of the firmware's page: the pages here have their own.
  Board, pins and sensors: there is no board.
  Costs and incomes: they are sums without the hours and prices they came from.
  Not in a backup: certificates, the interval of MQTT messages, how the page looks, cloud services, what was priced by the hour.
  Line 27, somethingNew: the key is not known.
`);
    for (const secret of [key, "some long words", "page secret", "not for others"]) expect(out).not.toContain(secret);
  });

  test("writes a configuration that the gateway reads, for its owner only, and over none that is there", async () => {
    const config = file("meter2mqtt.yaml");
    const first = await run(lines.join("\n"), { config, port: "/dev/ttyAMA0" });
    expect(first.code).toBe(0);
    expect(first.out).toContain("is written");
    expect(first.out).toContain("inverted the signal");
    expect((await stat(config)).mode & 0o777).toBe(0o600);
    const settings = loadSettings({ file: config, folder: folder.path, environment: {} });
    expect(settings.warnings).toEqual([]);
    expect(settings.sources).toMatchObject([
      {
        source: { type: "serial", port: "/dev/ttyAMA0", baud: 2400, format: "8E1" },
        meter: { zone: "Europe/Oslo", grid: "IT", mainFuse: 63, multipliers: { power: 40 } },
      },
    ]);
    expect(settings.sources[0]?.meter.encryptionKey?.reveal()).toBe(key);
    expect(settings.mqtt).toMatchObject([
      {
        url: "mqtts://broker.lan:8883",
        username: "meter",
        amsreader: [{ format: "domoticz", publishTopic: "ams", clientId: "ams-1a2b", domoticz: { electricity: 11 } }],
      },
    ]);
    expect(settings.mqtt[0]?.password?.reveal()).toBe("some long words");
    expect(settings.tariffs).toMatchObject([{ contract: file("meter2mqtt-contract.yaml") }]);
    const { contract } = await loadContract(file("meter2mqtt-contract.yaml"), () =>
      Promise.reject(new Error("no web")),
    );
    expect(contract.components.map(({ kind, direction }) => [kind, direction])).toEqual([
      ["spot", "import"],
      ["percent", "import"],
      ["spot", "export"],
      ["percent", "export"],
    ]);

    const before = await readFile(config, "utf8");
    const second = await run("amsconfig\n", { config });
    expect(second.code).toBe(78);
    expect(second.err).toContain("is there already");
    expect(await readFile(config, "utf8")).toBe(before);
    expect((await run("amsconfig\nmqttHost other\nmqttPublishTopic a\n", { config, force: true })).code).toBe(0);
    expect(await readFile(config, "utf8")).toContain("mqtt://other:1883");
    expect((await stat(config)).mode & 0o777).toBe(0o600);
  });

  test("what no setting of ours takes is left out and told", async () => {
    const config = file("odd.yaml");
    const odd = [
      "amsconfig",
      "mqttHost not/a host",
      "meterBaud 9600",
      "meterParity 7N1",
      "ntpTimezone Mars/Base",
      "meterEncryptionKey 0x12",
    ];
    const { code, out } = await run(odd.join("\n"), { config });
    expect(code).toBe(0);
    for (const words of ["is no address", "7N1", "Mars/Base", "is no key"]) expect(out).toContain(words);
    expect(loadSettings({ file: config, folder: folder.path, environment: {} }).sources).toMatchObject([
      { source: { baud: 9600, format: "auto" } },
    ]);
  });

  test("a token of ENTSO-E becomes a price source; where prices came from elsewhere, that is told", async () => {
    const config = file("prices.yaml");
    const token = "0f0e0d0c-0b0a-0908-0706-050403020100";
    const of = (...prices: readonly string[]) => ["amsconfig", "priceEnabled 1", ...prices].join("\n");
    const own = await run(of("priceArea NO1", `priceEntsoeToken ${token}`), { config });
    expect(own.out).toContain("Token of ENTSO-E");
    expect(own.out).not.toContain(token);
    expect(own.out).not.toContain("Where prices come from");
    expect(loadSettings({ file: config, folder: folder.path, environment: {} }).prices).toMatchObject({
      mainArea: "NO1",
      sources: [{ source: { type: "entsoe", area: "NO1" } }],
    });
    for (const without of [of("priceArea NO1"), of("priceArea Mars", `priceEntsoeToken ${token}`)]) {
      const other = await run(without, { config, force: true });
      expect(other.out).toContain("Where prices come from");
      expect(await readFile(config, "utf8")).not.toContain("entsoe");
    }
  });

  test("another file, a wrong zone and a folder that isn't there are told", async () => {
    expect(await run("key: value\n")).toMatchObject({ code: 2, err: expect.stringContaining("backup.cfg, line 1") });
    expect(await run("amsconfig\n", { zone: "Mars/Base" })).toMatchObject({ code: 2 });
    expect(await run("amsconfig\n", { config: file("no/such/folder.yaml") })).toMatchObject({ code: 78 });
    await expect(main(["import-amsreader", file("nothing.cfg")])).resolves.toBe(2);
  });
});
