import type { MeterState } from "@meter2mqtt/contract";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type Reading } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import { MeterRegistry } from "../../src/meters/meter-registry.ts";
import { MeterWatch } from "../../src/virtual-meters/meter-watch.ts";
import type { HeardReading, Snapshot } from "../../src/virtual-meters/snapshot.ts";

/** Summer in Central Europe. */
export const start: number = Date.UTC(2026, 6, 1, 10);

/** The first readings of a meter of the simulator, as the gateway hears them. */
export function heardFrom(name: VirtualMeterName, count: number, from: number = start): HeardReading[] {
  const meter = createVirtualMeter(name, { start: from });
  const { zone, country } = meter.description;
  const zoneRules = createIntlZoneRules();
  const decoder = createMeterDecoder({
    zoneRules,
    zone,
    country,
    ...(meter.keys === undefined ? {} : { keys: meter.keys }),
  });
  const registry = new MeterRegistry();
  const heard: HeardReading[] = [];
  while (heard.length < count) {
    const { octets, at } = meter.next();
    for (const event of readingsIn(decoder.push(octets, at))) {
      const update = registry.apply(event.reading, { name: "han", simulated: true }, at);
      if (update !== undefined) heard.push({ ...update, reading: event.reading, frame: event.source, at });
    }
  }
  return heard;
}

function readingsIn(events: readonly DecodeEvent[]) {
  return events.filter((event) => event.kind === "reading");
}

/** A reading made up from a state: everything in it was sent just now. */
export function heardState(state: MeterState, changes: Partial<HeardReading> = {}): HeardReading {
  const sent = Object.fromEntries(Object.entries(state.values).filter(([name]) => !state.derived.includes(name)));
  const reading: Reading = { ...sent, objects: [] };
  const frame = { framing: "hdlc", octets: new Uint8Array(0), systemTitle: undefined } as const;
  return { state, reading, frame, at: Date.parse(state.receivedAt), ...changes };
}

/** What a virtual meter may say right after these readings. */
export function snapshotAfter(heard: readonly HeardReading[], zone: string = "Europe/Amsterdam"): Snapshot {
  const watch = new MeterWatch({ zoneOf: () => zone });
  for (const one of heard) watch.heard(one);
  const snapshot = watch.snapshot(heard.at(-1)?.at ?? 0);
  if (snapshot === undefined) throw new Error(watch.problem(heard.at(-1)?.at ?? 0)?.message);
  return snapshot;
}
