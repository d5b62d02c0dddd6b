/**
 * THE table of quantities: what a Reading may hold, under which name, in which unit, and which OBIS code says it.
 *
 * `code` is the OBIS code's value groups C.D.E (IEC 62056-6-1, clause 6: abstract groups A and B name the medium and
 * the channel). `kind` tells a momentary value from a register that only counts.
 */
export interface QuantityRow {
  readonly name: string;
  readonly code: string;
  readonly unit: "W" | "var" | "VA" | "V" | "A" | "Wh" | "varh" | "VAh" | "Hz" | "";
  readonly kind: "momentary" | "register" | "demand";
  readonly about: string;
}

const phaseNames = ["L1", "L2", "L3"] as const;

// Value group C of a phase is that of the total plus 20, 40 or 60.
function phaseRows(): readonly QuantityRow[] {
  const rows: QuantityRow[] = [];
  phaseNames.forEach((phase, index) => {
    const c = 20 * (index + 1);
    const add = (name: string, code: string, unit: QuantityRow["unit"], kind: QuantityRow["kind"], about: string) =>
      rows.push({ name, code, unit, kind, about: `${about}, ${phase}` });
    add(`activeImport${phase}W`, `${c + 1}.7.0`, "W", "momentary", "active power taken from the grid");
    add(`activeExport${phase}W`, `${c + 2}.7.0`, "W", "momentary", "active power given to the grid");
    add(`reactiveImport${phase}Var`, `${c + 3}.7.0`, "var", "momentary", "reactive power, import");
    add(`reactiveExport${phase}Var`, `${c + 4}.7.0`, "var", "momentary", "reactive power, export");
    add(`apparentImport${phase}VA`, `${c + 9}.7.0`, "VA", "momentary", "apparent power, import");
    add(`netActive${phase}W`, `${c + 16}.7.0`, "W", "momentary", "active power, import minus export");
    add(`currentL${index + 1}A`, `${c + 11}.7.0`, "A", "momentary", "current");
    add(`voltageL${index + 1}V`, `${c + 12}.7.0`, "V", "momentary", "voltage");
    add(`powerFactor${phase}`, `${c + 13}.7.0`, "", "momentary", "power factor");
    add(`energyImport${phase}Wh`, `${c + 1}.8.0`, "Wh", "register", "active energy taken from the grid");
    add(`energyExport${phase}Wh`, `${c + 2}.8.0`, "Wh", "register", "active energy given to the grid");
    add(`reactiveImport${phase}Varh`, `${c + 3}.8.0`, "varh", "register", "reactive energy, import");
    add(`reactiveExport${phase}Varh`, `${c + 4}.8.0`, "varh", "register", "reactive energy, export");
  });
  return rows;
}

function tariffRows(): readonly QuantityRow[] {
  const rows: QuantityRow[] = [];
  for (let tariff = 1; tariff <= 4; tariff++) {
    const add = (name: string, c: number, unit: "Wh" | "varh", about: string) =>
      rows.push({ name, code: `${c}.8.${tariff}`, unit, kind: "register", about: `${about}, tariff ${tariff}` });
    add(`energyImportT${tariff}Wh`, 1, "Wh", "active energy taken from the grid");
    add(`energyExportT${tariff}Wh`, 2, "Wh", "active energy given to the grid");
    add(`reactiveImportT${tariff}Varh`, 3, "varh", "reactive energy, import");
    add(`reactiveExportT${tariff}Varh`, 4, "varh", "reactive energy, export");
  }
  return rows;
}

function quadrantRows(): readonly QuantityRow[] {
  return [1, 2, 3, 4].flatMap((q): QuantityRow[] => [
    {
      name: `reactiveQ${q}Var`,
      code: `${4 + q}.7.0`,
      unit: "var",
      kind: "momentary",
      about: `reactive power, quadrant ${q}`,
    },
    {
      name: `reactiveQ${q}Varh`,
      code: `${4 + q}.8.0`,
      unit: "varh",
      kind: "register",
      about: `reactive energy, quadrant ${q}`,
    },
    ...[1, 2].map((tariff): QuantityRow => {
      const about = `reactive energy, quadrant ${q}, tariff ${tariff}`;
      return {
        name: `reactiveQ${q}T${tariff}Varh`,
        code: `${4 + q}.8.${tariff}`,
        unit: "varh",
        kind: "register",
        about,
      };
    }),
  ]);
}

export const quantities: readonly QuantityRow[] = [
  { name: "activeImportW", code: "1.7.0", unit: "W", kind: "momentary", about: "active power taken from the grid" },
  { name: "activeExportW", code: "2.7.0", unit: "W", kind: "momentary", about: "active power given to the grid" },
  { name: "netActiveW", code: "16.7.0", unit: "W", kind: "momentary", about: "active power, import minus export" },
  { name: "absActiveW", code: "15.7.0", unit: "W", kind: "momentary", about: "active power, import plus export" },
  { name: "reactiveImportVar", code: "3.7.0", unit: "var", kind: "momentary", about: "reactive power, import" },
  { name: "reactiveExportVar", code: "4.7.0", unit: "var", kind: "momentary", about: "reactive power, export" },
  { name: "apparentImportVA", code: "9.7.0", unit: "VA", kind: "momentary", about: "apparent power, import" },
  { name: "apparentExportVA", code: "10.7.0", unit: "VA", kind: "momentary", about: "apparent power, export" },
  { name: "powerFactor", code: "13.7.0", unit: "", kind: "momentary", about: "power factor" },
  { name: "frequencyHz", code: "14.7.0", unit: "Hz", kind: "momentary", about: "grid frequency" },
  { name: "energyImportWh", code: "1.8.0", unit: "Wh", kind: "register", about: "active energy taken from the grid" },
  { name: "energyExportWh", code: "2.8.0", unit: "Wh", kind: "register", about: "active energy given to the grid" },
  { name: "energyAbsWh", code: "15.8.0", unit: "Wh", kind: "register", about: "active energy, import plus export" },
  { name: "reactiveImportVarh", code: "3.8.0", unit: "varh", kind: "register", about: "reactive energy, import" },
  { name: "reactiveExportVarh", code: "4.8.0", unit: "varh", kind: "register", about: "reactive energy, export" },
  {
    name: "demandAvgImportW",
    code: "1.4.0",
    unit: "W",
    kind: "demand",
    about: "mean import power of the running quarter-hour",
  },
  {
    name: "demandMaxMonthImportW",
    code: "1.6.0",
    unit: "W",
    kind: "demand",
    about: "highest quarter-hour of this month",
  },
  ...tariffRows(),
  ...quadrantRows(),
  ...phaseRows(),
];
