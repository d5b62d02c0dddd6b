import type { MeterTime } from "./meter-clock.ts";
import { quantitySetters } from "./quantity-setters.ts";
import type { QuantityName, Reading, ReadingChannel, ReadingObject } from "./reading.ts";

/** What differs from one reading to the next: the quantities' values in the order of their names, and the rest. */
export type ReadingMaker = (
  values: ArrayLike<number>,
  objects: readonly ReadingObject[],
  time: MeterTime | undefined,
  channels: readonly ReadingChannel[] | undefined,
) => Reading;

/**
 * Makes readings that have the fields of `reading`, of which those in `names` get other values (the later one where a name
 * is there twice).
 *
 * The fields of a meter's readings are known only once it was heard, and an engine is quick where they are spelled out:
 * so they are, in code of a few lines that is made for the plan. No octet of a meter gets into it, only names that are the
 * fields of a Reading. Where code can't or may not be made (a page whose policy forbids it, and reports who tries) fields
 * are set one by one, in five times the time.
 */
export function createReadingMaker(
  reading: Reading,
  names: readonly QuantityName[],
  mayMakeCode: boolean,
): ReadingMaker {
  const model: Reading = JSON.parse(JSON.stringify({ ...reading, objects: [] }));
  for (const name of names) quantitySetters[name]()(model, 0.5);
  return (mayMakeCode ? compiledMaker(model, names) : undefined) ?? plainMaker(model, names);
}

function plainMaker(model: Reading, names: readonly QuantityName[]): ReadingMaker {
  const setters = names.map((name) => quantitySetters[name]());
  return (values, objects, time, channels) => {
    const reading: Reading = { ...model };
    for (let i = 0; i < setters.length; i++) setters[i]?.(reading, values[i] as number);
    if (time !== undefined) reading.timestamp = time.text;
    if (channels !== undefined) reading.channels = channels;
    reading.objects = objects;
    return reading;
  };
}

const fieldName = /^[A-Za-z][A-Za-z0-9]*$/;

function compiledMaker(model: Reading, names: readonly string[]): ReadingMaker | undefined {
  const fields = Object.keys(model);
  if (!fields.every((field) => fieldName.test(field))) return undefined;
  const terms = fields.map((field) => {
    const index = names.lastIndexOf(field);
    return `${field}: ${index < 0 ? (varying[field] ?? `model.${field}`) : `values[${index}]`}`;
  });
  const make = `const make = (values, objects, time, channels) => ({ ${terms.join(", ")} });`;
  // The first one is made without values and stays. An engine that sees whole numbers first gives a field room for those
  // only, and makes a new layout when 230 V become 230.1 V; one that sees a fraction gives it a box in every reading; and
  // one that has no object of a layout any more forgets the code for it.
  const first = "model = make([], [], undefined, undefined);";
  try {
    const made: unknown = new Function("model", `${make} ${first} return make;`)(model);
    return isMaker(made) ? made : undefined;
  } catch {
    return undefined;
  }
}

function isMaker(made: unknown): made is ReadingMaker {
  return typeof made === "function";
}

/** Fields that are no quantities and yet other ones each time. */
const varying: Readonly<Record<string, string>> = {
  objects: "objects",
  channels: "channels ?? model.channels",
  timestamp: "time === undefined ? model.timestamp : time.text",
};
