import { spawn } from "node:child_process";
import { once } from "node:events";
import type { VirtualMeter } from "@meter2mqtt/simulator";
import type { Scene } from "./scene.ts";

export interface Starts {
  /** Milliseconds from the start of the executable to the meter's first reading at the subscriber; sorted. */
  readonly gateway: readonly number[];
  /** Milliseconds that Node takes to start and end with nothing to do, measured in turn; sorted. */
  readonly node: readonly number[];
}

/** Starts the gateway again and again, each time with nothing kept; the last one stays. */
export async function measureStarts(scene: Scene, meter: VirtualMeter, starts: number): Promise<Starts> {
  const gateway: number[] = [];
  const node: number[] = [];
  while (gateway.length < starts) {
    await scene.end();
    const bareBegan = performance.now();
    await once(spawn(process.execPath, ["--eval", ""], { stdio: "ignore" }), "exit");
    node.push(performance.now() - bareBegan);
    const { octets } = meter.next();
    const began = performance.now();
    scene.start();
    await scene.untilHeard();
    scene.line.send(octets);
    const { at } = await scene.nextArrival();
    gateway.push(at - began);
  }
  return { gateway: gateway.sort((a, b) => a - b), node: node.sort((a, b) => a - b) };
}
