import type { MeterState } from "@meter2mqtt/contract";

export type Direction = "import" | "export" | "none";

type Values = MeterState["values"];

/**
 * Net power in W: above 0 is taken from the grid. Sent by the meter, else import minus export. A meter that only knows
 * import sends no export: that counts as none. Undefined where nothing is known.
 */
export function netPower(values: Values): number | undefined {
  return netOf(values["netActiveW"], values["activeImportW"], values["activeExportW"]);
}

export function directionOf(watts: number): Direction {
  const whole = Math.round(watts);
  if (whole === 0) return "none";
  return whole > 0 ? "import" : "export";
}

export interface Phase {
  readonly name: "L1" | "L2" | "L3";
  readonly voltage: Shown;
  readonly current: Shown;
  /** Net, as {@link netPower}. */
  readonly power: Shown;
}

/** A value, and whether the gateway computed it. */
export interface Shown {
  readonly value: number | undefined;
  readonly derived: boolean;
}

const phaseNames = ["L1", "L2", "L3"] as const;

/** Up to the last phase of which something is known; all three while nothing is. */
export function phasesOf(meter: Pick<MeterState, "values" | "derived">): readonly Phase[] {
  const phases = phaseNames.map((name): Phase => {
    const net = `netActive${name}W`;
    const { values } = meter;
    return {
      name,
      voltage: shownOf(meter, `voltage${name}V`),
      current: shownOf(meter, `current${name}A`),
      power: {
        value: netOf(values[net], values[`activeImport${name}W`], values[`activeExport${name}W`]),
        derived: meter.derived.includes(net),
      },
    };
  });
  const last = phases.findLastIndex((phase) =>
    [phase.voltage, phase.current, phase.power].some((one) => one.value !== undefined),
  );
  return last < 0 ? phases : phases.slice(0, last + 1);
}

export function shownOf(meter: Pick<MeterState, "values" | "derived">, name: string): Shown {
  return { value: meter.values[name], derived: meter.derived.includes(name) };
}

function netOf(net: number | undefined, taken: number | undefined, given: number | undefined): number | undefined {
  if (net !== undefined) return net;
  if (taken !== undefined) return taken - (given ?? 0);
  // Export alone tells the direction only while something flows out: at 0 the meter may be importing.
  return given !== undefined && given > 0 ? -given : undefined;
}
