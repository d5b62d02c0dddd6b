import { type QuantityName, quantities, type Reading, type ReadingObject, type Words } from "@meter2mqtt/decoder";
import { nameOfObis, wordOfKind, wordsOfObis, wordsOfQuantity } from "@meter2mqtt/decoder/explain";

/** A line of the table of values. Numbers are written where they are shown. */
export interface ValueRow {
  /** The OBIS code, or the place in a list without codes; absent for what is told from several. */
  readonly code: string | undefined;
  /** In English, and by its keys; what stands behind it is the same in every language. */
  readonly name: string | undefined;
  readonly words?: Words | undefined;
  readonly id?: string | undefined;
  readonly value: number | string | undefined;
  readonly unit: string | undefined;
  /** As it stood in the frame, where that differs. */
  readonly raw: string | undefined;
  /** The quantity's name in readings. */
  readonly field?: string;
}

/** Every object of the reading, in the meter's order. */
export function objectRows({ objects }: Reading): readonly ValueRow[] {
  return objects.map((object) => {
    const { obis, position, unit, raw } = object;
    const value = shownValue(object);
    return {
      code: obis ?? (position === undefined ? undefined : `#${position + 1}`),
      name: obis === undefined ? undefined : nameOfObis(obis),
      words: obis === undefined ? undefined : wordsOfObis(obis),
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
export function quantityRows(reading: Reading): readonly ValueRow[] {
  return quantities.flatMap(({ name, code, about, unit }) => {
    const value = reading[name as QuantityName];
    if (value === undefined) return [];
    const words = wordsOfQuantity({ name, code });
    return [{ code: `1-0:${code}`, name: about, words, field: name, value, unit, raw: undefined }];
  });
}

/** Sub-meters; the time that they were read at stands in `raw`. */
export function channelRows({ channels = [] }: Reading): readonly ValueRow[] {
  return channels.map(({ channel, kind, id, value, unit, timestamp }) => {
    const word = wordOfKind(kind);
    const words = word === undefined ? undefined : [word];
    return { code: `0-${channel}`, name: kind, words, id, value, unit, raw: timestamp };
  });
}
