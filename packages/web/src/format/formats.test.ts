import { expect, test } from "vitest";
import { dateFormat, numberFormat } from "./formats.ts";

test("a formatter is made once for each language and form", () => {
  const form = { timeStyle: "short", timeZone: "UTC" } as const;
  expect(dateFormat("en-GB", { ...form })).toBe(dateFormat("en-GB", form));
  expect(dateFormat("de", form)).not.toBe(dateFormat("en-GB", form));
  expect(dateFormat("en-GB", { ...form, timeZone: "Europe/Oslo" }).format(0)).toBe("01:00");
  expect(dateFormat("en-GB", form).format(0)).toBe("00:00");
});

test("however many are asked for, each is right", () => {
  for (let digits = 0; digits <= 20; digits++)
    for (const locale of ["de", "en", "nb", "da", "sv", "nl", "fr", "it", "es", "pl", "fi"])
      expect(numberFormat(locale, { minimumFractionDigits: digits }).resolvedOptions()).toMatchObject({
        locale,
        minimumFractionDigits: digits,
      });
});
