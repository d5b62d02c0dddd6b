import type { MeterState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import type { MqttMessage } from "../mqtt-messages.ts";
import { mergeTelegram } from "./ams-state.ts";
import type { AmsFormat, PayloadContext } from "./context.ts";
import type { KnownListType } from "./list-type.ts";
import { meterMessages } from "./payloads.ts";
import { statusMessage, systemMessages } from "./system-payloads.ts";

/*
 * What subscribers of the firmware get, written down from its interface and not from the tables that make it. The
 * numbers are made up, all different, and finer than any payload shows them.
 */
const meter: MeterState = {
  meter: "house",
  name: "House",
  source: "han",
  simulated: false,
  stale: false,
  receivedAt: "2024-02-01T12:00:00.750Z",
  timestamp: "2024-02-01T13:00:00+01:00",
  meterId: "9999990000000017",
  meterModel: "TEST-1",
  manufacturer: "Kaifa",
  listVersion: "TEST_V1",
  values: {
    ...{ activeImportW: 1234.6, activeExportW: 7, reactiveImportVar: 31, reactiveExportVar: 32 },
    ...{ currentL1A: 5.128, currentL2A: 0.4, currentL3A: 12 },
    ...{ voltageL1V: 230.1, voltageL2V: 231.256, voltageL3V: 229 },
    ...{ powerFactor: 0.987, powerFactorL1: 0.91, powerFactorL2: 0.9, powerFactorL3: 1 },
    ...{ activeImportL1W: 1001, activeImportL2W: 202, activeImportL3W: 31 },
    ...{ activeExportL1W: 1, activeExportL2W: 2, activeExportL3W: 4 },
    ...{ energyImportWh: 12345678, energyImportT1Wh: 12000000, energyImportT2Wh: 345678 },
    ...{ energyExportWh: 4321, energyExportT1Wh: 4000, energyExportT2Wh: 321 },
    ...{ reactiveImportVarh: 55501, reactiveExportVarh: 66602 },
    ...{ energyImportL1Wh: 4000001, energyImportL2Wh: 4000012, energyImportL3Wh: 4345665 },
    ...{ energyExportL1Wh: 1001, energyExportL2Wh: 1002, energyExportL3Wh: 2318 },
  },
  derived: [],
  channels: [],
};
const device = { id: "a2b3c4d5e6f7", name: "ams-1", version: "1.2.3", uptimeSeconds: 61, freeMemory: 5000 };
const packageTime = "1706788800";
const domoticz = { electricity: 11, voltageL1: 12, voltageL2: 13, voltageL3: 14, currents: 15 };
const contextOf = (format: AmsFormat): PayloadContext => ({ format, topic: "ams", domoticz, device });

/** Topic, payload, and `R` where it is retained. */
type Expected = readonly [topic: string, payload: string, retained?: "R"];

function published(format: AmsFormat, listType: KnownListType): Expected[] {
  const state = mergeTelegram(undefined, { listType, state: meter });
  return meterMessages(contextOf(format), { state, listType }).map(toExpected);
}

function toExpected({ topic, payload, retain }: MqttMessage): Expected {
  return retain ? [topic, payload, "R"] : [topic, payload];
}

const header = `"id":"a2b3c4d5e6f7","name":"ams-1","up":61,"t":${packageTime},"vcc":0.000,"rssi":0,"temp":-127.00`;
const names = '"lv":"TEST_V1","meterId":"9999990000000017","type":"TEST-1"';
const currents = '"I1":5.13,"I2":0.40,"I3":12.00';
const voltages = '"U1":230.10,"U2":231.26,"U3":229.00';
const counters =
  '"tPI":12345.678,"tPIT1":12000.000,"tPIT2":345.678,"tPO":4.321,"tPOT1":4.000,"tPOT2":0.321,"tQI":55.501,"tQO":66.602';
const phaseCounters = '"tPI1":4000.001,"tPI2":4000.012,"tPI3":4345.665,"tPO1":1.001,"tPO2":1.002,"tPO3":2.318';
const clock = `"rtc":${packageTime}`;
const instant = `${names},"P":1235,"Q":31,"PO":7,"QO":32,${currents},${voltages}`;
const data: Readonly<Record<KnownListType, string>> = {
  1: '"P":1235',
  2: instant,
  3: `${instant},${counters},${clock}`,
  4:
    `${names},"P":1235,"P1":1001,"P2":202,"P3":31,"Q":31,"PO":7,"PO1":1,"PO2":2,"PO3":4,"QO":32,${currents},${voltages},` +
    `"PF":0.99,"PF1":0.91,"PF2":0.90,"PF3":1.00,${counters},${phaseCounters},${clock}`,
};

const raw: Readonly<Record<KnownListType, readonly Expected[]>> = {
  1: [
    ["/meter/dlms/timestamp", packageTime],
    ["/meter/import/active", "1235"],
  ],
  2: [
    ["/meter/id", "9999990000000017"],
    ["/meter/type", "TEST-1"],
    ["/meter/l1/current", "5.13"],
    ["/meter/l2/current", "0.40"],
    ["/meter/l3/current", "12.00"],
    ["/meter/l1/voltage", "230.10"],
    ["/meter/l2/voltage", "231.26"],
    ["/meter/l3/voltage", "229.00"],
    ["/meter/export/active", "7"],
    ["/meter/import/reactive", "31"],
    ["/meter/export/reactive", "32"],
  ],
  3: [
    ["/meter/clock", packageTime],
    ["/meter/import/active/accumulated", "12345.678", "R"],
    ["/meter/import/active/accumulated/tariff1", "12000.000", "R"],
    ["/meter/import/active/accumulated/tariff2", "345.678", "R"],
    ["/meter/export/active/accumulated", "4.321", "R"],
    ["/meter/export/active/accumulated/tariff1", "4.000", "R"],
    ["/meter/export/active/accumulated/tariff2", "0.321", "R"],
    ["/meter/import/reactive/accumulated", "55.501", "R"],
    ["/meter/export/reactive/accumulated", "66.602", "R"],
  ],
  4: [
    ["/meter/import/l1", "1001"],
    ["/meter/import/l2", "202"],
    ["/meter/import/l3", "31"],
    ["/meter/export/l1", "1"],
    ["/meter/export/l2", "2"],
    ["/meter/export/l3", "4"],
    ["/meter/import/l1/accumulated", "4000.00"],
    ["/meter/import/l2/accumulated", "4000.01"],
    ["/meter/import/l3/accumulated", "4345.67"],
    ["/meter/export/l1/accumulated", "1.00"],
    ["/meter/export/l2/accumulated", "1.00"],
    ["/meter/export/l3/accumulated", "2.32"],
    ["/meter/powerfactor", "0.99"],
    ["/meter/l1/powerfactor", "0.91"],
    ["/meter/l2/powerfactor", "0.90"],
    ["/meter/l3/powerfactor", "1.00"],
  ],
};

/** Rich telegrams have the topics of the poorer ones too; id and type are retained with registers. */
function rawOf(listType: KnownListType): Expected[] {
  const own = ([1, 2, 3, 4] as const).filter((type) => type <= listType).flatMap((type) => raw[type]);
  return own.map(([topic, payload, retained]): Expected => {
    const isName = topic === "/meter/id" || topic === "/meter/type";
    return retained === "R" || (isName && listType >= 3) ? [`ams${topic}`, payload, "R"] : [`ams${topic}`, payload];
  });
}

const udevice = (idx: number, svalue: string): Expected => [
  "domoticz/in",
  `{"command":"udevice","idx":${idx},"nvalue":0,"svalue":"${svalue}"}`,
];
const electricity = udevice(11, "1235;12345678");
const allDevices = [
  electricity,
  udevice(12, "230.10"),
  udevice(13, "231.26"),
  udevice(14, "229.00"),
  udevice(15, "5.1;0.4;12.0"),
];

const isoTime = '"t":"2024-02-01T12:00:00Z"';
const haNames = '"lv":"TEST_V1","id":"9999990000000017","type":"TEST-1"';
const haInstant = `${haNames},"P":1235,"Q":31,"PO":7,"QO":32,${currents},${voltages}`;
const haPower: Readonly<Record<KnownListType, string>> = {
  1: `{"P":1235,${isoTime}}`,
  2: `{${haInstant},${isoTime}}`,
  3: `{${haInstant},${isoTime}}`,
  4: `{${haInstant},"P1":1001,"P2":202,"P3":31,"PO1":1,"PO2":2,"PO3":4,"PF":99,"PF1":91,"PF2":90,"PF3":100,${phaseCounters},${isoTime}}`,
};
const haEnergy: Expected = [
  "ams/energy",
  `{"tPI":12345.678,"tPO":4.321,"tQI":55.501,"tQO":66.602,"rtc":"2024-02-01T12:00:00Z",${isoTime}}`,
];

const expected: Readonly<Record<AmsFormat, (listType: KnownListType) => readonly Expected[]>> = {
  json: (list) => [["ams", `{${header},"data":{${data[list]}}}`]],
  "json-multi": (list) => [[`ams/list${list}`, `{${header},"data":{${data[list]}}}`]],
  "json-flat": (list) => [["ams", `{${header},${data[list]}}`]],
  "raw-minimal": rawOf,
  "raw-full": rawOf,
  domoticz: (list) => (list === 1 ? [electricity] : allDevices),
  "home-assistant": (list) => [["ams/power", haPower[list]], ...(list >= 3 ? [haEnergy] : [])],
  hex: () => [],
};
const formats = Object.keys(expected).filter((format): format is AmsFormat => format in expected);
const cases = formats.flatMap((format) => ([1, 2, 3, 4] as const).map((list) => [format, list] as const));

/** Topics in any order; of JSON the keys in any order, but each number with its decimals. */
function normal(messages: readonly Expected[]): string[] {
  return messages
    .map(([topic, payload, retained = ""]) => {
      const parts = payload.startsWith("{") ? payload.split(/[{},]/).filter((part) => part !== "") : [payload];
      return `${topic} ${retained} ${parts.sort().join(" ")}`;
    })
    .sort();
}

describe("each payload format equals the firmware's, key by key and topic by topic", () => {
  test.each(cases)("%s, list %i", (format, listType) => {
    const messages = published(format, listType);
    expect(normal(messages)).toEqual(normal(expected[format](listType)));
    for (const [, payload] of messages) if (payload.startsWith("{")) expect(() => JSON.parse(payload)).not.toThrow();
  });
});

describe("what is said of the device", () => {
  const about = `"id":"a2b3c4d5e6f7","name":"ams-1","up":61,"vcc":0.000,"rssi":0,"temp":-127.00,"version":"1.2.3"`;
  const firmware: Expected = [
    "ams/firmware",
    '{"installed_version":"1.2.3","latest_version":"1.2.3","title":"meter2mqtt","release_url":"","release_summary":"","update_percentage":null}',
  ];
  const rawSystem: readonly Expected[] = [
    ["ams/id", "a2b3c4d5e6f7", "R"],
    ["ams/uptime", "61"],
    ["ams/vcc", "0.00"],
    ["ams/mem", "5000"],
    ["ams/rssi", "0"],
    ["ams/temperature", "-127.00"],
  ];
  test.each<[AmsFormat, readonly Expected[]]>([
    ["json", [["ams", `{${about}}`], firmware]],
    ["json-flat", [["ams", `{${about}}`], firmware]],
    ["json-multi", [["ams/system", `{${about}}`], firmware]],
    ["home-assistant", [["ams/state", `{${about},${isoTime}}`], firmware]],
    ["raw-minimal", rawSystem],
    ["raw-full", rawSystem],
    ["domoticz", []],
    ["hex", []],
  ])("%s", (format, messages) => {
    const said = systemMessages(contextOf(format), Date.parse(meter.receivedAt));
    const shown = said.map(toExpected);
    expect(normal(shown)).toEqual(normal(messages));
  });

  test("the status is plain text, retained", () => {
    expect(statusMessage("ams", "offline")).toEqual({ topic: "ams/status", payload: "offline", retain: true });
  });
});

test("values that the meter never said are 0, texts empty, an unknown clock 0 or null", () => {
  const bare: MeterState = {
    ...{ meter: "m", name: "m", source: "s", simulated: false, stale: false, receivedAt: meter.receivedAt },
    ...{ values: { activeImportW: -0.2, energyImportWh: 5000 }, derived: [], channels: [] },
  };
  const state = mergeTelegram(undefined, { listType: 3, state: bare });
  const [json] = meterMessages(contextOf("json"), { state, listType: 3 });
  expect(JSON.parse(json?.payload ?? "").data).toMatchObject({
    P: 0,
    PO: 0,
    U1: 0,
    tPI: 5,
    tPOT2: 0,
    meterId: "",
    rtc: 0,
  });
  expect(json?.payload).toContain('"P":0,');
  const energy = meterMessages(contextOf("home-assistant"), { state, listType: 3 })[1];
  expect(JSON.parse(energy?.payload ?? "").rtc).toBeNull();
});

test("Domoticz gets no electricity before there is a real register, and nothing without a device", () => {
  const small = { ...meter, values: { ...meter.values, energyImportWh: 1000 } };
  const state = mergeTelegram(undefined, { listType: 3, state: small });
  const topics = (devices: PayloadContext["domoticz"]) =>
    meterMessages({ ...contextOf("domoticz"), domoticz: devices }, { state, listType: 3 }).map(
      ({ payload }) => payload,
    );
  expect(topics(domoticz)).toHaveLength(4);
  expect(topics({ electricity: 3, currents: 4 })).toEqual([
    '{"command":"udevice","idx":4,"nvalue":0,"svalue":"5.1;0.4;12.0"}',
  ]);
  expect(topics({})).toEqual([]);
});
