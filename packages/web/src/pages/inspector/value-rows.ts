import { type QuantityName, quantities, type Reading, type ReadingObject } from "@meter2mqtt/decoder";
import { nameOfObis } from "@meter2mqtt/decoder/explain";

/** A line of the table of values. Numbers are written where they are shown. */
export interface ValueRow {
  /** The OBIS code, or the place in a list without codes; absent for what is told from several. */
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly value: number | string | undefined;
  readonly unit: string | undefined;
  /** As it stood in the frame, where that differs. */
  readonly raw: string | undefined;
}

/** Every object of the reading, in the meter's order. */
export function objectRows({ objects }: Reading): readonly ValueRow[] {
  return objects.map((object) => {
    const { obis, position, unit, raw } = object;
    const value = shownValue(object);
    return {
      code: obis ?? (position === undefined ? undefined : `#${position + 1}`),
      name: obis === undefined ? undefined : nameOfObis(obis),
      value,
      unit,
      raw: raw === undefined || `${raw}` === `${value ?? ""}` ? undefined : `${raw}`,
    };
  });
}

function shownValue({ value, text, raw }: ReadingObject): number | string | undefined {
  if (text !== undefined) return text;
  if (typeof value === "boolean") return value ? "true" : "false";
  return value ?? (value === null ? undefined : raw);
}

/** The quantities that the reading gives, by the names under which everything else has them. */
export function quantityRows(reading: Reading): readonly (ValueRow & { readonly field: string })[] {
  return quantities.flatMap(({ name, about, unit }) => {
    const value = reading[name as QuantityName];
    return value === undefined ? [] : [{ code: undefined, name: about, field: name, value, unit, raw: undefined }];
  });
}
