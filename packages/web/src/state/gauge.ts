import type { MeterState } from "@meter2mqtt/contract";
import { netPower, phasesOf } from "./power.ts";

/** How full the connection is: by the fullest phase's current, else by power. */
export interface Gauge {
  /** Of the main fuse; above 1 where more flows than it carries. */
  readonly share: number;
  /** Which phase, where currents are known. */
  readonly phase: string | undefined;
  readonly amperes: number | undefined;
  readonly fuseA: number;
}

const nominalVolts = 230;

/**
 * Undefined where no main fuse is configured, or nothing is known that could be compared with it. By power it is the
 * mean of the phases at 230 V: a single phase may be fuller.
 */
export function gaugeOf(meter: MeterState): Gauge | undefined {
  const fuseA = meter.mainFuseA;
  if (fuseA === undefined || fuseA <= 0) return undefined;
  const phases = phasesOf(meter);
  const [fullest] = phases
    .flatMap(({ name, current }) => (current.value === undefined ? [] : [{ name, amperes: Math.abs(current.value) }]))
    .sort((a, b) => b.amperes - a.amperes);
  if (fullest !== undefined)
    return { share: fullest.amperes / fuseA, phase: fullest.name, amperes: fullest.amperes, fuseA };
  const watts = netPower(meter.values);
  if (watts === undefined) return undefined;
  const wires = phases.filter(({ voltage }) => voltage.value !== undefined).length;
  // Three phases of an IT grid stand 230 V from each other, so they carry less than three to a neutral.
  const factor = wires < 2 ? 1 : meter.grid?.type === "IT" ? Math.sqrt(3) : wires;
  return { share: Math.abs(watts) / (fuseA * nominalVolts * factor), phase: undefined, amperes: undefined, fuseA };
}
