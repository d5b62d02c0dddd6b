import { type AxdrValue, encodeAxdr } from "@meter2mqtt/simulator";
import { DataWalker } from "../../src/axdr/walk.ts";
import { Cursor } from "../../src/bytes/cursor.ts";
import { parseObis } from "../../src/cosem/obis-code.ts";
import { PushList } from "../../src/reading/push-list.ts";
import { type ListResult, readList } from "../../src/reading/read-list.ts";
import { createIntlZoneRules } from "../../src/zone-rules.ts";

const rules = createIntlZoneRules();

/** An OBIS code as the octet-string that stands before its value. */
export function obis(text: string): AxdrValue {
  const code = parseObis(text);
  if (code === undefined) throw new Error(`${text} is no OBIS code`);
  const { ab, cde, f } = code;
  return { type: "octet-string", octets: Uint8Array.of(ab >> 8, ab & 255, cde >> 16, (cde >> 8) & 255, cde & 255, f) };
}

export const structure = (...elements: readonly AxdrValue[]): AxdrValue => ({ type: "structure", elements });
export const u16 = (value: number): AxdrValue => ({ type: "long-unsigned", value });
export const u32 = (value: number): AxdrValue => ({ type: "double-long-unsigned", value });
export const text = (value: string): AxdrValue => ({ type: "visible-string", text: value });
export const nothing: AxdrValue = { type: "null-data" };

/** Scaler and unit, as they stand behind a value. */
export const scaledBy = (scaler: number, unit: number): AxdrValue =>
  structure({ type: "integer", value: scaler }, { type: "enum", value: unit });

export function collect(body: AxdrValue): PushList {
  const octets = encodeAxdr(body);
  const list = new PushList(octets);
  new DataWalker(new Cursor(octets, "axdr/malformed"), list).value();
  return list;
}

export interface ReadOptions {
  readonly country?: string;
  readonly flagId?: string;
  readonly zone?: string;
}

export function read(body: AxdrValue, options: ReadOptions = {}): ListResult | undefined {
  const { country, flagId, zone = "Europe/Oslo" } = options;
  return readList(collect(body), {
    country,
    flagId,
    clock: (profile) => ({ rules, zone: { zone, assumed: false }, profileRule: profile?.clock }),
  });
}
