import { type DecodeEvent, quantities, type Reading } from "@meter2mqtt/decoder";

/** A number made of events. */
export type Checksum = (events: readonly DecodeEvent[]) => number;

/**
 * A number in which every quantity, the timestamp and every object's code and value have a share: nothing that a
 * decoder puts off until somebody asks stays undone. Made anew for each subject: a program has one meter, and code that
 * reads several kinds of readings in turn is slower for all of them.
 */
export function createChecksum(): Checksum {
  const sumOfQuantities = compileSum(quantities.map(({ name }) => name));
  const sumOfObjects = (objects: Reading["objects"]): number => {
    let sum = 0;
    for (const { obis, value } of objects) {
      sum += checksumOfText(obis) + (typeof value === "number" ? value : checksumOfText(value));
    }
    return sum;
  };
  return (events) => {
    let sum = 0;
    for (const event of events) {
      if (event.kind !== "reading") continue;
      const { reading } = event;
      sum += sumOfQuantities(reading) + checksumOfText(reading.timestamp) + sumOfObjects(reading.objects);
    }
    return sum;
  };
}

function checksumOfText(text: unknown): number {
  return typeof text === "string" && text.length > 0 ? text.length + text.charCodeAt(text.length - 1) : 0;
}

/** Spelled out by name, as a program that uses readings does it: a loop over names would cost more than decoding. */
function compileSum(names: readonly string[]): (reading: Reading) => number {
  const terms = names.map((name) => `(reading.${name} ?? 0)`);
  const compiled: unknown = new Function("reading", `return ${terms.join(" + ")};`);
  if (typeof compiled !== "function") throw new TypeError("not a function");
  return (reading) => Number(compiled(reading));
}
