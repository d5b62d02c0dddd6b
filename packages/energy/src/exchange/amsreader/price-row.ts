import type { FirmwarePriceRow } from "./firmware-backup.ts";

const directions: ReadonlyMap<string, FirmwarePriceRow["direction"]> = new Map([
  ["import", "import"],
  ["export", "export"],
  ["both", "both"],
]);
const kinds: ReadonlyMap<string, FirmwarePriceRow["kind"]> = new Map([
  ["fixed", "fixed"],
  ["add", "add"],
  ["percent", "percent"],
  ["subtract", "subtract"],
]);
const weekdays = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/** `<index> "<name>" <direction> <kind> <value> <days> <hours> <dd-mm> <dd-mm>`; undefined where the line is not so. */
export function priceRowOf(text: string): FirmwarePriceRow | undefined {
  const parts =
    /^\d{1,4}\s+(?:"([^"]{0,64})"|(\S{1,64}))\s+(\w+)\s+(\w+)\s+(\d{1,9}(?:\.\d{1,6})?)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)$/.exec(
      text,
    );
  if (parts === null) return undefined;
  const [, quoted, bare, way = "", how = "", value, days = "", times = "", start = "", end = ""] = parts;
  const direction = directions.get(way);
  const kind = kinds.get(how);
  const onDays = listOf(days, (word) => weekdays.indexOf(word) + 1, 1, 7);
  const inHours = listOf(times, (word) => (/^\d{1,2}$/.test(word) ? Number(word) : -1), 0, 23);
  const from = dateOf(start);
  const to = dateOf(end);
  if (direction === undefined || kind === undefined || onDays === undefined || inHours === undefined) return undefined;
  if (from === undefined || to === undefined) return undefined;
  return {
    name: quoted ?? bare ?? "",
    direction,
    kind,
    value: Number(value),
    ...(onDays === "all" ? {} : { weekdays: onDays }),
    ...(inHours === "all" ? {} : { hours: inHours }),
    ...(from === "open" ? {} : { from }),
    ...(to === "open" ? {} : { to }),
  };
}

function listOf(
  text: string,
  numberOf: (word: string) => number,
  min: number,
  max: number,
): readonly number[] | "all" | undefined {
  if (text === "all") return "all";
  const numbers = text.split(",").map(numberOf);
  const isRight = numbers.length <= max + 1 - min && numbers.every((number) => number >= min && number <= max);
  return isRight ? numbers : undefined;
}

/** `dd-mm` as `MM-DD`; 00-00 leaves it open. */
function dateOf(text: string): string | "open" | undefined {
  const parts = /^(\d{1,2})-(\d{1,2})$/.exec(text);
  if (parts === null) return undefined;
  const [day, month] = [Number(parts[1]), Number(parts[2])];
  if (day === 0 || month === 0) return "open";
  if (day > 31 || month > 12) return undefined;
  return `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
