import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HomeAssistantServer, startHomeAssistant } from "../../test/support/home-assistant-server.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { runImport, runList } from "./home-assistant.ts";
import { parseHours } from "./hours-file.ts";

describe("home-assistant import", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: HomeAssistantServer;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startHomeAssistant({ token: "a token" });
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  function prepare(text: string) {
    const file = (name: string, content: string) => {
      writeFileSync(join(folder.path, name), content, { mode: 0o600 });
      return join(folder.path, name);
    };
    file("token", "a token\n");
    const config = file("meter2mqtt.yaml", `homeAssistant:\n  url: ${server.url}\n  tokenFile: token\n`);
    const said = { out: "", err: "" };
    const streams = {
      stdout: { write: (words: string) => (said.out += words) },
      stderr: { write: (words: string) => (said.err += words) },
      environment: {},
    };
    const options = { config, wait: "0" };
    const hours = file("hours.csv", text);
    const give = () => runImport(hours, { ...options, meter: "House" }, streams);
    return { give, list: () => runList(options, streams), said };
  }

  test("writes both directions, says what it did, and does nothing the second time", async () => {
    const { give, list, said } = prepare(
      "start,importWh,exportWh\n2026-01-31T13:00:00+01:00,500,\n2026-01-31T14:00:00+01:00,250,10\n",
    );
    expect(await give()).toBe(0);
    expect(await give()).toBe(0);
    expect(await list()).toBe(0);
    expect(said.out.split("\n")).toEqual([
      "meter2mqtt:house_import: 2 hours given, 2 hours written",
      "meter2mqtt:house_export: 1 hours given, 1 hours written",
      "meter2mqtt:house_import: 2 hours given, nothing changed",
      "meter2mqtt:house_export: 1 hours given, nothing changed",
      "meter2mqtt:house_export",
      "meter2mqtt:house_import",
      "",
    ]);
    const noon = Date.UTC(2026, 0, 31, 12);
    expect([...(server.statistics.get("meter2mqtt:house_import") ?? [])]).toEqual([
      [noon, 0.5],
      [noon + 3_600_000, 0.75],
    ]);
    expect(server.metadata.get("meter2mqtt:house_import")).toMatchObject({
      name: "House import",
      source: "meter2mqtt",
    });
  });

  test("says what is wrong, with its exit code", async () => {
    const wrong = prepare("start,importWh\n2026-01-31T13:30:00+01:00,500\n");
    expect(await wrong.give()).toBe(2);
    expect(wrong.said.err).toContain("line 2: 2026-01-31T13:30:00+01:00 is no full hour");
    const good = prepare("start,importWh\n2026-01-31T13:00:00+01:00,500\n");
    await server.close();
    expect(await good.give()).toBe(1);
    expect(good.said.err).toContain("Nothing listens at");
    writeFileSync(join(folder.path, "meter2mqtt.yaml"), "{}\n");
    expect(await good.give()).toBe(78);
    expect(good.said.err).toContain("`homeAssistant` is missing");
    expect(good.said.err).not.toContain("a token");
  });
});

describe("parseHours", () => {
  test("reads CSV and JSON alike, in any order", () => {
    const csv = parseHours("exportWh,start,importWh\r\n1,2026-01-01T01:00:00Z,2\r\n,2026-01-01T00:00Z,3\r\n", "f");
    const json = parseHours(
      '[{"start":"2026-01-01T01:00:00Z","importWh":2,"exportWh":1},{"start":"2026-01-01T00:00:00Z","importWh":3}]',
      "f",
    );
    expect(csv).toEqual(json);
    expect(csv.import.map(({ wattHours }) => wattHours)).toEqual([3, 2]);
  });

  test.each([
    ["", "line 1: expected a header"],
    ["start,import\n", "line 1: expected a header"],
    ["start,importWh\n", "there is no hour"],
    [
      "start,importWh\n2026-01-01T00:00:00,1\n",
      "line 2: `start` is 2026-01-01T00:00:00: expected a time with its offset",
    ],
    ["start,importWh\n2026-01-01T00:00:00Z,-1\n", "line 2: `importWh` is -1"],
    ["start,importWh\n2026-01-01T00:00:00Z,x\n", "line 2: `importWh` is x"],
    ["start,importWh\n2026-01-01T00:00:00Z\n", "line 2: 1 cells where the header has 2"],
    [
      "start,importWh\n2026-01-01T00:00:00Z,1\n2026-01-01T01:00:00+01:00,1\n",
      "line 3: the hour 2026-01-01T01:00:00+01:00 comes twice",
    ],
    ["[1]", "hour 1: expected"],
    ["[", "is no JSON"],
    ['[{"start":1,"importWh":1}]', "hour 1: `start` is 1"],
  ])("refuses %j", (text, words) => {
    expect(() => parseHours(text, "f")).toThrow(words);
  });
});
