import { expect, test } from "vitest";
import { quantities } from "./quantities.ts";
import { quantitySetters } from "./quantity-setters.ts";
import type { ReadingQuantities } from "./reading.ts";

test("every quantity of the table has a setter, which sets its own field and no other", () => {
  expect(Object.keys(quantitySetters).sort()).toEqual(quantities.map(({ name }) => name).sort());
  for (const [name, createSetter] of Object.entries(quantitySetters)) {
    const reading: ReadingQuantities = {};
    createSetter()(reading, 230.5);
    expect(reading).toEqual({ [name]: 230.5 });
  }
});
