import type { MeterState, SourceState } from "@meter2mqtt/contract";
import { createIntlZoneRules, createMeterDecoder } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualMeterName, virtualMeters } from "@meter2mqtt/simulator";
import { MeterRegistry } from "../../src/meters/meter-registry.ts";
import { nodeAesGcm } from "../../src/security/aes-gcm-node.ts";

const start = Date.UTC(2024, 5, 1, 10, 0, 0);

/** States of a meter called `house` after each of a virtual meter's frames, the same at every run. */
export function playHome(model: VirtualMeterName, frames: number): MeterState[] {
  const { zone, country, keys } = virtualMeters[model];
  const known = { zone, country, ...(keys === undefined ? {} : { keys }) };
  const decoder = createMeterDecoder({ ...known, zoneRules: createIntlZoneRules(), aesGcm: nodeAesGcm, input: "live" });
  const meter = createVirtualMeter(model, { start, seed: 1 });
  const registry = new MeterRegistry();
  const source = { name: "han-port", simulated: false, slug: "house", meterName: "House" };
  const states: MeterState[] = [];
  for (let i = 0; i < frames; i++) {
    const { octets, at } = meter.next();
    for (const event of decoder.push(octets, at)) {
      const update = event.kind === "reading" ? registry.apply(event.reading, source, at) : undefined;
      if (update !== undefined) states.push(update.state);
    }
  }
  return states;
}

/** A line with made-up counters. */
export function exampleLine(changes: Partial<SourceState> = {}): SourceState {
  return {
    name: "han-port",
    type: "serial",
    description: "/dev/ttyUSB0 at 115200 8N1",
    status: "open",
    line: {
      ...{ octets: 9000, frames: 10, damagedFrames: 1, noiseOctets: 0, readings: 10 },
      ...{ octetsPerSecond: 900, goodFrameRatio: 0.909 },
    },
    ...changes,
  };
}
