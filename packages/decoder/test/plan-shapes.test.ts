import { type AxdrValue, encodeAxdr, encodeDataNotification, encodeDateTime } from "@meter2mqtt/simulator";
import { expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type MeterDecoder } from "../src/index.ts";
import { hdlcOf, p1Of } from "./helpers/framing.ts";
import { obis, scaledBy, structure, text, u16, u32 } from "./helpers/lists.ts";

// Lists in every nesting and telegrams in every spelling, each again and again with other values: what a line learns of
// them must not change what they say.

const arrived = Date.UTC(2024, 0, 5, 11);
const create = (): MeterDecoder => createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo" });
const said = (events: readonly DecodeEvent[]): readonly unknown[] =>
  events.flatMap((event) => (event.kind === "reading" ? [JSON.parse(JSON.stringify(event.reading))] : []));

const power = obis("1-0:1.7.0");
const scaler = (value: number): AxdrValue => ({ type: "integer", value });
const unit = (value: number): AxdrValue => ({ type: "enum", value });
const array = (...elements: readonly AxdrValue[]): AxdrValue => ({ type: "array", elements });
const clock = (second: number): AxdrValue => {
  const local = { year: 2024, month: 1, day: 5, hour: 12, minute: 0, second };
  return { type: "octet-string", octets: encodeDateTime({ local, deviation: -60, status: 0 }) };
};
const list = (body: AxdrValue): Uint8Array => hdlcOf(encodeDataNotification({ invokeId: 1, body: encodeAxdr(body) }));

const frames: Readonly<Record<string, (value: number) => Uint8Array>> = {
  "scaler and unit in one row": (v) => list(structure(power, u32(v), scaler(1), unit(27), obis("1-0:1.8.0"), u32(v))),
  "scaler and unit in front": (v) => list(array(structure(power, scaledBy(0, 27), u32(v)))),
  "attribute descriptors": (v) => list(array(structure(u16(3), power, scaler(2), u16(v), scaledBy(0, 27)))),
  "codes as text": (v) => list(structure(text("1-0:1.7.0"), u32(v), scaledBy(0, 27))),
  "a clock without a code": (v) => list(structure(clock(v), power, u32(v), scaledBy(0, 27))),
  "a push setup's name": (v) =>
    list(structure(obis("0-5:25.9.0"), text("ISK1030000000001"), u16(v), clock(v), ...[1, 2, 3, v, 5, 6].map(u32))),
  "telegrams without medium and channel": (v) => p1Of([`1.7.0(00.${100 + v}*kW)`, `1.8.0(0000${v}.5*kWh)`]),
  "indented telegrams": (v) => p1Of([`  1-0:1.7.0 (00.${100 + v}*kW) `, ` 0-0:1.0.0(24010512000${v}W)`]),
  "old gas meters": (v) =>
    p1Of(["0-1:24.3.0(120517020000)(08)(60)(2)(0-1:24.2.1)(GJ)(0-1:24.2.2)(m3)", `(0.${v})`, "(5)"]),
};

test.each(Object.entries(frames))("%s", (_, frameOf) => {
  const line = create();
  for (const value of [1, 2, 3, 0, 7, 2]) {
    const frame = frameOf(value);
    const readings = said(line.push(frame, arrived));
    expect(readings).toHaveLength(1);
    // Without a time of arrival, as of a file, no plans are made.
    expect(readings).toEqual(said(create().push(frame)));
  }
});
