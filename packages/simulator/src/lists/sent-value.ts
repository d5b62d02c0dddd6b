import { type QuantityName, quantities } from "@meter2mqtt/decoder";

const registers: ReadonlySet<string> = new Set(quantities.filter(({ kind }) => kind === "register").map((q) => q.name));

/**
 * What is left of a value in steps of 10 to the power of `exponent`. Registers are never rounded up: they show the whole
 * steps that were counted.
 */
export function toSentValue(quantity: QuantityName, value: number, exponent: number): number {
  const steps = exponent < 0 ? value * 10 ** -exponent : value / 10 ** exponent;
  const whole = registers.has(quantity) ? Math.floor(steps) : Math.round(steps);
  return exponent < 0 ? whole / 10 ** -exponent : whole * 10 ** exponent;
}
