import { describe, expect, test } from "vitest";
import { deriveValues } from "./derive.ts";

describe("deriveValues", () => {
  test.each([
    ["import and export from net power", { netActiveW: -300 }, { activeImportW: 0, activeExportW: 300 }],
    ["net power from import and export", { activeImportW: 0, activeExportW: 120.5 }, { netActiveW: -120.5 }],
    ["net power of a meter that counts one way", { activeImportW: 7 }, { netActiveW: 7 }],
    ["nothing from nothing", {}, {}],
    ["totals from tariffs", { energyImportT1Wh: 1000.1, energyImportT2Wh: 2000.2 }, { energyImportWh: 3000.3 }],
    ["no total where one is sent", { energyImportWh: 5, energyImportT1Wh: 1 }, {}],
    ["zero is a value", { energyExportT1Wh: 0, energyExportT2Wh: 0 }, { energyExportWh: 0 }],
    [
      "the power factor",
      { netActiveW: -300, activeImportW: 0, activeExportW: 300, reactiveImportVar: 400 },
      { powerFactor: 0.6 },
    ],
    [
      "no power factor where one is sent",
      { netActiveW: 1, activeImportW: 1, activeExportW: 0, reactiveImportVar: 0, powerFactor: 0.9 },
      {},
    ],
    ["no power factor without power", { netActiveW: 0, activeImportW: 0, activeExportW: 0, reactiveImportVar: 0 }, {}],
  ])("%s", (_about, sent, derived) => {
    expect(deriveValues(sent)).toEqual(derived);
  });
});
