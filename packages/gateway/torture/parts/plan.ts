import { createRandom } from "@meter2mqtt/simulator";

/** What happens before a frame is sent. */
export type Mishap =
  /** The gateway is killed so many milliseconds after a part of the frame was sent; perhaps once more while it starts. */
  | {
      readonly kind: "kill";
      readonly afterMs: number;
      readonly share: number;
      readonly againAfterMs: number | undefined;
    }
  | { readonly kind: "unplug"; readonly share: number }
  | { readonly kind: "broker-stop" }
  | { readonly kind: "broker-start" };

export interface Plan {
  /** By the number of the frame. */
  readonly mishaps: ReadonlyMap<number, Mishap>;
  readonly kills: number;
}

/** Frames at the beginning and at the end that are left in peace. */
const calm = 10;

/** When the gateway is killed, the line unplugged and the broker stopped: the same for the same seed. */
export function planMishaps(seed: number, frames: number, kills: number): Plan {
  const random = createRandom(seed);
  const mishaps = new Map<number, Mishap>();
  const freeFrame = (): number => {
    for (;;) {
      const frame = random.integer(calm, frames - calm);
      if (!mishaps.has(frame)) return frame;
    }
  };
  let planned = 0;
  while (planned < kills) {
    const again = planned + 2 <= kills && random.chance(0.1);
    // A kill may come before the frame, in its midst, or while it is being stored and delivered.
    const share = random.chance(0.3) ? random.next() : 1;
    const againAfterMs = again ? random.between(0, 800) : undefined;
    mishaps.set(freeFrame(), { kind: "kill", afterMs: random.between(0, 12), share, againAfterMs });
    planned += again ? 2 : 1;
  }
  for (let i = 0; i < Math.ceil(kills / 8); i++) mishaps.set(freeFrame(), { kind: "unplug", share: random.next() });
  for (let i = 0; i < Math.ceil(kills / 5); i++) {
    mishaps.set(freeFrame(), { kind: "broker-stop" });
    mishaps.set(freeFrame(), { kind: "broker-start" });
  }
  return { mishaps, kills };
}
