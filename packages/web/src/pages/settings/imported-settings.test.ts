import { expect, test } from "vitest";
import { withImported } from "./imported-settings.ts";

const imported = {
  sources: [{ type: "serial", port: "/dev/ttyUSB0", meter: { encryptionKey: { set: true, from: "import:a" } } }],
  prices: { area: "NO5" },
};

test("what is imported is added to what is there", () => {
  expect(withImported({}, imported)).toEqual(imported);
  const before = { sources: [{ type: "simulator" }], prices: { area: "NO1", historyDays: 3 }, log: { level: "debug" } };
  expect(withImported(before, imported)).toEqual({
    sources: [{ type: "simulator" }, ...imported.sources],
    prices: { area: "NO5", historyDays: 3 },
    log: { level: "debug" },
  });
});

test("the same backup once more adds nothing", () => {
  const kept = {
    ...imported,
    sources: [
      { type: "serial", port: "/dev/ttyUSB0", meter: { encryptionKey: { set: true, from: "sources.0.meter" } } },
    ],
  };
  expect(withImported(kept, imported)).toEqual(kept);
});
