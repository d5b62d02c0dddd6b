import type { MultipliersConfig } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import type { Values } from "./derive.ts";
import { exact } from "./exact.ts";

type Kind = "power" | "voltage" | "current" | "energy";

const kinds: Readonly<Record<(typeof quantities)[number]["unit"], Kind | undefined>> = {
  W: "power",
  var: "power",
  VA: "power",
  V: "voltage",
  A: "current",
  Wh: "energy",
  varh: "energy",
  VAh: "energy",
  Hz: undefined,
  "": undefined,
};
const phases = ["L1", "L2", "L3"] as const;

/** Which setting multiplies a quantity: that of its phase where there is one, else that of all phases. */
const settings: ReadonlyMap<string, readonly (keyof MultipliersConfig)[]> = new Map(
  quantities.flatMap(({ name, unit }): [string, readonly (keyof MultipliersConfig)[]][] => {
    const kind = kinds[unit];
    if (kind === undefined) return [];
    const phase = phases.find((candidate) => name.includes(candidate));
    return [[name, phase === undefined ? [kind] : [`${kind}${phase}` as const, kind]]];
  }),
);

/** What the meter sent, times its transformers' ratios: done once, before anything is derived. */
export function multiplied(sent: Readonly<Values>, multipliers: MultipliersConfig | undefined): Readonly<Values> {
  if (multipliers === undefined) return sent;
  const entries = Object.entries(sent).map(([name, value]): [string, number] => {
    const setting = settings.get(name)?.find((key) => multipliers[key] !== undefined);
    const factor = setting === undefined ? undefined : multipliers[setting];
    return [name, factor === undefined ? value : exact(value * factor)];
  });
  return Object.fromEntries(entries);
}
