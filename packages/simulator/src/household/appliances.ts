/** Index of a phase: 0 is L1. */
export type PhaseIndex = 0 | 1 | 2;

type Range = readonly [low: number, high: number];

/** Something that draws power for a while, then rests. */
export interface Appliance {
  readonly name: string;
  /** Phases it is connected to; they share its power evenly. */
  readonly phases: readonly PhaseIndex[];
  readonly powerW: number;
  /** Reactive power for each watt: positive for motors, negative for electronics. */
  readonly tanPhi: number;
  readonly onSeconds: Range;
  readonly offSeconds: Range;
  /** Local hours in which it may start, the last one included; any hour where absent. */
  readonly startHours?: readonly Range[];
  /** How likely it starts when it could; asked again every ten minutes. Default: 1. */
  readonly startChance?: number;
}

const minutes = (low: number, high: number): Range => [60 * low, 60 * high];
const hours = (low: number, high: number): Range => [3600 * low, 3600 * high];

/** What stands in the household where nothing else is asked for. */
export const defaultAppliances: readonly Appliance[] = [
  {
    name: "refrigerator",
    phases: [0],
    powerW: 95,
    tanPhi: 0.6,
    onSeconds: minutes(14, 24),
    offSeconds: minutes(25, 45),
  },
  { name: "freezer", phases: [1], powerW: 110, tanPhi: 0.6, onSeconds: minutes(10, 20), offSeconds: minutes(30, 50) },
  { name: "heat pump", phases: [2], powerW: 940, tanPhi: 0.35, onSeconds: minutes(15, 50), offSeconds: minutes(8, 35) },
  { name: "water heater", phases: [1], powerW: 1950, tanPhi: 0, onSeconds: minutes(8, 25), offSeconds: hours(2, 5) },
  {
    name: "kettle",
    phases: [0],
    powerW: 2150,
    tanPhi: 0,
    onSeconds: [90, 200],
    offSeconds: minutes(30, 150),
    startHours: [
      [6, 9],
      [12, 13],
      [15, 21],
    ],
    startChance: 0.4,
  },
  {
    name: "stove",
    phases: [1, 2],
    powerW: 3100,
    tanPhi: 0.02,
    onSeconds: minutes(15, 45),
    offSeconds: hours(4, 20),
    startHours: [
      [11, 12],
      [17, 19],
    ],
    startChance: 0.3,
  },
  {
    name: "washing machine",
    phases: [0],
    powerW: 1850,
    tanPhi: 0.15,
    onSeconds: minutes(12, 30),
    offSeconds: hours(6, 40),
    startHours: [[8, 20]],
    startChance: 0.1,
  },
  {
    name: "dishwasher",
    phases: [2],
    powerW: 1700,
    tanPhi: 0.1,
    onSeconds: minutes(15, 25),
    offSeconds: hours(10, 30),
    startHours: [
      [13, 14],
      [19, 22],
    ],
    startChance: 0.3,
  },
  {
    name: "television",
    phases: [2],
    powerW: 135,
    tanPhi: -0.6,
    onSeconds: minutes(40, 150),
    offSeconds: minutes(30, 300),
    startHours: [[16, 22]],
    startChance: 0.5,
  },
  {
    name: "car charger",
    phases: [0, 1, 2],
    powerW: 6900,
    tanPhi: 0.03,
    onSeconds: minutes(50, 200),
    offSeconds: hours(18, 44),
    startHours: [
      [17, 23],
      [0, 1],
    ],
    startChance: 0.12,
  },
];
