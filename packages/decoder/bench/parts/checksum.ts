import { type DecodeEvent, quantities, type Reading, type ReadingObject } from "@meter2mqtt/decoder";

/** A number made of events. */
export type Checksum = (events: readonly DecodeEvent[]) => number;

let made = 0;

/**
 * A number in which every quantity, the timestamp and every object's code and value have a share: nothing that a
 * decoder puts off until somebody asks stays undone.
 *
 * Compiled anew for each subject: a program has one meter, and an engine makes code that reads several kinds of readings
 * in turn slower for all of them. All of one source are one to it, so each has its number in a comment.
 */
export function createChecksum(): Checksum {
  const sumOfQuantities = quantities.map(({ name }) => `(reading.${name} ?? 0)`).join(" + ");
  const source = `return (${checksumMaker})((reading) => ${sumOfQuantities}); // ${++made}`;
  const checksumOf: unknown = new Function(source)();
  if (!isChecksum(checksumOf)) throw new TypeError("not a function");
  return checksumOf;
}

function isChecksum(made: unknown): made is Checksum {
  return typeof made === "function";
}

/**
 * Taken as text, so it names nothing outside of it. `sumOfQuantities`: spelled out by name, as a program that uses readings
 * does it; a loop over names would cost more than decoding.
 */
function checksumMaker(sumOfQuantities: (reading: Reading) => number): Checksum {
  const checksumOfText = (text: string | undefined): number =>
    text === undefined || text.length === 0 ? 0 : text.length + text.charCodeAt(text.length - 1);
  const checksumOfValue = (value: ReadingObject["value"]): number => {
    if (typeof value === "number") return value;
    return typeof value === "string" ? checksumOfText(value) : 0;
  };
  const sumOfObjects = (objects: Reading["objects"]): number => {
    let sum = 0;
    for (const { obis, value } of objects) sum += checksumOfText(obis) + checksumOfValue(value);
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
