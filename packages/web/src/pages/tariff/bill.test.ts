import type { ContractView } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { billOf, compareBills, partsOf } from "./bill.ts";
import { type Component, groupOf } from "./groups.ts";

function component(id: string, kind: string, rest: Partial<Component> = {}): ContractView["components"][number] {
  return { id, name: id, kind, direction: "import", details: { kind: "per-kwh", amount: 1 }, ...rest };
}

describe("groupOf", () => {
  test.each([
    [component("spot", "spot"), "energy"],
    [component("fast", "per-kwh", { name: "Energy" }), "energy"],
    [component("a", "per-kwh", { name: "Nettleie dag" }), "grid"],
    [component("a", "per-kwh", { name: "Elafgift" }), "taxes"],
    [component("a", "per-kwh", { name: "Netzentgelt" }), "grid"],
    [component("a", "fee", { name: "Energiebelasting" }), "taxes"],
    [component("a", "fee", { name: "Supplier" }), "fees"],
    [component("vat", "percent"), "taxes"],
    [component("cap", "capacity"), "grid"],
    [component("s", "spot-support"), "support"],
    [component("sold", "spot", { direction: "export" }), "sold"],
    [component("new", "of-a-later-release"), "energy"],
  ] as const)("%j is in %s", (one, group) => {
    expect(groupOf(one)).toBe(group);
  });
});

const contract: ContractView = {
  ...{ id: "home", name: "Home", currency: "NOK", leftOut: [] },
  components: [
    component("spot", "spot"),
    component("vat", "percent"),
    component("sold", "spot", { direction: "export" }),
  ],
};

describe("billOf", () => {
  const bill = billOf(contract, { vat: 0.1, spot: 0.2, sold: -0.5, gone: 1 });

  test("sorts amounts as a bill does, and sums them to the cent", () => {
    expect(bill.map(({ name, amount }) => [name, amount])).toEqual([
      ["energy", 1.2],
      ["taxes", 0.1],
      ["sold", -0.5],
    ]);
    expect(bill[0]?.lines.map(({ component: { name } }) => name)).toEqual(["spot", "gone"]);
  });

  test("what is paid fills the bar, what is received has no part in it", () => {
    const parts = partsOf(bill);
    expect(parts.map(({ name }) => name)).toEqual(["energy", "taxes"]);
    expect(parts[0]?.from).toBe(0);
    expect(parts.at(-1)?.to).toBeCloseTo(1);
    expect(partsOf([])).toEqual([]);
  });
});

describe("compareBills", () => {
  test("pairs what has the same id or name, and lets the rest stand alone; differences sum to the whole", () => {
    const other: ContractView = {
      ...contract,
      components: [component("energy", "per-kwh", { name: "Spot" }), component("fee", "fee")],
    };
    const groups = compareBills(billOf(contract, { spot: 10, vat: 2.5 }), billOf(other, { energy: 8, fee: 4 }));
    expect(groups.map(({ name, difference }) => [name, difference])).toEqual([
      ["energy", -2],
      ["taxes", -2.5],
      ["fees", 4],
    ]);
    expect(groups[0]?.lines).toEqual([{ key: "own/spot", name: "spot", own: 10, other: 8, difference: -2 }]);
    expect(groups[1]?.lines[0]).toMatchObject({ own: 2.5, other: undefined });
    expect(groups[2]?.lines[0]).toMatchObject({ own: undefined, other: 4, difference: 4 });
  });
});
