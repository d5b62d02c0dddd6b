import type { VirtualMeter } from "@meter2mqtt/simulator";
import type { Scene } from "./scene.ts";

/** Milliseconds from the start of the executable to the meter's first reading at the subscriber; sorted. The last one stays. */
export async function measureStarts(scene: Scene, meter: VirtualMeter, starts: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < starts) {
    await scene.end();
    const { octets } = meter.next();
    const began = performance.now();
    scene.start();
    await scene.untilHeard();
    scene.line.send(octets);
    const { at } = await scene.nextArrival();
    taken.push(at - began);
  }
  return taken.sort((a, b) => a - b);
}
