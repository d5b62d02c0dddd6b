import { expect, test } from "vitest";
import { toDateTime } from "../format/times.ts";
import { inReadersTime, toReadersTime, withReadersTimes } from "./said-times.ts";

const until = "2026-01-15T12:30:00.000Z";
const shown = toDateTime(Date.parse(until));
const words = [{ key: "pricesLeftAlone", values: { place: "host", until } }, { key: "netQuiet" }] as const;

test("an instant among the values is said in the reader's language and zone", () => {
  expect(shown).not.toContain("T12:30");
  expect(withReadersTimes(words)).toEqual([
    { key: "pricesLeftAlone", values: { place: "host", until: shown } },
    { key: "netQuiet" },
  ]);
  expect(inReadersTime(`host asked to be left alone until ${until}.`, words)).toBe(
    `host asked to be left alone until ${shown}.`,
  );
});

test.each([
  "2026-01-15",
  "2026-01-15T12:30:00+01:00",
  "2026-13-45T12:30:00Z",
  "at 2026-01-15T12:30:00Z",
  1_768_480_200,
  true,
])("%j is none", (value) => {
  expect(toReadersTime(value)).toBeUndefined();
});
