import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { vendorProfiles } from "../profiles/match.ts";
import { parseProfile } from "./parse-profile.ts";

const good = {
  id: "my-meter",
  manufacturer: "Somebody",
  flagIds: ["SBD"],
  listVersions: ["SBD_"],
  country: "NO",
  clock: "local",
  scales: [{ unit: "Wh", scaler: { NO: 1 }, models: { "68": 0 }, alternatives: [0], plausible: { from: 1, to: 2 } }],
  layouts: [
    {
      about: "power",
      anonymous: true,
      columns: [{ obis: "1-0:1.7.0", unit: "W", scaler: 1, type: "long-unsigned" }, {}],
    },
  ],
};

function problemsOf(value: unknown): readonly string[] {
  const parsed = parseProfile(value);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const withColumn = (column: unknown) => ({ ...good, layouts: [{ columns: [column] }] });

describe("parseProfile", () => {
  test("gives what was written", () => {
    expect(parseProfile(good)).toEqual({ ok: true, profile: good });
  });

  test.each(vendorProfiles)("the schema is that of the built-in profiles: $id", (profile) => {
    expect(parseProfile(JSON.parse(JSON.stringify(profile)))).toEqual({ ok: true, profile });
  });

  test("what may be left out is left out", () => {
    const parsed = parseProfile({ id: "a", layouts: [{ anonymous: true, columns: [{}] }] });
    const layouts = [{ about: "", anonymous: true, columns: [{}] }];
    expect(parsed).toEqual({
      ok: true,
      profile: { id: "a", manufacturer: "", flagIds: [], listVersions: [], layouts },
    });
  });

  test.each([
    ["no map", [], ": is a list: expected settings: id"],
    ["nothing", null, ": is empty: expected settings"],
    ["no id", { ...good, id: undefined }, "id: is missing: expected a name in small letters"],
    ["a wrong id", { ...good, id: "My meter" }, "id: is `My meter`: expected a name in small letters"],
    ["an unknown key", { ...good, flagId: [] }, "flagId: is not known here: expected one of id, manufacturer"],
    ["no list", { ...good, flagIds: "SBD" }, "flagIds: is `SBD`: expected a list"],
    ["a long flag id", { ...good, flagIds: ["SBD", "SBDX"] }, "flagIds.1: is `SBDX`: expected three capital letters"],
    ["an empty version", { ...good, listVersions: [""] }, "listVersions.0: is ``: expected the beginning"],
    ["a country's name", { ...good, country: "Norway" }, "country: is `Norway`: expected two capital letters"],
    ["a clock rule", { ...good, clock: "summer" }, "clock: is `summer`: expected one of dst-bit"],
    ["no columns", { ...good, layouts: [{}] }, "layouts.0.columns: is missing"],
    ["empty columns", { ...good, layouts: [{ columns: [] }] }, "layouts.0.columns: is empty"],
    ["a column that is text", withColumn("1-0:1.7.0"), "layouts.0.columns.0: is `1-0:1.7.0`: expected settings: obis"],
    ["an OBIS code", withColumn({ obis: "1.7.0" }), "layouts.0.columns.0.obis: is `1.7.0`: expected an OBIS code"],
    ["a billing period", withColumn({ obis: "1-0:1.8.0*1" }), "layouts.0.columns.0.obis: is `1-0:1.8.0*1`"],
    ["a data type", withColumn({ type: "int" }), "layouts.0.columns.0.type: is `int`: expected a data type"],
    ["a broken scaler", withColumn({ scaler: 0.1 }), "layouts.0.columns.0.scaler: is `0.1`: expected a whole number"],
    ["kW", withColumn({ obis: "1-0:1.7.0", unit: "kW" }), "layouts.0.columns.0.unit: is `kW`: expected a unit"],
    [
      "another quantity's unit",
      withColumn({ obis: "1-0:1.7.0", unit: "Wh" }),
      "layouts.0.columns.0.unit: is `Wh`: expected `W`",
    ],
    ["no unit", withColumn({ obis: "1-0:32.7.0" }), "layouts.0.columns.0.unit: is missing: expected `V`"],
    [
      "a range",
      { ...good, scales: [{ unit: "V", scaler: 0, plausible: { from: 2 } }] },
      "scales.0.plausible: is a map",
    ],
    ["a scaler rule", { ...good, scales: [{ unit: "V", scaler: { no: 1 } }] }, "scales.0.scaler: is a map"],
  ])("says what is wrong and where: %s", (_, value, expected) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length)).toBe(expected);
  });

  test("names every problem, each once", () => {
    const value = { ...good, id: 7, layouts: [{ columns: [{ obis: 1, unit: "W" }, { unit: 2 }] }] };
    const places = ["id", "layouts.0.columns.0.obis", "layouts.0.columns.1.unit"];
    expect(problemsOf(value).map((problem) => problem.split(":")[0])).toEqual(places);
  });

  test("a profile that nothing leads to is refused", () => {
    const value = { id: "a", layouts: [{ columns: [{}] }] };
    expect(problemsOf(value)).toEqual([expect.stringContaining("nothing tells which meters it is for")]);
  });

  test("answers any value, and bounds what it says", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(problemsOf(value).length).toBeLessThanOrEqual(50);
        expect(problemsOf({ ...good, layouts: value }).length).toBeLessThanOrEqual(50);
      }),
    );
    expect(problemsOf({ ...good, layouts: [{ columns: Array(1000).fill(1) }] })).toHaveLength(50);
  });
});
