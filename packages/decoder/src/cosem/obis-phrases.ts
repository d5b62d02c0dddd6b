import { type Sentence, toSentence, type ValuesOf } from "../words/say.ts";

type Numbered = { readonly number: number };
type Quadrant = { readonly quadrant: number };

/** What names of OBIS codes are made of, in English, by its key; what is filled in has a name. */
export const obisPhrases = {
  // What is measured
  activePowerImport: "active power, import",
  activePowerExport: "active power, export",
  activePowerSum: "active power, import plus export",
  activePowerNet: "active power, import minus export",
  activeEnergyImport: "active energy, import",
  activeEnergyExport: "active energy, export",
  activeEnergySum: "active energy, import plus export",
  activeEnergyNet: "active energy, import minus export",
  reactivePowerImport: "reactive power, import",
  reactivePowerExport: "reactive power, export",
  reactivePowerQuadrant: ({ quadrant }: Quadrant) => `reactive power, quadrant ${quadrant}`,
  reactiveEnergyImport: "reactive energy, import",
  reactiveEnergyExport: "reactive energy, export",
  reactiveEnergyQuadrant: ({ quadrant }: Quadrant) => `reactive energy, quadrant ${quadrant}`,
  apparentPowerImport: "apparent power, import",
  apparentPowerExport: "apparent power, export",
  apparentEnergyImport: "apparent energy, import",
  apparentEnergyExport: "apparent energy, export",
  current: "current",
  currentSum: "current, sum of all phases",
  currentNeutral: "current, neutral",
  voltage: "voltage",
  voltageNeutral: "voltage, neutral",
  powerFactor: "power factor",
  gridFrequency: "grid frequency",
  phaseAngle: "phase angle",

  // How it was processed
  cumulativeMaximum: "cumulative maximum",
  minimum: "minimum",
  maximum: "maximum",
  mean: "mean",
  runningMean: "mean of the running period",
  runningMeanSecond: "mean of the running period, second interval",
  lastMean: "mean of the last period",
  lastMeanSecond: "mean of the last period, second interval",
  sinceBilling: "since the last billing period",
  inRecordingInterval: "in the recording interval",
  lowThreshold: "threshold for low values",
  dropsBelow: "number of drops below the threshold",
  timeBelow: "time below the threshold",
  highThreshold: "threshold for high values",
  risesAbove: "number of rises above the threshold",
  timeAbove: "time above the threshold",
  tariff: ({ number }: Numbered) => `tariff ${number}`,
  harmonic: ({ number }: Numbered) => `harmonic ${number}`,
  totalHarmonicDistortion: "total harmonic distortion",
  channel: ({ number }: Numbered) => `channel ${number}`,
  billingPeriod: ({ number }: Numbered) => `billing period ${number}`,

  // What is said of the meter, and of others behind it
  meterNumber: "meter number",
  meterNumber2: "meter number 2",
  deviceNumber: "device number",
  deviceNumberOf: ({ number }: Numbered) => `device number ${number}`,
  firmwareVersion: "firmware version",
  portVersion: "version of the P1 port",
  listVersion: "version of the list",
  time: "time",
  date: "date",
  clock: "clock",
  limiter: "limiter",
  subMeterType: "type of the sub-meter",
  subMeterLast: "sub-meter, last value",
  subMeterLastHour: "sub-meter, value of the last hour",
  subMeterLastUncorrected: "sub-meter, last value, not temperature-corrected",
  subMeterHourly: "sub-meter, hourly value",
  subMeterValve: "valve or switch of the sub-meter",
  pushSetup: "push setup",
  logicalDeviceName: "logical device name",
  invocationCounter: "invocation counter",
  meterStatus: "status of the meter",
  meterType: "meter type",
  switchPosition: "switch position",
  connectionState: "connection state",
  longPowerFailures: "number of long power failures",
  lastPowerFailure: "time of the last power failure",
  powerFailures: "number of power failures",
  textMessage: "text message",
  textMessageCode: "text message, code",
  tariffInForce: "tariff in force",
  networkStatus: "status of the network",
  maker: "maker",
  configurationId: "identification of the configuration",
  monthlyHistory: "history of monthly values",
  powerFailureLog: "log of power failures",
  publicKey: "public key",

  // Other things than electricity; with a colon before what is said of their meter
  heatCost: "heat cost",
  heatCostOf: "heat cost:",
  cooling: "cooling",
  coolingOf: "cooling:",
  heat: "heat",
  heatOf: "heat:",
  gas: "gas",
  gasOf: "gas:",
  coldWater: "cold water",
  coldWaterOf: "cold water:",
  hotWater: "hot water",
  hotWaterOf: "hot water:",

  /** What is the same in every language: a phase, a code, a unit's symbol, a moment. */
  asIs: ({ text }: { readonly text: string }) => text,
} as const;

type Table = typeof obisPhrases;

/** A phrase of a name, by its key. */
export function obisPhrase<Key extends keyof Table>(key: Key, ...values: ValuesOf<Table, Key>): Sentence {
  return toSentence(key, ...values);
}
