import type { VirtualMeter } from "@meter2mqtt/simulator";
import type { Scene } from "./scene.ts";

/** Between the arrival of one message and the next departure: much faster than any meter, and yet none waits for another. */
const pauseMs = 10;

export interface Latency {
  /** Milliseconds from the last octet on the line to the message at the subscriber, of each telegram; sorted. */
  readonly gateway: readonly number[];
  /** The same way without the gateway, measured in turn: the broker takes a message of that size and hands it on. */
  readonly broker: readonly number[];
}

/** How long readings take through the gateway and the broker, and through the broker alone. */
export async function measureLatency(scene: Scene, meter: VirtualMeter, telegrams: number): Promise<Latency> {
  const gateway: number[] = [];
  const broker: number[] = [];
  const client = await scene.connect();
  while (gateway.length < telegrams) {
    const { octets } = meter.next();
    const throughGateway = await timed(scene, () => scene.line.send(octets));
    gateway.push(throughGateway.took);
    const { took } = await timed(scene, () => {
      client.publish("meter2mqtt/bench/reading", throughGateway.payload, { qos: 1 });
    });
    broker.push(took);
  }
  await client.endAsync();
  return { gateway: gateway.sort((a, b) => a - b), broker: broker.sort((a, b) => a - b) };
}

async function timed(scene: Scene, send: () => void): Promise<{ readonly took: number; readonly payload: string }> {
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  const sent = performance.now();
  send();
  const { at, payload } = await scene.nextArrival();
  return { took: at - sent, payload };
}
