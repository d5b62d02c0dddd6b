import { type DecodeEvent, quantities, type Reading } from "@meter2mqtt/decoder";

/**
 * A number in which every quantity, the timestamp and every object's code and value have a share: nothing that a
 * decoder puts off until somebody asks stays undone.
 */
export function checksumOf(events: readonly DecodeEvent[]): number {
  let sum = 0;
  for (const event of events) {
    if (event.kind === "reading") sum += checksumOfReading(event.reading);
  }
  return sum;
}

function checksumOfReading(reading: Reading): number {
  let sum = sumOfQuantities(reading) + checksumOfText(reading.timestamp);
  for (const { obis, value } of reading.objects) {
    sum += checksumOfText(obis) + (typeof value === "number" ? value : checksumOfText(value));
  }
  return sum;
}

function checksumOfText(text: unknown): number {
  return typeof text === "string" && text.length > 0 ? text.length + text.charCodeAt(text.length - 1) : 0;
}

/** Spelled out by name, as a program that uses readings does it: a loop over names would cost more than decoding. */
const sumOfQuantities = compileSum(quantities.map(({ name }) => name));

function compileSum(names: readonly string[]): (reading: Reading) => number {
  const terms = names.map((name) => `(reading.${name} ?? 0)`);
  const compiled: unknown = new Function("reading", `return ${terms.join(" + ")};`);
  if (typeof compiled !== "function") throw new TypeError("not a function");
  return (reading) => Number(compiled(reading));
}
