import type { MeterState } from "@meter2mqtt/contract";
import type { Reading } from "@meter2mqtt/decoder";

const names = [
  ...["voltageL1V", "voltageL2V", "voltageL3V", "currentL1A", "currentL2A", "currentL3A"],
  ...["netActiveW", "activeImportW", "activeExportW"],
] as const;

/**
 * Voltages, currents and power that this very reading says, as they are in the state: multiplied, and with what follows
 * from them. The state itself also holds values of earlier readings, which say nothing of now.
 */
export function heardValues({ values, derived }: MeterState, reading: Reading): Record<string, number> {
  const said = new Set(Object.keys(reading));
  if (said.has("activeImportW") || said.has("activeExportW")) said.add("netActiveW");
  // The third side of an IT grid's triangle follows from the other two.
  const isThirdKnown = said.has("voltageL1V") && said.has("voltageL3V") && derived.includes("voltageL2V");
  if (isThirdKnown) said.add("voltageL2V");
  const heard: Record<string, number> = {};
  for (const name of names) {
    const value = values[name];
    if (said.has(name) && value !== undefined) heard[name] = value;
  }
  return heard;
}
