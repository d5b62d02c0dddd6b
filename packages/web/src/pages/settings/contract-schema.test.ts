import { contractFileSchema } from "@meter2mqtt/contract";
import { capacityRules } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { brokenConstraints } from "./constraints.ts";
import { type Control, toControl } from "./control.ts";
import { newMember } from "./draft.ts";
import { fromInputText, toInputText } from "./input-text.ts";
import { isSettingNode } from "./setting-node.ts";
import { optionWords } from "./setting-text.ts";

const schema: unknown = JSON.parse(JSON.stringify(contractFileSchema(capacityRules)));
if (!isSettingNode(schema)) throw new Error("the contract's schema is no group of settings");
const whole = toControl("", schema);

function insideOf(control: Control): readonly Control[] {
  if (control.kind === "group") return control.children;
  if (control.kind === "list") return [control.item];
  return control.kind === "union" ? control.branches.flatMap(({ children }) => children) : [];
}

function all(control: Control): Control[] {
  return [control, ...insideOf(control).flatMap(all)];
}

function named(key: string) {
  const found = all(whole).find((control) => control.key === key);
  if (found === undefined || ["group", "list", "union"].includes(found.kind)) throw new Error(`no field ${key}`);
  return found as Exclude<typeof found, { kind: "group" | "list" | "union" }>;
}

describe("the form of a contract", () => {
  test("has a control for everything, each with a title", () => {
    for (const { kind, key, title } of all(whole)) {
      expect(kind, key).not.toBe("unknown");
      expect(title, key).not.toBe("");
      if (key !== "" && kind !== "constant") expect(title).toMatch(/^[A-Z]/);
    }
    const components = all(whole).find(({ key }) => key === "components");
    const item = components?.kind === "list" ? components.item : undefined;
    expect(item).toMatchObject({ kind: "union", by: "kind" });
    expect(item?.kind === "union" ? item.branches.map(({ type }) => type) : []).toHaveLength(11);
  });

  test("reads and writes times of the day and days of the year", () => {
    const hours = named("hours");
    for (const [text, value] of [
      [
        "22-6, 12-13:30",
        [
          [22, 6],
          [12, 13.5],
        ],
      ],
      ["0 – 24", [[0, 24]]],
      ["7:45-8", [[7.75, 8]]],
    ] as const) {
      expect(fromInputText(hours, text)).toEqual(value);
      expect(fromInputText(hours, toInputText(value, "hours"))).toEqual(value);
    }
    expect(toInputText([[12, 13.5]], "hours")).toBe("12-13:30");
    for (const text of ["at night", "24-6", "6-25", "22-6,"]) expect(fromInputText(hours, text)).toBe(text);
    const dates = named("dates");
    expect(fromInputText(dates, "11-01 to 03-31")).toEqual(["11-01", "03-31"]);
    expect(fromInputText(dates, "11-01 – 03-31")).toEqual(["11-01", "03-31"]);
    expect(toInputText(["11-01", "03-31"], "dates")).toBe("11-01 to 03-31");
    expect(fromInputText(dates, "winter")).toBe("winter");
  });

  test("tells months, days and rules by their names", () => {
    expect(named("months")).toMatchObject({ kind: "several", numbers: true });
    expect(optionWords(named("months"), "2", "de")).toBe("Feb");
    expect(optionWords(named("weekdays"), "1", "en-GB")).toBe("Mon");
    expect(optionWords(named("rule"), "no-three-days", "en-GB")).toContain("no-three-days: Norway");
    expect(optionWords(named("holidays"), "only", "en-GB")).toBe("only");
  });

  test("says what is wrong with a component by its kind, and gives a new one an id of its own", () => {
    const contract = (component: object) => ({ id: "a", name: "A", currency: "NOK", components: [component] });
    const broken = (component: object) => [...brokenConstraints(schema, contract(component)).keys()];
    expect(broken({ id: "x", kind: "fee", amount: "much" })).toEqual(["components.0.amount", "components.0.per"]);
    expect(broken({ id: "x", kind: "none" })).toEqual(["components.0.kind"]);
    expect(broken({ id: "x", kind: "spot", when: { hours: "at night", months: [13] } })).toEqual([
      "components.0.when.months",
      "components.0.when.hours",
    ]);
    const list = all(whole).find(({ key }) => key === "components");
    if (list?.kind !== "list" || list.item.kind !== "union") throw new Error("no list");
    const [spot] = list.item.branches;
    if (spot === undefined) throw new Error("no kind");
    expect(newMember(list.item, spot, [{ id: "spot" }, { id: "spot-2" }])).toEqual({ id: "spot-3", kind: "spot" });
  });
});
