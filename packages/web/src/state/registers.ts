import type { MeterState } from "@meter2mqtt/contract";
import { type Shown, shownOf } from "./power.ts";

export type RegisterKind = "energyImport" | "energyExport" | "reactiveImport" | "reactiveExport";

export interface Register extends Shown {
  readonly kind: RegisterKind;
  /** Absent for the total. */
  readonly tariff: number | undefined;
  readonly unit: "kWh" | "kvarh";
}

const kinds: readonly { readonly kind: RegisterKind; readonly suffix: "Wh" | "Varh"; readonly always: boolean }[] = [
  { kind: "energyImport", suffix: "Wh", always: true },
  { kind: "energyExport", suffix: "Wh", always: true },
  { kind: "reactiveImport", suffix: "Varh", always: false },
  { kind: "reactiveExport", suffix: "Varh", always: false },
];

/** The registers of a meter, each total before its tariffs. The two totals of energy are always there, known or not. */
export function registersOf(meter: Pick<MeterState, "values" | "derived">): readonly Register[] {
  return kinds.flatMap(({ kind, suffix, always }) => {
    const unit = suffix === "Wh" ? "kWh" : "kvarh";
    const rows: Register[] = [];
    const total = shownOf(meter, `${kind}${suffix}`);
    if (always || total.value !== undefined) rows.push({ kind, tariff: undefined, unit, ...total });
    for (let tariff = 1; tariff <= 4; tariff++) {
      const shown = shownOf(meter, `${kind}T${tariff}${suffix}`);
      if (shown.value !== undefined) rows.push({ kind, tariff, unit, ...shown });
    }
    return rows;
  });
}
