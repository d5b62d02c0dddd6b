import type { MeterEvent, MeterState, ShownDiagnosis } from "@meter2mqtt/contract";
import type { OutboxEntry } from "../../src/sinks/sink.ts";

type EntryOf<Kind extends OutboxEntry["kind"]> = Extract<OutboxEntry, { readonly kind: Kind }>;

/** A meter's state with made-up numbers. */
export function exampleState(changes: Partial<MeterState> = {}): MeterState {
  return {
    meter: "house",
    name: "House",
    source: "han-port",
    simulated: false,
    stale: false,
    receivedAt: "2024-02-01T12:00:00.000Z",
    timestamp: "2024-02-01T13:00:00+01:00",
    intervalSeconds: 10,
    meterId: "9999990000000017",
    values: { activeImportW: 169, activeExportW: 0, currentL1A: 0.36, energyImportWh: 1_234_560 },
    derived: ["energyImportWh"],
    channels: [{ channel: 1, type: 3, kind: "gas", value: 12.345, unit: "m3" }],
    ...changes,
  };
}

export function readingEntry(changes: Partial<MeterState> = {}, key = "r1"): EntryOf<"reading"> {
  return { kind: "reading", key, state: exampleState(changes) };
}

export function availabilityEntry(meter: string, online: boolean): EntryOf<"availability"> {
  return { kind: "availability", key: `a-${meter}-${online}`, meter, online };
}

export function diagnosisEntry(meter?: string): EntryOf<"diagnosis"> {
  const diagnosis: ShownDiagnosis = {
    at: "2024-02-01T12:00:00.000Z",
    source: "han-port",
    code: "frame/truncated",
    severity: "error",
    title: "A frame was cut short",
    message: "The line paused after 20 octets of 243.",
    hint: "Look for lost octets or a small buffer.",
    evidence: { octets: 20 },
    count: 1,
  };
  return { kind: "diagnosis", key: "d1", diagnosis, ...(meter === undefined ? {} : { meter }) };
}

export function eventEntry(changes: Partial<MeterEvent> = {}): EntryOf<"event"> {
  const event: MeterEvent = {
    key: "house:voltage-high:L2:raised:1706788800000",
    meter: "house",
    event: "voltage-high",
    state: "raised",
    severity: "warning",
    at: "2024-02-01T12:00:00.000Z",
    title: "The voltage is too high",
    message: "The voltage of L2 is 254.1 V, above 253 V.",
    phase: "L2",
    value: 254.1,
    limit: 253,
    unit: "V",
    ...changes,
  };
  return { kind: "event", key: event.key, meter: event.meter, event };
}
