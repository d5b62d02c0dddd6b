/** A number with a fixed count of decimals: 1234.5 kWh is `1234.500`. */
export class Decimal {
  readonly #text: string;

  constructor(value: number, decimals: number) {
    const steps = 10 ** decimals;
    // Halves go up as people round, whatever their binary fraction is: 1.005 is not below the half.
    const text = (Math.round(Number((value * steps).toPrecision(14))) / steps).toFixed(decimals);
    // What rounds to nothing has no sign.
    this.#text = Number(text) === 0 ? (0).toFixed(decimals) : text;
  }

  toString(): string {
    return this.#text;
  }
}

export type JsonValue = string | boolean | null | Decimal | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** JSON in which numbers keep their decimals. */
export function toJsonText(value: JsonValue): string {
  if (value instanceof Decimal) return value.toString();
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(toJsonText).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${toJsonText(inner)}`)
    .join(",")}}`;
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A whole number. */
export function whole(value: number): Decimal {
  return new Decimal(value, 0);
}
