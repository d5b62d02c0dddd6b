import { describe, expect, test } from "vitest";
import { parseObis } from "../cosem/obis-code.ts";
import { isQuantity, roleOf } from "./identity-codes.ts";

describe("roleOf", () => {
  test.each([
    ["0-0:96.1.0", "identity"],
    ["0-1:96.1.0", "identity"],
    ["0-0:96.1.1", "identity"],
    ["1-1:96.1.1", "kept"],
    ["0-0:96.1.7", "kept"],
    ["0-0:42.0.0", "identity"],
    ["1-0:0.0.9", "identity"],
    ["0-0:96.13.0", "identity"],
    ["129-129:199.130.5", "identity"],
    ["129-129:199.130.3", "kept"],
    ["1-1:0.2.129", "kept"],
    ["0-0:96.14.0", "kept"],
    ["0-0:1.0.0", "kept"],
    ["1-0:1.8.0", "unknown"],
    ["0-0:94.39.1", "unknown"],
  ] as const)("%s is %s", (code, role) => {
    expect(roleOf(parseObis(code))).toBe(role);
  });

  test("what has no code is unknown", () => {
    expect(roleOf(undefined)).toBe("unknown");
  });
});

describe("isQuantity", () => {
  test.each(["1-0:1.8.1", "1-1:21.7.0", "1-0:92.7.0", "0-1:24.3.0", "7-0:24.2.1"])("%s is one", (code) => {
    const obis = parseObis(code);
    expect(obis && isQuantity(obis)).toBe(true);
  });

  test.each(["1-0:0.0.9", "1-0:96.1.0", "1-0:1.128.0", "0-0:96.13.0", "0-0:94.39.1"])("%s is none", (code) => {
    const obis = parseObis(code);
    expect(obis && isQuantity(obis)).toBe(false);
  });
});
