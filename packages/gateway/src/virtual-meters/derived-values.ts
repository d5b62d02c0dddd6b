import type { Values } from "../meters/derive.ts";

export type PhaseNumber = 1 | 2 | 3;

export const phases: readonly PhaseNumber[] = [1, 2, 3];

/**
 * Active power of a phase, export negative; undefined where the meter doesn't tell it. That nothing is given to the grid
 * does not say that nothing is taken from it.
 */
export function netOfPhase(values: Readonly<Values>, phase: PhaseNumber): number | undefined {
  const imported = values[`activeImportL${phase}W`];
  const exported = values[`activeExportL${phase}W`] ?? 0;
  if (imported !== undefined) return imported - exported;
  return exported > 0 ? -exported : values[`netActiveL${phase}W`];
}

/** A current without its direction. */
export function sizeOfCurrent(values: Readonly<Values>, phase: PhaseNumber): number | undefined {
  const current = values[`currentL${phase}A`];
  return current === undefined ? undefined : Math.abs(current);
}

/** A current with the direction of its phase's power, export negative; as it was sent where that power isn't known. */
export function signedCurrent(values: Readonly<Values>, phase: PhaseNumber): number | undefined {
  const current = values[`currentL${phase}A`];
  const net = netOfPhase(values, phase);
  if (current === undefined || net === undefined) return current;
  return net < 0 ? -Math.abs(current) : Math.abs(current);
}

/** Two registers of a meter that clients take for one with two tariffs. */
export interface TwoTariffs {
  readonly first: number;
  readonly second: number;
  /** False: the meter has no two tariffs, so that its total stands in the first register. */
  readonly isSent: boolean;
}

/**
 * The registers of two tariffs. A meter without tariffs, or with more than two, gives its total and 0: clients add the two.
 */
export function twoTariffs(values: Readonly<Values>, direction: "Import" | "Export"): TwoTariffs | undefined {
  const first = values[`energy${direction}T1Wh`];
  const second = values[`energy${direction}T2Wh`];
  const rest = (values[`energy${direction}T3Wh`] ?? 0) + (values[`energy${direction}T4Wh`] ?? 0);
  if (first !== undefined && second !== undefined && rest === 0) return { first, second, isSent: true };
  const total = values[`energy${direction}Wh`];
  return total === undefined ? undefined : { first: total, second: 0, isSent: false };
}
