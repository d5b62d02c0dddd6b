import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { virtualMeters } from "../src/index.ts";
import { renderVirtualMetersDocs } from "./docs/render-virtual-meters.ts";

const page = fileURLToPath(new URL("../../../docs/guides/simulator.md", import.meta.url));
const meters = Object.values(virtualMeters);

// Written anew by `npx vitest run packages/simulator/test/docs.test.ts -u`.
test("docs/guides/simulator.md names every virtual meter", async () => {
  const text = renderVirtualMetersDocs(meters);
  for (const { name } of meters) expect(text).toContain(`| \`${name}\` |`);
  await expect(text).toMatchFileSnapshot(page);
});

describe("descriptions", () => {
  test("each meter has an id, and each that ciphers a system title, of its own", () => {
    const ids = meters.map(({ meterId }) => meterId);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = meters.flatMap(({ systemTitle }) => (systemTitle === undefined ? [] : [systemTitle.join(" ")]));
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("whoever ciphers has keys, and nobody else", () => {
    for (const { speech, keys, systemTitle, name } of meters) {
      const ciphers = speech.kind !== "sml" && speech.ciphering !== undefined;
      expect([keys !== undefined, systemTitle !== undefined], name).toEqual([ciphers, ciphers]);
    }
  });

  test("every country whose meters are read has one, and every framing that meters use", () => {
    const countries = new Set(meters.map(({ country }) => country));
    const wanted = ["AT", "BE", "CH", "CZ", "DE", "DK", "FI", "HR", "HU", "LT", "LU", "NL", "NO", "PL", "SE", "SI"];
    expect([...countries].sort()).toEqual(wanted);
    expect([...new Set(meters.map(({ framing }) => framing))].sort()).toEqual(["apdu", "hdlc", "mbus", "p1", "sml"]);
  });
});
