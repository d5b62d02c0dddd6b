import { describe, expect, test } from "vitest";
import { parseObis } from "./obis-code.ts";
import { obisName } from "./obis-names.ts";

function nameOf(text: string): string | undefined {
  const code = parseObis(text);
  if (code === undefined) throw new Error(`"${text}" is no OBIS code`);
  return obisName(code);
}

describe("obisName", () => {
  test.each([
    ["1-0:1.7.0", "active power, import"],
    ["1-0:2.8.0", "active energy, export"],
    ["1-0:1.8.2", "active energy, import, tariff 2"],
    ["1-1:32.7.0", "voltage, L1"],
    ["1-0:71.7.0", "current, L3"],
    ["1-0:36.7.0", "active power, import minus export, L1"],
    ["1-0:1.4.0", "active power, import, mean of the running period"],
    ["1-0:1.6.0", "active power, import, maximum"],
    ["1-0:52.32.0", "voltage, L2, number of drops below the threshold"],
    ["1-0:31.7.124", "current, L1, total harmonic distortion"],
    ["1-0:1.8.0*3", "active energy, import, billing period 3"],
    ["0-0:1.0.0", "clock"],
    ["0-2:24.2.1", "sub-meter, last value, channel 2"],
    ["7-0:23.1.0", "gas"],
    ["129-129:199.130.3", "maker"],
  ])("%s is %s", (code, name) => expect(nameOf(code)).toBe(name));

  test.each(["1-0:77.7.0", "1-0:12.8.0", "1-0:19.7.0", "0-0:200.1.2", "130-0:1.8.0"])("%s has no name", (code) =>
    expect(nameOf(code)).toBeUndefined(),
  );
});
