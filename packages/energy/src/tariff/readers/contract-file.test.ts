import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readContractFile } from "./contract-file.ts";
import { TariffFileError } from "./outside-value.ts";

const file = {
  id: "home",
  name: "Spot with Made Up Nett",
  currency: "NOK",
  include: [{ format: "fri-nettleie", file: "made-up-nett.yml", tariff: "husholdning" }],
  components: [
    { id: "spot", kind: "spot", add: 0.02 },
    { id: "night", name: "Night", kind: "per-kwh", amount: 0.1, when: { hours: [[22, 6]], weekdays: [1, 2, 3, 4, 5] } },
    { id: "day", kind: "per-kwh", amount: 0.3, unless: [{ hours: [[22, 6]] }], from: "2026-01-01", to: "2027-01-01" },
    { id: "support", kind: "spot-support", share: 0.9, above: 0.77, capKwhPerMonth: 5000 },
    {
      id: "capacity",
      kind: "capacity",
      rule: "no-three-days",
      charge: {
        steps: [
          { fromKw: 5, perMonth: 400 },
          { fromKw: 0, perMonth: 150 },
        ],
      },
    },
    {
      id: "tiers",
      kind: "tiers",
      per: "year",
      tiers: [
        { fromKwh: 4000, amount: 0.2 },
        { fromKwh: 0, amount: 0.1 },
      ],
    },
    { id: "base", kind: "fee", amount: 39, per: "month" },
    { id: "sold", direction: "export", kind: "spot", factor: -1 },
    { id: "netted", direction: "export", kind: "netted", per: "year", amount: -0.3 },
    { id: "vat", kind: "percent", percent: 25, of: ["spot", "day"] },
  ],
};

describe("readContractFile", () => {
  test("reads every kind of component, and what it leaves to be read", () => {
    const contract = readContractFile(file);
    expect(contract.include).toEqual(file.include);
    expect(contract.components.map(({ kind }) => kind)).toEqual(file.components.map(({ kind }) => kind));
    expect(contract.components[0]).toEqual({ id: "spot", name: "spot", direction: "import", kind: "spot", add: 0.02 });
    expect(contract.components[4]).toMatchObject({
      rule: {
        top: 3,
        charge: {
          steps: [
            { fromKw: 0, perMonth: 150 },
            { fromKw: 5, perMonth: 400 },
          ],
        },
      },
    });
    expect(contract.components[5]).toMatchObject({ tiers: [{ fromKwh: 0 }, { fromKwh: 4000 }] });
  });

  const withComponent = (component: object) => ({ ...file, components: [component] });
  test.each([
    [{ ...file, currency: "kr" }, 'currency: expected three capital letters such as NOK, found "kr"'],
    [
      { ...file, colour: "red" },
      "colour: there is no such key here; there are id, name, currency, include, components",
    ],
    [withComponent({ id: "a", kind: "spto" }), "components[0].kind: expected one of spot, spot-month-mean, per-kwh"],
    [
      withComponent({ id: "a", kind: "per-kwh", amount: "0.3" }),
      'components[0].amount: expected a number, found "0.3"',
    ],
    [
      withComponent({ id: "a", kind: "per-kwh", amount: 1, factor: 2 }),
      "components[0].factor: there is no such key here",
    ],
    [
      withComponent({ id: "a", kind: "spot", when: { hours: [[22]] } }),
      "components[0].when.hours[0]: expected two hours",
    ],
    [
      withComponent({ id: "a", kind: "spot", when: { months: [13] } }),
      "components[0].when.months[0]: expected a whole number from 1 to 12",
    ],
    [withComponent({ id: "a", kind: "capacity", rule: "nobody" }), "components[0].rule: expected one of no-three-days"],
    [
      withComponent({ id: "a", kind: "capacity", rule: "se-seom", charge: {} }),
      "components[0].charge: expected `steps` or `rates`",
    ],
    [
      { ...file, components: [file.components[0], file.components[0]] },
      "components[1].id: expected an id that no component before has",
    ],
  ])("names the place and what was expected: %#", (wrong, message) => {
    expect(() => readContractFile(wrong)).toThrow(message);
  });

  test("answers anything with a contract or a TariffFileError", () => {
    const kinds = file.components.map(({ kind }) => kind);
    const anyComponent = fc.record({ id: fc.string(), kind: fc.constantFrom(...kinds) }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyComponent), fc.jsonValue(), (component, extra) => {
        try {
          readContractFile({ ...file, components: [component], include: extra });
        } catch (error) {
          expect(error).toBeInstanceOf(TariffFileError);
        }
      }),
    );
  });
});
