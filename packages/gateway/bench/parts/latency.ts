import type { VirtualMeter } from "@meter2mqtt/simulator";
import type { Scene } from "./scene.ts";

/** Between the arrival of one telegram and the next one's departure: much faster than any meter, and yet none waits for another. */
const pauseMs = 10;

/** Milliseconds from the last octet on the line to the message at the subscriber, of each telegram; sorted. */
export async function measureLatency(scene: Scene, meter: VirtualMeter, telegrams: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < telegrams) {
    const { octets } = meter.next();
    const sent = performance.now();
    scene.line.send(octets);
    const { at } = await scene.nextArrival();
    taken.push(at - sent);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return taken.sort((a, b) => a - b);
}

/** The same way without the gateway: the broker takes a message and hands it to the subscriber. */
export async function measureBroker(scene: Scene, payload: string, messages: number): Promise<number[]> {
  const taken: number[] = [];
  const client = await scene.connect();
  while (taken.length < messages) {
    const sent = performance.now();
    client.publish("meter2mqtt/bench/reading", payload, { qos: 1 });
    const { at } = await scene.nextArrival();
    taken.push(at - sent);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  await client.endAsync();
  return taken.sort((a, b) => a - b);
}
