import type { QuantitySetter } from "./quantity-setters.ts";
import type { Reading } from "./reading.ts";

/**
 * A copy of a reading to make others from, which have the same fields. The quantities that `setters` set are fractions in
 * it: an engine that sees whole numbers first gives a field room for those only, and makes a new layout when
 * 230 V become 230.1 V.
 */
export function modelOf(reading: Reading, setters: readonly QuantitySetter[]): Reading {
  const model: Reading = JSON.parse(JSON.stringify({ ...reading, objects: [] }));
  for (const set of setters) set(model, 0.5);
  return model;
}
