import type { GatewayState, MeterState } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleState } from "../../../test/support/outbox.ts";
import { hasPrometheus, hasPromtool, promtoolCheck, startPrometheus } from "../../../test/support/prometheus.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { systemClock } from "../../sources/back-off.ts";
import { type ApiServer, startApiServer } from "../server.ts";

function stateWith(meters: readonly MeterState[]): GatewayState {
  const line = { octets: 5000, frames: 20, damagedFrames: 1, noiseOctets: 3, readings: 20, octetsPerSecond: 12 };
  return {
    ...{ version: "1.2.3", startedAt: "2024-02-01T11:00:00.000Z", simulated: false, meters: [...meters] },
    sources: [
      {
        ...{ name: "han-port", type: "serial", description: "/dev/ttyUSB0 at 2400 8E1", status: "open" },
        line: { ...line, goodFrameRatio: 0.95, lastOctetAt: "2024-02-01T12:00:00.000Z" },
      },
      { name: "other", type: "tcp", description: "x", status: "waiting", line: { ...line, octets: 0 } },
    ],
    sinks: [{ name: "home", type: "mqtt", description: "x", status: "waiting", delivered: 7, dropped: 2, waiting: 41 }],
  };
}

const everything = Object.fromEntries(quantities.map(({ name }, index) => [name, index + 0.25]));
const hostile = 'a"b\\c\nd';

describe("/metrics", () => {
  let state: GatewayState;
  let server: ApiServer;

  beforeEach(async () => {
    state = stateWith([exampleState({ simulated: true })]);
    server = await startApiServer({
      gateway: {
        state: () => state,
        power: () => undefined,
        subscribe: () => () => undefined,
        push: () => undefined,
        voltage: () => undefined,
        events: () => undefined,
        storeHealth: { status: "degraded", waiting: 9, dropped: 0 },
      },
      http: { listen: "127.0.0.1", port: 0, hostNames: [] },
      clock: systemClock,
      log: pino({ level: "silent" }),
      pages: undefined,
    });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function scrape(accept = "*/*"): Promise<{ readonly type: string | null; readonly lines: readonly string[] }> {
    const answer = await fetch(new URL("metrics", server.url), { headers: { accept } });
    return { type: answer.headers.get("content-type"), lines: (await answer.text()).split("\n") };
  }

  test("tells meters, lines, sinks and store", async () => {
    const { type, lines } = await scrape();
    expect(type).toBe("text/plain; version=0.0.4; charset=utf-8");
    const meter = 'meter="house",source="han-port"';
    for (const line of [
      'meter2mqtt_info{version="1.2.3"} 1',
      `meter2mqtt_meter_up{${meter}} 1`,
      `meter2mqtt_meter_simulated{${meter}} 1`,
      `meter2mqtt_meter_last_reading_timestamp_seconds{${meter}} 1706788800`,
      `meter2mqtt_active_import_watts{${meter}} 169`,
      `meter2mqtt_active_export_watts{${meter}} 0`,
      `meter2mqtt_phase_current_amperes{${meter},phase="1"} 0.36`,
      `meter2mqtt_energy_import_watthours_total{${meter}} 1234560`,
      `meter2mqtt_channel_value{${meter},channel="1",kind="gas",unit="m3"} 12.345`,
      'meter2mqtt_source_up{source="other",type="tcp"} 0',
      'meter2mqtt_line_damaged_frames_total{source="han-port",type="serial"} 1',
      'meter2mqtt_line_good_frame_ratio{source="han-port",type="serial"} 0.95',
      'meter2mqtt_sink_up{sink="home",type="mqtt"} 0',
      'meter2mqtt_sink_waiting{sink="home",type="mqtt"} 41',
      'meter2mqtt_sink_dropped_total{sink="home",type="mqtt"} 2',
      "meter2mqtt_store_up 0",
      "meter2mqtt_store_waiting 9",
    ]) {
      expect(lines).toContain(line);
    }
    // What no meter sent has no line, and a ratio that is not known neither.
    expect(lines.join("\n")).not.toMatch(/frequency|energy_export|good_frame_ratio\{source="other"/);
  });

  test.skipIf(!hasPromtool)("promtool finds nothing against any metric, whatever a meter is called", async () => {
    state = stateWith([
      exampleState({ values: everything, meter: hostile }),
      exampleState({ meter: "b", stale: true }),
    ]);
    const { lines } = await scrape();
    expect(lines.length).toBeGreaterThan(quantities.length);
    expect(promtoolCheck(lines.join("\n"))).toBe("");
    expect(promtoolCheck("a b c")).not.toBe("");
  });

  test("a silent meter loses its values", async () => {
    state = stateWith([exampleState({ stale: true })]);
    const { lines } = await scrape();
    expect(lines).toContain('meter2mqtt_meter_up{meter="house",source="han-port"} 0');
    expect(lines.filter((line) => /watt|amperes|channel/.test(line))).toEqual([]);
  });

  test("OpenMetrics where it is asked for", async () => {
    const { type, lines } = await scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    expect(type).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect(lines.slice(-2)).toEqual(["# EOF", ""]);
    expect(lines).toContain("# TYPE meter2mqtt_energy_import_watthours counter");
    expect(lines).toContain("# TYPE meter2mqtt info");
  });

  test.skipIf(!hasPrometheus)("Prometheus takes it, and forgets a silent meter's values at once", async () => {
    const folder = await temporaryFolder();
    state = stateWith([exampleState({ values: everything, meter: hostile }), exampleState({ meter: "b" })]);
    const prometheus = await startPrometheus(folder.path, server.port);
    try {
      const query = 'meter2mqtt_energy_import_watthours_total{meter="b"}';
      const found = async (text: string, count: number) => {
        let result = await prometheus.query(text);
        const end = performance.now() + 60_000;
        while (result.length !== count && performance.now() < end) result = await prometheus.query(text);
        return result;
      };
      expect(await found(query, 1)).toMatchObject([{ metric: { source: "han-port" }, value: "1234560" }]);
      const [other] = await found(`meter2mqtt_active_import_watts{meter!="b"}`, 1);
      expect(other?.metric["meter"]).toBe(hostile);
      state = stateWith([exampleState({ meter: "b", stale: true })]);
      expect(await found(query, 0)).toEqual([]);
      expect(await found('meter2mqtt_meter_up{meter="b"} == 0', 1)).toHaveLength(1);
      expect(await found("up == 1", 1)).toHaveLength(1);
    } finally {
      await prometheus.end();
      await folder.remove();
    }
  });
});
