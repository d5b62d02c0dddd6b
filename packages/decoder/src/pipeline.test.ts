import { expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder } from "./index.ts";

/** Octets that begin no frame. */
const noise = new Uint8Array(4000).fill(0x55);

test("a live line that brings octets and no frame says so while it lasts; a file says it at its end", () => {
  const codesOf = (input: "live" | "file"): readonly string[] => {
    const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo", input });
    const events = [
      ...decoder.push(noise, 1_000),
      ...decoder.idle(4_000),
      ...decoder.push(noise, 10_000),
      ...decoder.idle(14_000),
    ];
    return events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis.code] : []));
  };
  expect(codesOf("live")).toEqual(["frame/none-found", "frame/none-found"]);
  expect(codesOf("file")).toEqual([]);
});
