import { readFileSync } from "node:fs";
import { amsReaderConfig, type MeterState } from "@meter2mqtt/contract";
import { diagnoses } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { exampleState } from "../../../test/support/outbox.ts";
import { dataAnswer, realtimeAnswer, sysinfoAnswer } from "../../api/amsreader-answers.ts";
import { errorNumber, errorNumbers, stageNumbers } from "../../api/amsreader-tables.ts";
import { Meter } from "../../meters/meter.ts";
import { mergeTelegram } from "./ams-state.ts";
import type { AmsFormat, PayloadContext } from "./context.ts";
import { jsonFields } from "./fields.ts";
import type { KnownListType } from "./list-type.ts";
import { listTypeOf } from "./list-type.ts";
import { meterMessages } from "./payloads.ts";
import { rawTopics } from "./raw-payloads.ts";
import { systemMessages } from "./system-payloads.ts";
import { nextStep } from "./track.ts";

const page = readFileSync(new URL("../../../../../docs/migration-amsreader.md", import.meta.url), "utf8");
const device = { id: "a2b3c4d5e6f7", name: "ams", version: "1", uptimeSeconds: 0, freeMemory: 0 };
const contextOf = (format: AmsFormat): PayloadContext => ({ format, topic: "<publish>", domoticz: {}, device });
const noon = Date.UTC(2024, 1, 1, 12);

describe("the page", () => {
  test("names every format, topic, key and number of the tables", () => {
    const formats: readonly AmsFormat[] = amsReaderConfig.properties.format.enum;
    for (const format of formats) {
      expect(page).toContain(`\`${format}\``);
      for (const { topic } of systemMessages(contextOf(format), noon)) {
        const shown = format.startsWith("raw") ? topic.replace("<publish>", "") : topic;
        expect(page, topic).toContain(`\`${shown}\``);
      }
    }
    for (const { topic } of rawTopics) expect(page).toContain(`\`${topic}\``);
    for (const { key } of Object.values(jsonFields).flat()) expect(page).toContain(`\`${key}\``);
    for (const [code, number] of Object.entries(errorNumbers)) expect(page).toContain(`| \`${code}\` | ${number} |`);
    for (const [stage, number] of Object.entries(stageNumbers))
      expect(page).toContain(`| any other \`${stage}/...\` | ${number} |`);
    for (const code of Object.keys(diagnoses)) expect(page, code).toContain(`\`${code.split("/")[0]}/...\``);
  });

  test("names every key of /sysinfo.json", () => {
    const row = page.split("\n").find((line) => line.startsWith("| `/sysinfo.json`")) ?? "";
    const answer = sysinfoAnswer(answerContext());
    expect(row.match(/(?<=`)\w+(?=`)/g)).toEqual(Object.keys(answer));
  });
});

function answerContext(meter: MeterState = exampleState({ receivedAt: new Date(noon).toISOString() })) {
  const gateway = {
    ...{ version: "1", startedAt: meter.receivedAt, simulated: false, meters: [meter], sources: [], sinks: [] },
  };
  return { gateway, meter, now: noon, freeMemory: 0, deviceId: device.id, hostname: "h" };
}

/** What a format says of readings that came one after the other. */
function told(format: AmsFormat, list: KnownListType, ...readings: readonly Record<string, number>[]): string {
  const source = { name: "han", simulated: false };
  const meter = new Meter("house", "House", source);
  let at = noon;
  for (const reading of readings) {
    meter.apply({ objects: [], ...reading }, source, { at, heardAt: at });
    at++;
  }
  const state = mergeTelegram(undefined, { listType: list, state: meter.state(at) });
  return meterMessages(contextOf(format), { state, listType: list })
    .map(({ topic, payload }) => `${topic} ${payload}`)
    .join("\n");
}

const row = (name: string) => page.split("\n").find((line) => line.startsWith(`| ${name} |`));

/** Deviations from the firmware's known mistakes: each has its row on the page, and is so. */
const deviations: readonly (readonly [row: string, holds: () => void])[] = [
  [
    "HEX dump",
    () => {
      const entry = { kind: "frame", key: "f", source: "han", hex: "7ea0" } as const;
      const step = nextStep({}, entry, { context: contextOf("hex"), meter: undefined, intervalMs: 0 });
      expect(step.messages).toEqual([{ topic: "<publish>", payload: "7EA0", retain: false }]);
    },
  ],
  [
    "0 W import and export",
    () =>
      expect(told("json", 3, { activeImportW: 9, activeExportW: 0 }, { activeImportW: 0, activeExportW: 0 })).toContain(
        '"P":0,',
      ),
  ],
  [
    "Export in a list of import power only",
    () => expect(told("json", 2, { activeImportW: 0, activeExportW: 9 }, { activeImportW: 5 })).toContain('"PO":0,'),
  ],
  [
    "A value that one telegram leaves out",
    () =>
      expect(told("json", 3, { activeImportW: 5, voltageL1V: 230 }, { energyImportWh: 1 })).toContain('"U1":230.00'),
  ],
  ["Phases that all say 0 W", () => expect(listTypeOf({ activeImportL1W: 0, activeImportL2W: 0 })).toBe(4)],
  ["Export power alone", () => expect(listTypeOf({ activeExportW: 5 })).toBe(2)],
  [
    "Texts with quotes or control characters",
    () => {
      const state = mergeTelegram(undefined, { listType: 2, state: exampleState({ meterId: 'a"\u0001\\' }) });
      const [message] = meterMessages(contextOf("json"), { state, listType: 2 });
      expect(JSON.parse(message?.payload ?? "").data.meterId).toBe('a"\u0001\\');
    },
  ],
  [
    "Power factor in the Home Assistant format",
    () => expect(told("home-assistant", 4, { powerFactor: 0, powerFactorL1: 0.5 })).toContain('"PF":0,"PF1":50'),
  ],
  ["Large registers", () => expect(told("json", 3, { energyImportWh: 109_552_251 })).toContain('"tPI":109552.251')],
  [
    "Export register of L3",
    () =>
      expect(told("json", 4, { energyExportL2Wh: 1000, energyExportL3Wh: 2000 })).toContain(
        '"tPO2":1.000,"tPO3":2.000',
      ),
  ],
  [
    "A meter that is slow",
    () => {
      const receivedAt = new Date(noon - 600_000).toISOString();
      const answer = dataAnswer(answerContext(exampleState({ receivedAt, intervalSeconds: 900 })));
      expect(`${answer["hm"]} ${answer["he"]}`).toBe("1 0");
    },
  ],
  [
    "A key that is missing or wrong",
    () => {
      expect([errorNumber("security/encryption-key-missing"), errorNumber("security/encryption-key-wrong")]).toEqual([
        -53, -52,
      ]);
    },
  ],
  [
    "Registers in `/data.json`",
    () => {
      const values = { activeImportW: 9000, energyImportWh: 5000 };
      expect(`${dataAnswer(answerContext(exampleState({ values })))["ic"]}`).toBe("5.000");
    },
  ],
  [
    "`/realtime.json`",
    () => {
      const { data } = realtimeAnswer([[noon, 1234]], { now: noon, offset: 0, size: 1 });
      expect(String(data)).toBe("1234");
    },
  ],
];

/** Rows that other tests show: of the sink, the track of meters, the connection, prices and limits. */
const shownElsewhere = [
  "Days with a changed clock",
  "A price that is missing",
  "Limits above 255 kW",
  "Raw (minimal) after a reconnection",
  "Delivery",
  "Two meters",
  "TLS without an authority",
];

describe("what is different on purpose", () => {
  test.each(deviations)("%s", (name, holds) => {
    expect(row(name), "is on the page").toBeDefined();
    holds();
  });

  test("no row is without a test", () => {
    const start = page.indexOf("## What is different, on purpose");
    const table = page.slice(start, page.indexOf("\n## ", start + 1));
    const names = table.split("\n").flatMap((line) => /^\| ([^|]+?) \|/.exec(line)?.[1] ?? []);
    const listed = names.filter((name) => name !== "---");
    expect(listed.sort()).toEqual([...deviations.map(([name]) => name), ...shownElsewhere].sort());
  });
});
