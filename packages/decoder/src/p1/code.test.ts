import { describe, expect, test } from "vitest";
import { obisText } from "../cosem/obis-code.ts";
import { parseP1Code } from "./code.ts";

describe("parseP1Code", () => {
  test.each([
    ["1-0:1.8.0", "1-0:1.8.0*255"],
    ["0-1:24.2.1*255", "0-1:24.2.1*255"],
    [" 1-0:1.7.0 ", "1-0:1.7.0*255"],
    ["1.8.0", "1-0:1.8.0*255"],
    ["1.8.1*01", "1-0:1.8.1*1"],
    ["32.7", "1-0:32.7.0*255"],
    ["1.0.0", "0-0:1.0.0*255"],
    ["0.0.0", "0-0:0.0.0*255"],
    ["96.1.0", "0-0:96.1.0*255"],
  ])("%s is %s", (text, code) => {
    const parsed = parseP1Code(text);
    expect(parsed === undefined ? undefined : obisText(parsed)).toBe(code);
  });

  test.each(["F.F", "C.1.0", "1", "1.8.0.1", "256.8.0", "1-0:1.8", "", "1.8.0*"])("%s is none", (text) => {
    expect(parseP1Code(text)).toBeUndefined();
  });
});
