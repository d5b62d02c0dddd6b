import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAddress, toAddress } from "./address.ts";

describe("parseAddress", () => {
  test.each([
    ["", "now", {}],
    ["#", "now", {}],
    ["#hall%20east", "now", { meter: "hall east" }],
    ["#/history?meter=hall&from=2026-11-01", "history", { meter: "hall", from: "2026-11-01" }],
    ["#/", "now", {}],
    ["#/%", "now", {}],
    ["#%", "now", {}],
  ])("%s", (hash, page, query) => {
    const address = parseAddress(hash);
    expect({ page: address.page, query: Object.fromEntries(address.query) }).toEqual({ page, query });
  });

  test("reads every address that toAddress writes", () => {
    const names = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(
        names,
        fc.dictionary(names, fc.string({ unit: "grapheme" }), { noNullPrototype: true }),
        (page, query) => {
          const address = parseAddress(toAddress(page, query));
          expect(address.page).toBe(page);
          expect([...address.query].sort()).toEqual(Object.entries(query).sort());
        },
      ),
    );
  });
});
