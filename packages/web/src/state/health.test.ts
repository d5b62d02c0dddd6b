import type { GatewayState, MeterState, ShownDiagnosis, SourceState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { healthOf, linePhase, meterPhase, presentError, troubledOf } from "./health.ts";

const at = (minute: number) => `2026-01-15T12:${String(minute).padStart(2, "0")}:00.000Z`;

function source(changes: Partial<SourceState> = {}, line: Partial<SourceState["line"]> = {}): SourceState {
  const busy = { octets: 900, frames: 9, damagedFrames: 0, noiseOctets: 0, readings: 9, octetsPerSecond: 15, ...line };
  return { name: "hall", type: "tcp", description: "tcp", status: "open", line: busy, ...changes };
}

function meter(changes: Partial<MeterState> = {}): MeterState {
  return {
    meter: "house",
    name: "House",
    source: "hall",
    simulated: false,
    stale: false,
    receivedAt: at(30),
    values: {},
    derived: [],
    channels: [],
    ...changes,
  };
}

function error(minute: number): ShownDiagnosis {
  const words = { title: "A frame was cut short", message: "cut", hint: "look" };
  return {
    at: at(minute),
    source: "hall",
    code: "frame/truncated",
    severity: "error",
    ...words,
    evidence: {},
    count: 1,
  };
}

describe("meterPhase", () => {
  const stale = meter({ stale: true });

  test.each([
    ["a fresh reading", meter(), source(), "connected"],
    ["a fresh reading, then one bad frame", meter(), source({ diagnosis: error(31) }), "connected"],
    ["silence", stale, source(), "stale"],
    ["silence after an error that readings answered", stale, source({ diagnosis: error(29) }), "stale"],
    ["errors instead of readings", stale, source({ diagnosis: error(31) }), "fault"],
    ["a line that failed", stale, source({ status: "failed" }), "fault"],
    ["nothing yet", undefined, source(), "waiting"],
    ["only errors so far", undefined, source({ diagnosis: error(1) }), "fault"],
    ["only warnings so far", undefined, source({ diagnosis: { ...error(1), severity: "warning" } }), "waiting"],
    ["no source", undefined, undefined, "waiting"],
  ] as const)("%s", (_about, one, heardBy, phase) => {
    expect(meterPhase(one, heardBy, one === undefined ? [] : [one])).toBe(phase);
  });
});

describe("presentError", () => {
  test("is answered by any meter of the same line, not by one of another", () => {
    const broken = source({ diagnosis: error(20) });
    const silent = meter({ stale: true, receivedAt: at(10) });
    expect(presentError(broken, [silent])).toEqual(error(20));
    expect(presentError(broken, [silent, meter({ meter: "flat" })])).toBeUndefined();
    expect(presentError(broken, [silent, meter({ meter: "flat", source: "barn" })])).toEqual(error(20));
  });
});

describe("linePhase", () => {
  test.each([
    ["good", source({}, { goodFrameRatio: 0.9 })],
    ["damaged", source({}, { goodFrameRatio: 0.89 })],
    ["silent", source({}, { octets: 0, frames: 0, readings: 0, octetsPerSecond: 0 })],
    ["good", source({}, { octets: 0, frames: 0, readings: 3, octetsPerSecond: 0 })],
    ["good", source({ meters: 2 }, { octets: 0, frames: 0, readings: 0, octetsPerSecond: 0 })],
    ["quiet", source({}, { octetsPerSecond: 0 })],
    ["unread", source({}, { frames: 0 })],
    ["retrying", source({ status: "waiting" })],
    ["connecting", source({ status: "connecting" })],
    ["ended", source({ status: "ended" })],
    ["failed", source({ status: "failed" })],
  ] as const)("%s", (phase, one) => {
    expect(linePhase(one)).toBe(phase);
  });
});

describe("healthOf", () => {
  const sink = { name: "mqtt", type: "mqtt", description: "broker", delivered: 0, dropped: 0 } as const;
  const gateway: GatewayState = {
    version: "1.0.0",
    startedAt: at(0),
    simulated: false,
    meters: [meter()],
    sources: [source()],
    sinks: [{ ...sink, status: "open" }],
  };

  test("is good only when all is", () => {
    expect(healthOf(gateway)).toEqual({ meter: "connected", line: "good", output: "open" });
  });

  test("tells the worst of each kind", () => {
    const health = healthOf({
      ...gateway,
      meters: [meter(), meter({ meter: "barn", stale: true })],
      sources: [source({ name: "barn", status: "failed" }), source()],
      sinks: [
        { ...sink, status: "open" },
        { ...sink, name: "other", status: "waiting" },
      ],
    });
    expect(health).toEqual({ meter: "stale", line: "failed", output: "waiting" });
  });

  test("names what is worst off, and nothing where all is well", () => {
    const meters = [meter(), meter({ meter: "barn", stale: true })];
    const sources = [source(), source({ name: "barn", status: "failed" })];
    expect(troubledOf({ ...gateway, meters, sources })).toEqual({ meter: "barn", source: "barn" });
    expect(troubledOf(gateway)).toEqual({});
  });

  test("tells what is not there", () => {
    expect(healthOf({ ...gateway, meters: [], sources: [], sinks: [] })).toEqual({
      meter: "waiting",
      line: undefined,
      output: "none",
    });
  });
});
