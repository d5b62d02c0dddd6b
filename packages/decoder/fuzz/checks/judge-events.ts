import type { DecodeEvent, Reading } from "@meter2mqtt/decoder";
import { diagnoses } from "@meter2mqtt/decoder";
import { isIntact } from "./integrity.ts";

/** What is wrong with what a decoder said, in words; undefined where nothing is. */
export function judgeEvents(events: readonly DecodeEvent[]): string | undefined {
  for (const event of events) {
    const wrong = judgeEvent(event);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function judgeEvent(event: DecodeEvent): string | undefined {
  if (event.kind === "noise") return event.octetCount > 0 ? undefined : "noise of no octets";
  if (event.kind === "diagnosis") {
    return event.diagnosis.code in diagnoses ? undefined : `unknown diagnosis ${event.diagnosis.code}`;
  }
  const { reading, source } = event;
  if (!isIntact(source.framing, source.octets)) return `a reading from a damaged ${source.framing} frame`;
  return judgeReading(reading);
}

/** A reading can be written as JSON, and every number in it is one. */
function judgeReading(reading: Reading): string | undefined {
  for (const [name, value] of Object.entries(reading)) {
    if (typeof value === "number" && !Number.isFinite(value)) return `${name} is ${value}`;
    if (value === undefined || value === null) return `${name} is there without a value`;
  }
  for (const object of reading.objects) {
    if (typeof object.value === "number" && !Number.isFinite(object.value)) return `${object.obis} is ${object.value}`;
    if ((object.obis === undefined) === (object.position === undefined))
      return "an object with code and position, or neither";
  }
  const time = reading.timestamp;
  if (time !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(time)) return `timestamp ${time}`;
  JSON.stringify(reading);
  return undefined;
}
