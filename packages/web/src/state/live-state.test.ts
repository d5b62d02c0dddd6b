import type { GatewayState, MeterEvent, MeterState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { applyEvent, applyLoss, gatewayNow, initialState, type LiveState, parseEvent } from "./live-state.ts";

const meter: MeterState = {
  meter: "house",
  name: "House",
  source: "hall",
  simulated: false,
  stale: false,
  receivedAt: "2026-01-15T12:00:00.000Z",
  values: { activeImportW: 500 },
  derived: [],
  channels: [],
};
const line = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0, octetsPerSecond: 0 };
const gateway: GatewayState = {
  version: "1.0.0",
  startedAt: "2026-01-15T11:00:00.000Z",
  simulated: false,
  meters: [meter],
  sources: [{ name: "hall", type: "tcp", description: "tcp", status: "open", line }],
  sinks: [{ name: "mqtt", type: "mqtt", description: "broker", status: "open", delivered: 1, dropped: 0 }],
};
const noon = Date.parse(meter.receivedAt);

function live(): LiveState {
  return applyEvent(initialState, { name: "snapshot", data: gateway }, noon);
}

describe("applyEvent", () => {
  test("begins with a snapshot, and counts them", () => {
    expect(live()).toMatchObject({ connection: "live", gateway, snapshots: 1 });
    expect(applyEvent(live(), { name: "snapshot", data: gateway }, noon).snapshots).toBe(2);
  });

  test("ignores changes before the first snapshot", () => {
    expect(applyEvent(initialState, { name: "meter", data: meter }, noon)).toBe(initialState);
  });

  test("replaces a meter in its place and adds a new one at the end", () => {
    const changed = applyEvent(live(), { name: "meter", data: { ...meter, stale: true } }, noon);
    expect(changed.gateway?.meters.map((one) => one.stale)).toEqual([true]);
    const added = applyEvent(changed, { name: "meter", data: { ...meter, meter: "barn" } }, noon);
    expect(added.gateway?.meters.map((one) => one.meter)).toEqual(["house", "barn"]);
    expect(gateway.meters[0]?.stale).toBe(false);
  });

  test("replaces sources and sinks by name", () => {
    const failed = applyEvent(
      live(),
      { name: "source", data: { name: "hall", type: "tcp", description: "tcp", status: "failed", line } },
      noon,
    );
    const down = applyEvent(
      failed,
      {
        name: "sink",
        data: { name: "mqtt", type: "mqtt", description: "broker", status: "waiting", delivered: 1, dropped: 0 },
      },
      noon,
    );
    expect(down.gateway?.sources.map((one) => one.status)).toEqual(["failed"]);
    expect(down.gateway?.sinks.map((one) => one.status)).toEqual(["waiting"]);
  });

  test("puts what happened first, each once", () => {
    const happened = (key: string): MeterEvent => ({
      ...{ key, meter: "house", event: "export", state: "raised", severity: "info", at: meter.receivedAt },
      ...{ title: "Power is given to the grid", message: "Export began" },
    });
    const [one, two] = [happened("1"), happened("2")];
    const after = [one, two, two].reduce((state, data) => applyEvent(state, { name: "event", data }, noon), live());
    expect(after.gateway?.events).toEqual([two, one]);
    expect(parseEvent("event", JSON.stringify(one))).toEqual({ name: "event", data: one });
    expect(parseEvent("event", "{}")).toBeUndefined();
  });

  test("a loss keeps what was known and marks it; a snapshot ends it", () => {
    const lost = applyLoss(live());
    expect(lost).toMatchObject({ connection: "lost", gateway });
    expect(applyEvent(lost, { name: "snapshot", data: gateway }, noon).connection).toBe("live");
  });
});

describe("gatewayNow", () => {
  const fresh = (receivedAt: string): MeterState => ({ ...meter, receivedAt });

  test("takes the browser's clock until a fresh reading told better", () => {
    expect(gatewayNow(live(), noon + 90_000)).toBe(noon + 90_000);
  });

  test("corrects a browser's clock that is an hour ahead, by the smallest delay seen", () => {
    const hour = 3_600_000;
    const late = applyEvent(live(), { name: "meter", data: fresh("2026-01-15T12:00:10.000Z") }, noon + hour + 12_000);
    expect(late.clockAhead).toBe(hour + 2000);
    const prompt = applyEvent(late, { name: "meter", data: fresh("2026-01-15T12:00:20.000Z") }, noon + hour + 20_050);
    expect(prompt.clockAhead).toBe(hour + 50);
    expect(gatewayNow(prompt, noon + hour + 25_050)).toBe(noon + 25_000);
  });

  test("goes by the snapshot, which says the gateway's time; a loss does not make it forget", () => {
    const day = 86_400_000;
    const told = { ...gateway, at: "2026-01-15T12:00:00.000Z" };
    const behind = applyEvent(initialState, { name: "snapshot", data: told }, noon - day);
    expect(gatewayNow(behind, noon - day + 5000)).toBe(noon + 5000);
    expect(gatewayNow(applyLoss(behind), noon - day + 5000)).toBe(noon + 5000);
    // The browser's clock was set meanwhile: the next snapshot tells.
    const right = applyEvent(behind, { name: "snapshot", data: told }, noon);
    expect(gatewayNow(right, noon + 5000)).toBe(noon + 5000);
  });

  test("learns nothing from a reading that is told again", () => {
    const again = applyEvent(live(), { name: "meter", data: { ...meter, stale: true } }, noon + 300_000);
    expect(again.clockAhead).toBeUndefined();
  });
});

describe("parseEvent", () => {
  test("takes what the contract describes", () => {
    expect(parseEvent("snapshot", JSON.stringify(gateway))).toEqual({ name: "snapshot", data: gateway });
    expect(parseEvent("meter", JSON.stringify(meter))).toEqual({ name: "meter", data: meter });
  });

  test.each(["", "<p>Bad gateway</p>", "null", "[]", "{}", '{"meters":[{}],"sources":[],"sinks":[]}'])(
    "refuses %j",
    (text) => {
      expect(parseEvent("snapshot", text)).toBeUndefined();
      expect(parseEvent("meter", text)).toBeUndefined();
      expect(parseEvent("source", text)).toBeUndefined();
      expect(parseEvent("sink", text)).toBeUndefined();
    },
  );
});
