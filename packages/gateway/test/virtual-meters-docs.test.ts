import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dsmrRows } from "../src/virtual-meters/dsmr-table.ts";
import { homeWizardRows } from "../src/virtual-meters/homewizard-table.ts";
import { registerRows } from "../src/virtual-meters/sdm630-table.ts";

const guide = fileURLToPath(new URL("../../../docs/guides/virtual-meters.md", import.meta.url));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const tables: Readonly<Record<string, string>> = {
  p1: table(
    ["Line", "Says", "Form"],
    dsmrRows.map((row) => [
      `\`${row.obis}\``,
      row.about,
      "format" in row
        ? `\`${"0".repeat(row.format.whole)}${row.format.decimals === 0 ? "" : `.${"0".repeat(row.format.decimals)}`}*${row.format.unit}\``
        : "text",
    ]),
  ),
  homewizard: table(
    ["Key", "Says"],
    homeWizardRows.map(({ key, about }) => [`\`${key}\``, about]),
  ),
  modbus: table(
    ["Address", "Register", "Says", "Unit", "Where it isn't known"],
    registerRows.map(({ address, about, unit, guards }) => [
      `\`0x${address.toString(16).toUpperCase().padStart(4, "0")}\``,
      String(30_001 + address),
      about,
      unit,
      guards ? "exception 0x02" : "not a number",
    ]),
  ),
};

const place = (name: string, text: string) => `<!-- table ${name}: written by a test -->\n\n${text}\n\n<!-- end -->`;
const anyTable = (name: string) => new RegExp(`<!-- table ${name}: written by a test -->.*?<!-- end -->`, "s");

// Written anew by `UPDATE_DOCS=1 npx vitest run packages/gateway/test/virtual-meters-docs.test.ts`.
test.each(Object.entries(tables))("the guide's table of %s is the code's", (name, text) => {
  const page = readFileSync(guide, "utf8");
  expect(page).toMatch(anyTable(name));
  if (process.env["UPDATE_DOCS"] === "1")
    writeFileSync(
      guide,
      page.replace(anyTable(name), () => place(name, text)),
    );
  expect(readFileSync(guide, "utf8")).toContain(place(name, text));
});
