import type { QuantityName } from "@meter2mqtt/decoder";
import { exact } from "./exact.ts";

/** Quantities of a meter by name. */
export type Values = Partial<Record<QuantityName, number>>;

const tariffs = ["T1", "T2", "T3", "T4"] as const;

/**
 * What the values sent say without a word of the meter: totals of tariff registers, import and export from net power and
 * the other way round, the power factor. Nothing that was sent is among them.
 */
export function deriveValues(sent: Readonly<Values>): Values {
  const derived: Values = {};
  addPowers(sent, derived);
  addTotals(sent, derived);
  addPowerFactor({ ...sent, ...derived }, derived);
  return derived;
}

function addPowers(sent: Readonly<Values>, derived: Values): void {
  const { netActiveW: net, activeImportW: imported, activeExportW: exported } = sent;
  if (net !== undefined) {
    if (imported === undefined) derived.activeImportW = Math.max(net, 0);
    if (exported === undefined) derived.activeExportW = Math.max(-net, 0);
  } else if (imported !== undefined) {
    // A meter without an export value has none: it counts one way only.
    derived.netActiveW = exact(imported - (exported ?? 0));
  } else if (exported !== undefined) {
    derived.netActiveW = exact(-exported);
  }
}

function addTotals(sent: Readonly<Values>, derived: Values): void {
  const add = (total: QuantityName, parts: readonly QuantityName[]) => {
    const known = parts.map((part) => sent[part]).filter((value) => value !== undefined);
    if (sent[total] === undefined && known.length > 0)
      derived[total] = exact(known.reduce((sum, value) => sum + value, 0));
  };
  add(
    "energyImportWh",
    tariffs.map((tariff) => `energyImport${tariff}Wh` as const),
  );
  add(
    "energyExportWh",
    tariffs.map((tariff) => `energyExport${tariff}Wh` as const),
  );
  add(
    "reactiveImportVarh",
    tariffs.map((tariff) => `reactiveImport${tariff}Varh` as const),
  );
  add(
    "reactiveExportVarh",
    tariffs.map((tariff) => `reactiveExport${tariff}Varh` as const),
  );
}

function addPowerFactor(values: Readonly<Values>, derived: Values): void {
  const { netActiveW: active, reactiveImportVar: imported, reactiveExportVar: exported, powerFactor } = values;
  if (powerFactor !== undefined || active === undefined || (imported === undefined && exported === undefined)) return;
  const apparent = Math.hypot(active, (imported ?? 0) - (exported ?? 0));
  if (apparent > 0) derived.powerFactor = Math.round((Math.abs(active) / apparent) * 1000) / 1000;
}
