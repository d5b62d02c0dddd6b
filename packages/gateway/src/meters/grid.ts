import type { MeterState } from "@meter2mqtt/contract";
import type { QuantityName } from "@meter2mqtt/decoder";
import type { Values } from "./derive.ts";

export type GridType = "TN" | "IT";
type GridState = NonNullable<MeterState["grid"]>;

/** What an IT grid changes in a meter's state. */
export interface GridView {
  readonly grid?: GridState;
  readonly voltagePairs?: Readonly<Record<string, string>>;
  readonly missing?: QuantityName[];
  /** Values that follow from the grid alone. */
  readonly derived: Values;
}

/** Voltages of an IT grid have no neutral to stand against (interface descriptions of the Norwegian HAN port). */
const pairs = { voltageL1V: "L1-L2", voltageL2V: "L1-L3", voltageL3V: "L2-L3" } as const;
/** What a voltage of a 230 V grid may be. */
const near230 = { from: 190, to: 265 };
/** Meters with two measuring systems, which are built for IT grids only. */
const itModels: readonly string[] = ["MA304T3"];
/** Lists in a row that must speak for an IT grid: a phase that fails for a moment looks alike. */
const listsNeeded = 3;

/** Finds out about the grid behind a meter, list by list. */
export class GridWatch {
  #lists = 0;

  /** What was learned stays: a three-wire meter does not become a four-wire one. */
  get isIt(): boolean {
    return this.#lists >= listsNeeded;
  }

  heard(values: Readonly<Values>, model: string | undefined): void {
    if (!this.isIt) this.#lists = looksLikeIt(values, model) ? this.#lists + 1 : 0;
  }
}

/**
 * Two meters of IT grids are known: one measures all currents and only two of the voltages, the other all voltages and
 * only two of the currents. Both have voltages near 230 V. A phase that has failed carries no current.
 */
function looksLikeIt(values: Readonly<Values>, model: string | undefined): boolean {
  const { voltageL1V: u1, voltageL2V: u2, voltageL3V: u3 } = values;
  const { currentL1A: i1, currentL2A: i2, currentL3A: i3 } = values;
  if (itModels.some((start) => model?.startsWith(start))) return true;
  if (!isNear230(u1) || !isNear230(u3) || i1 === undefined || i3 === undefined) return false;
  const lacksVoltage = (u2 ?? 0) === 0 && i2 !== undefined && i2 !== 0;
  const lacksCurrent = isNear230(u2) && i2 === undefined;
  return lacksVoltage || lacksCurrent;
}

function isNear230(voltage: number | undefined): boolean {
  return voltage !== undefined && voltage >= near230.from && voltage <= near230.to;
}

/** The grid as configured, else as it was found; and what follows from it. */
export function viewGrid(values: Readonly<Values>, configured: GridType | undefined, isIt: boolean): GridView {
  const found = isIt ? "IT" : undefined;
  const type = configured ?? found;
  if (type === undefined) return { derived: {} };
  const grid: GridState = { type, reason: configured === undefined ? "detected" : "configured" };
  if (type === "TN") return { grid, derived: {} };
  const derived = toThirdVoltage(values);
  const voltagePairs = Object.fromEntries(Object.entries(pairs).filter(([name]) => name in values || name in derived));
  return { grid, voltagePairs, ...(lacksSecondCurrent(values) ? { missing: ["currentL2A"] } : {}), derived };
}

/** The three voltages are the sides of a triangle; those that are measured enclose 60 degrees. */
function toThirdVoltage({ voltageL1V: u1 = 0, voltageL2V: u2 = 0, voltageL3V: u3 = 0 }: Readonly<Values>): Values {
  if (u2 > 0 || u1 <= 0 || u3 <= 0) return {};
  return { voltageL2V: Math.round(Math.sqrt(u1 * u1 + u3 * u3 - u1 * u3) * 10) / 10 };
}

/** It can't be computed: between the currents stand angles that the meter doesn't tell. */
function lacksSecondCurrent({ currentL1A, currentL2A, currentL3A }: Readonly<Values>): boolean {
  return currentL1A !== undefined && currentL3A !== undefined && currentL2A === undefined;
}
