import { describe, expect, test } from "vitest";
import { toMoney, toUnitPrice } from "./money.ts";

const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("toMoney", () => {
  test.each([
    [1234.5, "NOK", "nb", "1 234,50 kr"],
    [-0.004, "EUR", "de", "0,00 €"],
    [-12.3, "EUR", "nl", "€ -12,30"],
    [7, "SEK", "sv", "7,00 kr"],
  ])("%d %s in %s is %s", (amount, currency, locale, shown) => {
    expect(plain(toMoney(amount, currency, locale))).toBe(shown);
  });
});

describe("toUnitPrice", () => {
  test.each([
    [0.823_44, "0,8234 kr"],
    [0.5, "0,50 kr"],
    [-0.000_04, "0,00 kr"],
  ])("%d is %s", (price, shown) => {
    expect(plain(toUnitPrice(price, "DKK", "nb"))).toBe(shown);
  });
});
