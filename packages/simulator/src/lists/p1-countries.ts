import {
  activeTariff,
  clock,
  count,
  currents,
  exportTariffs,
  importTariffs,
  kW,
  kWh,
  phasePowers,
  power,
  quality,
  quantity,
  tariffs,
  voltages,
  volts,
  wholeAmperes,
} from "./p1-layouts.ts";
import type { P1Line, P1NumberFormat } from "./p1-line.ts";

/*
 * What telegrams of other countries hold, in the order in which meters there send it. All are children of DSMR 5
 * unless something else is said.
 */
const kvarh: P1NumberFormat = { whole: 6, decimals: 3, unit: "kvarh" };
const kvar: P1NumberFormat = { whole: 2, decimals: 3, unit: "kvar" };
const kVA: P1NumberFormat = { whole: 2, decimals: 3, unit: "kVA" };

const deviceName: P1Line = { obis: "0-0:42.0.0", text: "logicalDeviceName", hex: true };
const meterNumber: P1Line = { obis: "0-0:96.1.0", text: "meterId", hex: true };
const version: P1Line = { obis: "1-3:0.2.8", text: "p1Version", hex: false };
const noText = (obis: string): P1Line => ({ obis, verbatim: "()" });
const importTotal = quantity("1.8.0", "energyImportWh", kWh, 3);
const exportTotal = quantity("2.8.0", "energyExportWh", kWh, 3);
const reactiveTotals: readonly P1Line[] = [
  quantity("3.8.0", "reactiveImportVarh", kvarh, 3),
  quantity("4.8.0", "reactiveExportVarh", kvarh, 3),
];
const reactivePower: readonly P1Line[] = [
  quantity("3.7.0", "reactiveImportVar", kvar, 3),
  quantity("4.7.0", "reactiveExportVar", kvar, 3),
];
const breaker = count("0-0:96.3.10", "switchPosition", 1);
const limiter = (format: P1NumberFormat): P1Line => ({ obis: "0-0:17.0.0", limiter: true, format });
const laterImportTariffs: readonly P1Line[] = [
  quantity("1.8.3", "energyImportT3Wh", kWh, 3),
  quantity("1.8.4", "energyImportT4Wh", kWh, 3),
];
const laterExportTariffs: readonly P1Line[] = [
  quantity("2.8.3", "energyExportT3Wh", kWh, 3),
  quantity("2.8.4", "energyExportT4Wh", kWh, 3),
];

function reactivePhases(): readonly P1Line[] {
  return [
    quantity("23.7.0", "reactiveImportL1Var", kvar, 3),
    quantity("43.7.0", "reactiveImportL2Var", kvar, 3),
    quantity("63.7.0", "reactiveImportL3Var", kvar, 3),
    quantity("24.7.0", "reactiveExportL1Var", kvar, 3),
    quantity("44.7.0", "reactiveExportL2Var", kvar, 3),
    quantity("64.7.0", "reactiveExportL3Var", kvar, 3),
  ];
}

/** Luxembourg (Creos, "Specification of the SmartyP1 port"): totals, reactive and apparent power; deciphered. */
export const luxembourgLayout: readonly P1Line[] = [
  version,
  clock,
  deviceName,
  importTotal,
  exportTotal,
  ...reactiveTotals,
  ...power,
  ...reactivePower,
  limiter({ whole: 3, decimals: 1, unit: "kVA" }),
  quantity("9.7.0", "apparentImportVA", kVA, 3),
  quantity("10.7.0", "apparentExportVA", kVA, 3),
  { obis: "1-1:31.4.0", verbatim: "(100*A)(-063*A)" },
  breaker,
  { obis: "0-1:96.3.10", verbatim: "(0)" },
  { obis: "0-2:96.3.10", verbatim: "(0)" },
  count("0-0:96.7.21", "powerFailures"),
  ...quality,
  ...["0-0:96.13.0", "0-0:96.13.2", "0-0:96.13.3", "0-0:96.13.4", "0-0:96.13.5"].map(noText),
  ...voltages(volts),
  ...currents(wholeAmperes),
  ...phasePowers(kW, false),
  ...reactivePhases(),
];

/** Hungary (E.ON, MVM): four tariffs, the limiter, power factors and frequency. */
export const hungarianLayout: readonly P1Line[] = [
  clock,
  deviceName,
  meterNumber,
  activeTariff,
  breaker,
  limiter({ whole: 2, decimals: 3, unit: "kW" }),
  importTotal,
  ...importTariffs,
  ...laterImportTariffs,
  exportTotal,
  ...exportTariffs,
  ...laterExportTariffs,
  ...reactiveTotals,
  quantity("15.8.0", "energyAbsWh", kWh, 3),
  ...voltages(volts),
  ...currents(wholeAmperes),
  quantity("13.7.0", "powerFactor", { whole: 1, decimals: 3, unit: "" }),
  quantity("33.7.0", "powerFactorL1", { whole: 1, decimals: 3, unit: "" }),
  quantity("53.7.0", "powerFactorL2", { whole: 1, decimals: 3, unit: "" }),
  quantity("73.7.0", "powerFactorL3", { whole: 1, decimals: 3, unit: "" }),
  quantity("14.7.0", "frequencyHz", { whole: 2, decimals: 2, unit: "Hz" }),
  ...power,
  { obis: "1-0:31.4.0", verbatim: "(200.00*A)" },
  { obis: "1-0:51.4.0", verbatim: "(200.00*A)" },
  { obis: "1-0:71.4.0", verbatim: "(200.00*A)" },
  noText("0-0:96.13.0"),
];

/** Lithuania (ESO): totals and four tariffs, reactive registers, frequency. */
export const lithuanianLayout: readonly P1Line[] = [
  clock,
  deviceName,
  meterNumber,
  activeTariff,
  importTotal,
  ...importTariffs,
  ...laterImportTariffs,
  exportTotal,
  ...exportTariffs,
  ...reactiveTotals,
  ...power,
  ...reactivePower,
  ...voltages(volts),
  ...currents({ whole: 3, decimals: 2, unit: "A" }),
  quantity("14.7.0", "frequencyHz", { whole: 2, decimals: 2, unit: "Hz" }),
];

/** Switzerland: as in the Netherlands, with reactive registers. */
export const swissLayout: readonly P1Line[] = [
  version,
  clock,
  { obis: "0-0:96.1.1", text: "meterId", hex: true },
  ...tariffs,
  ...reactiveTotals,
  activeTariff,
  ...power,
  ...voltages(volts),
  ...currents({ whole: 3, decimals: 2, unit: "A" }),
  ...phasePowers(kW, false),
];

/** Slovenia: the number in plain digits, no clock that DSMR knows (0.9.1 and 0.9.2 hold it), wide voltages. */
export const slovenianLayout: readonly P1Line[] = [
  { obis: "0-0:96.1.0", text: "meterId", hex: false },
  { obis: "0-0:97.97.0", verbatim: "(00000000)" },
  importTotal,
  ...importTariffs,
  exportTotal,
  ...exportTariffs,
  quantity("1.7.0", "activeImportW", kW, 3),
  ...phasePowers(kW, false).slice(0, 3),
  quantity("2.7.0", "activeExportW", kW, 3),
  ...phasePowers(kW, false).slice(3),
  ...voltages({ whole: 5, decimals: 1, unit: "V" }),
  ...currents(wholeAmperes),
];

/** Poland ("P1 interface", grid companies): registers of four tariffs and power. */
export const polishLayout: readonly P1Line[] = [
  clock,
  importTotal,
  ...importTariffs,
  ...laterImportTariffs,
  exportTotal,
  ...exportTariffs,
  ...laterExportTariffs,
  ...power,
  noText("0-0:96.13.0"),
  meterNumber,
  { obis: "0-0:17.0.0", verbatim: "(16500)" },
  { obis: "0-0:94.98.31", verbatim: "(00000)" },
];

/** Austria (Energienetze Steiermark): whole watts and watt-hours with as many leading zeros as fit. */
const wide = (unit: string): P1NumberFormat => ({ whole: 9, decimals: 0, unit });
export const austrianLayout: readonly P1Line[] = [
  version,
  clock,
  quantity("1.8.0", "energyImportWh", wide("Wh")),
  quantity("1.8.1", "energyImportT1Wh", wide("Wh")),
  quantity("1.8.2", "energyImportT2Wh", wide("Wh")),
  quantity("1.7.0", "activeImportW", wide("W")),
  quantity("2.8.0", "energyExportWh", wide("Wh")),
  quantity("2.8.1", "energyExportT1Wh", wide("Wh")),
  quantity("2.8.2", "energyExportT2Wh", wide("Wh")),
  quantity("2.7.0", "activeExportW", wide("W")),
  quantity("3.8.0", "reactiveImportVarh", wide("varh")),
  quantity("3.7.0", "reactiveImportVar", wide("var")),
  quantity("4.8.0", "reactiveExportVarh", wide("varh")),
  quantity("4.7.0", "reactiveExportVar", wide("var")),
];

/** Germany (EasyMeter Q3D): codes in full, hundredths of a watt, seven decimals of a kilowatt-hour, and no clock. */
const hundredths: P1NumberFormat = { whole: 6, decimals: 2, unit: "W" };
const inFull = (line: P1Line): P1Line => ({ ...line, obis: `${line.obis}*255` });
export const germanLayout: readonly P1Line[] = [
  quantity("1.8.0", "energyImportWh", { whole: 8, decimals: 7, unit: "kWh" }, 3),
  quantity("21.7.0", "activeImportL1W", hundredths),
  quantity("41.7.0", "activeImportL2W", hundredths),
  quantity("61.7.0", "activeImportL3W", hundredths),
  quantity("1.7.0", "activeImportW", hundredths),
].map(inFull);

/** DSMR 3 (Netherlands): tens of watts, no clock of its own. */
const oldPower: P1NumberFormat = { whole: 4, decimals: 2, unit: "kW" };
const oldEnergy: P1NumberFormat = { whole: 5, decimals: 3, unit: "kWh" };
export const dsmr3Layout: readonly P1Line[] = [
  { obis: "0-0:96.1.1", text: "meterId", hex: true },
  quantity("1.8.1", "energyImportT1Wh", oldEnergy, 3),
  quantity("1.8.2", "energyImportT2Wh", oldEnergy, 3),
  quantity("2.8.1", "energyExportT1Wh", oldEnergy, 3),
  quantity("2.8.2", "energyExportT2Wh", oldEnergy, 3),
  activeTariff,
  quantity("1.7.0", "activeImportW", oldPower, 3),
  quantity("2.7.0", "activeExportW", oldPower, 3),
  limiter({ whole: 4, decimals: 2, unit: "kW" }),
  breaker,
  noText("0-0:96.13.1"),
  noText("0-0:96.13.0"),
];
