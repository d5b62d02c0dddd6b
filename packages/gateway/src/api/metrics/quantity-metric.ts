import { quantities } from "@meter2mqtt/decoder";

/** How a quantity is called in Prometheus: base names with units in words; phase and tariff are labels. */
export interface QuantityMetric {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The unit at the end of a name, and its word. */
const units: readonly (readonly [suffix: string, word: string])[] = [
  ["Varh", "varhours"],
  ["Wh", "watthours"],
  ["VAh", "voltamperehours"],
  ["Var", "vars"],
  ["VA", "volt_amperes"],
  ["W", "watts"],
  ["Hz", "hertz"],
  ["V", "volts"],
  ["A", "amperes"],
];

/** Metrics by the names of quantities, in the table's order. */
export const quantityMetrics: ReadonlyMap<string, QuantityMetric> = new Map(
  quantities.map(({ name, kind, about }) => [name, toMetric(name, kind === "register", about)]),
);

/**
 * Phases and tariffs are metrics of their own beside the total: in one metric, a sum over it would count everything twice.
 */
function toMetric(quantity: string, isRegister: boolean, about: string): QuantityMetric {
  const [suffix, word] = units.find(([end]) => quantity.endsWith(end)) ?? ["", ""];
  const stem = quantity.slice(0, quantity.length - suffix.length);
  const match = /^(.*?)(?:L([123])|T([1-4]))$/.exec(stem);
  const [, base = stem, phase, tariff] = match ?? [];
  const part = phase === undefined ? (tariff === undefined ? "" : "tariff_") : "phase_";
  const words = base.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return {
    name: `meter2mqtt_${part}${words}${word === "" ? "" : `_${word}`}`,
    type: isRegister ? "counter" : "gauge",
    help: about.replace(/, (L[123]|tariff [1-4])$/, part === "" ? "$&" : ""),
    labels: { ...(phase === undefined ? {} : { phase }), ...(tariff === undefined ? {} : { tariff }) },
  };
}
