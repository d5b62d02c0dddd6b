import type { QuantityName } from "@meter2mqtt/decoder";
import type { P1Count, P1Line, P1NumberFormat } from "./p1-line.ts";

export const kW: P1NumberFormat = { whole: 2, decimals: 3, unit: "kW" };
export const kWh: P1NumberFormat = { whole: 6, decimals: 3, unit: "kWh" };
export const volts: P1NumberFormat = { whole: 3, decimals: 1, unit: "V" };

/** What telegrams of one standard differ in. */
export interface P1LayoutOptions {
  /** Amperes: whole ones in DSMR 4 and most DSMR 5 meters, else with their decimals. */
  readonly current?: P1NumberFormat;
  readonly voltage?: P1NumberFormat;
  /** Behind 1-0:99.97.0: the log of long power failures. Absent: an empty one. */
  readonly failureLog?: string;
  /** Import and export side by side for each phase, or all imports first. Default: imports first. */
  readonly phasePairs?: boolean;
}

export const wholeAmperes: P1NumberFormat = { whole: 3, decimals: 0, unit: "A" };
const emptyLog = "(0)(0-0:96.7.19)";

export const quantity = (obis: string, name: QuantityName, format: P1NumberFormat, exponent = 0): P1Line => {
  return { obis: `1-0:${obis}`, quantity: name, format, exponent };
};

export const count = (obis: string, name: P1Count, digits = 5): P1Line => ({ obis, count: name, digits });

export const clock: P1Line = { obis: "0-0:1.0.0", clock: true };
export const importTariffs: readonly P1Line[] = [
  quantity("1.8.1", "energyImportT1Wh", kWh, 3),
  quantity("1.8.2", "energyImportT2Wh", kWh, 3),
];
export const exportTariffs: readonly P1Line[] = [
  quantity("2.8.1", "energyExportT1Wh", kWh, 3),
  quantity("2.8.2", "energyExportT2Wh", kWh, 3),
];
export const tariffs: readonly P1Line[] = [...importTariffs, ...exportTariffs];
export const activeTariff = count("0-0:96.14.0", "tariff", 4);
export const power: readonly P1Line[] = [
  quantity("1.7.0", "activeImportW", kW, 3),
  quantity("2.7.0", "activeExportW", kW, 3),
];
export const quality: readonly P1Line[] = [
  count("1-0:32.32.0", "voltageSagsL1"),
  count("1-0:52.32.0", "voltageSagsL2"),
  count("1-0:72.32.0", "voltageSagsL3"),
  count("1-0:32.36.0", "voltageSwellsL1"),
  count("1-0:52.36.0", "voltageSwellsL2"),
  count("1-0:72.36.0", "voltageSwellsL3"),
];
export const voltages = (format: P1NumberFormat): readonly P1Line[] => [
  quantity("32.7.0", "voltageL1V", format),
  quantity("52.7.0", "voltageL2V", format),
  quantity("72.7.0", "voltageL3V", format),
];
export const currents = (format: P1NumberFormat): readonly P1Line[] => [
  quantity("31.7.0", "currentL1A", format),
  quantity("51.7.0", "currentL2A", format),
  quantity("71.7.0", "currentL3A", format),
];

export function phasePowers(format: P1NumberFormat, pairs: boolean): readonly P1Line[] {
  const imports: readonly P1Line[] = [
    quantity("21.7.0", "activeImportL1W", format, 3),
    quantity("41.7.0", "activeImportL2W", format, 3),
    quantity("61.7.0", "activeImportL3W", format, 3),
  ];
  const exports: readonly P1Line[] = [
    quantity("22.7.0", "activeExportL1W", format, 3),
    quantity("42.7.0", "activeExportL2W", format, 3),
    quantity("62.7.0", "activeExportL3W", format, 3),
  ];
  return pairs ? imports.flatMap((line, i) => [line, ...exports.slice(i, i + 1)]) : [...imports, ...exports];
}

function dsmrHead(options: P1LayoutOptions): readonly P1Line[] {
  return [
    { obis: "1-3:0.2.8", text: "p1Version", hex: false },
    clock,
    { obis: "0-0:96.1.1", text: "meterId", hex: true },
    ...tariffs,
    activeTariff,
    ...power,
    count("0-0:96.7.21", "powerFailures"),
    count("0-0:96.7.9", "longPowerFailures"),
    { obis: "1-0:99.97.0", verbatim: options.failureLog ?? emptyLog },
    ...quality,
  ];
}

/** DSMR 5.0.2, Netherlands (P1 companion standard, table 6-2): every second. */
export function dsmr5Layout(options: P1LayoutOptions = {}): readonly P1Line[] {
  return [
    ...dsmrHead(options),
    { obis: "0-0:96.13.0", verbatim: "()" },
    ...voltages(options.voltage ?? volts),
    ...currents(options.current ?? wholeAmperes),
    ...phasePowers(kW, options.phasePairs ?? false),
  ];
}

/** DSMR 4.2, Netherlands: every 10 s, no voltages. */
export function dsmr4Layout(options: P1LayoutOptions = {}): readonly P1Line[] {
  return [
    ...dsmrHead(options),
    { obis: "0-0:96.13.1", verbatim: "()" },
    { obis: "0-0:96.13.0", verbatim: "()" },
    ...currents(options.current ?? wholeAmperes),
    ...phasePowers(kW, options.phasePairs ?? false),
  ];
}

/** What Belgian telegrams differ in. */
export interface EmucsLayoutOptions {
  /** Behind 0-0:98.1.0: the peaks of the last 13 months. Absent: the line is not sent, as before version 1.7. */
  readonly peakHistory?: string;
  /** The meter keeps that history itself. */
  readonly keepsHistory?: boolean;
  /** The tariff stands before the demand, as in later versions. Default: true. */
  readonly tariffFirst?: boolean;
}

/** e-MUCS P1, Belgium (Fluvius, version 1.7): every second. */
export function emucsLayout(options: EmucsLayoutOptions = {}): readonly P1Line[] {
  const { peakHistory, keepsHistory = false, tariffFirst = true } = options;
  const given: readonly P1Line[] = peakHistory === undefined ? [] : [{ obis: "0-0:98.1.0", verbatim: peakHistory }];
  const history: readonly P1Line[] = keepsHistory ? [{ obis: "0-0:98.1.0", peakHistory: true, format: kW }] : given;
  const demand: readonly P1Line[] = [
    quantity("1.4.0", "demandAvgImportW", kW, 3),
    { obis: "1-0:1.6.0", monthPeak: true, format: kW },
    ...history,
  ];
  return [
    { obis: "0-0:96.1.4", text: "p1Version", hex: false },
    { obis: "0-0:96.1.1", text: "meterId", hex: true },
    clock,
    ...tariffs,
    ...(tariffFirst ? [activeTariff, ...demand] : [...demand, activeTariff]),
    ...power,
    ...phasePowers(kW, false),
    ...voltages(volts),
    ...currents({ whole: 3, decimals: 2, unit: "A" }),
    count("0-0:96.3.10", "switchPosition", 1),
    { obis: "0-0:17.0.0", limiter: true, format: { whole: 3, decimals: 1, unit: "kW" } },
    { obis: "1-0:31.4.0", verbatim: "(999*A)" },
    { obis: "0-0:96.13.0", verbatim: "()" },
  ];
}

/** What telegrams of the Swedish standard differ in: how the units of reactive quantities are spelled. */
export interface NordicLayoutOptions {
  readonly kvar?: string;
  readonly kvarh?: string;
  readonly phasePairs?: boolean;
}

/** Swedish branch standard for the customer interface (RJ12): every 10 s, totals without tariffs, reactive values. */
export function nordicLayout(options: NordicLayoutOptions = {}): readonly P1Line[] {
  const { kvar = "kvar", kvarh = "kvarh", phasePairs = false } = options;
  const energy = (unit: string): P1NumberFormat => ({ whole: 8, decimals: 3, unit });
  const momentary = (unit: string): P1NumberFormat => ({ whole: 4, decimals: 3, unit });
  const reactive: readonly (readonly [P1Line, P1Line])[] = [
    [
      quantity("23.7.0", "reactiveImportL1Var", momentary(kvar), 3),
      quantity("24.7.0", "reactiveExportL1Var", momentary(kvar), 3),
    ],
    [
      quantity("43.7.0", "reactiveImportL2Var", momentary(kvar), 3),
      quantity("44.7.0", "reactiveExportL2Var", momentary(kvar), 3),
    ],
    [
      quantity("63.7.0", "reactiveImportL3Var", momentary(kvar), 3),
      quantity("64.7.0", "reactiveExportL3Var", momentary(kvar), 3),
    ],
  ];
  const importsFirst = [...reactive.map(([first]) => first), ...reactive.map(([, second]) => second)];
  return [
    clock,
    quantity("1.8.0", "energyImportWh", energy("kWh"), 3),
    quantity("2.8.0", "energyExportWh", energy("kWh"), 3),
    quantity("3.8.0", "reactiveImportVarh", energy(kvarh), 3),
    quantity("4.8.0", "reactiveExportVarh", energy(kvarh), 3),
    quantity("1.7.0", "activeImportW", momentary("kW"), 3),
    quantity("2.7.0", "activeExportW", momentary("kW"), 3),
    quantity("3.7.0", "reactiveImportVar", momentary(kvar), 3),
    quantity("4.7.0", "reactiveExportVar", momentary(kvar), 3),
    ...phasePowers(momentary("kW"), phasePairs),
    ...(phasePairs ? reactive.flat() : importsFirst),
    ...voltages(volts),
    ...currents({ whole: 3, decimals: 1, unit: "A" }),
  ];
}
