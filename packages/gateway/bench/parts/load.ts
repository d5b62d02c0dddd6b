import type { VirtualMeter } from "@meter2mqtt/simulator";
import { processorSeconds } from "./process-figures.ts";
import type { Scene } from "./scene.ts";

const telegramMs = 1000;

/** Share of one processor that a telegram a second takes, over so many seconds. */
export async function measureLoad(scene: Scene, meter: VirtualMeter, seconds: number): Promise<number> {
  const used = processorSeconds(scene.pid);
  const began = performance.now();
  for (let second = 1; second <= seconds; second++) {
    scene.line.send(meter.next().octets);
    await scene.nextArrival();
    await new Promise((resolve) => setTimeout(resolve, began + second * telegramMs - performance.now()));
  }
  return ((processorSeconds(scene.pid) - used) * 1000) / (performance.now() - began);
}
