import { Household } from "@meter2mqtt/simulator";
import { zone } from "../world/simulated-meter.ts";

/** With a plant on the roof and a car. */
export function createHousehold(seed: number, start: number): Household {
  return new Household({
    start,
    seed,
    zone,
    solar: { peakW: 9_000, phases: [0, 1, 2] },
    registers: { import: 12_345_678, export: 2_345_678 },
  });
}
