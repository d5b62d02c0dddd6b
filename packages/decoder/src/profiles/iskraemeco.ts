import type { Column, Layout, VendorProfile } from "./profile.ts";

// Iskraemeco AM550 and IE.5. In Slovenia the lists begin with the logical device name and have their meaning by place
// (SODO, "I1 port: push lists"); Croatian IE.5 lists begin with the meter's number, time and date; Swiss ones with the
// push setup's own list of capture objects, which needs no layout. Austrian ones (IDIS, consumer information) begin with
// the name of the push setup and the meter's; other makers' meters of the same grid company send the same list.
const deviceName: Column = { obis: "0-0:42.0.0" };
const meterId: Column = { obis: "0-0:96.1.0" };
const unknown: Column = {};
const power = (obis: string): Column => ({ obis, unit: "W", type: "double-long-unsigned" });
const reactive = (obis: string): Column => ({ obis, unit: "var", type: "double-long-unsigned" });
const energy = (obis: string): Column => ({ obis, unit: "Wh", type: "double-long-unsigned" });
const reactiveEnergy = (obis: string): Column => ({ obis, unit: "varh", type: "double-long-unsigned" });
const voltage = (obis: string): Column => ({ obis, unit: "V", scaler: -1, type: "long-unsigned" });
const current = (obis: string): Column => ({ obis, unit: "A", scaler: -2, type: "long-unsigned" });

const activePower: readonly Column[] = ["1-0:1.7.0", "1-0:2.7.0"].map(power);
const reactivePower: readonly Column[] = ["1-0:3.7.0", "1-0:4.7.0"].map(reactive);
const voltages: readonly Column[] = ["1-0:32.7.0", "1-0:52.7.0", "1-0:72.7.0"].map(voltage);
const currents: readonly Column[] = ["1-0:31.7.0", "1-0:51.7.0", "1-0:71.7.0"].map(current);
const phaseImport: readonly Column[] = ["1-0:21.7.0", "1-0:41.7.0", "1-0:61.7.0"].map(power);
const phaseExport: readonly Column[] = ["1-0:22.7.0", "1-0:42.7.0", "1-0:62.7.0"].map(power);
const importRegisters: readonly Column[] = ["1-0:1.8.0", "1-0:1.8.1", "1-0:1.8.2"].map(energy);
const exportRegisters: readonly Column[] = ["1-0:2.8.0", "1-0:2.8.1", "1-0:2.8.2"].map(energy);

const austrianPower: readonly Column[] = [
  { type: "octet-string" },
  deviceName,
  unknown,
  unknown,
  ...["1-0:1.8.0", "1-0:2.8.0"].map(energy),
  ...["1-0:3.8.0", "1-0:4.8.0"].map(reactiveEnergy),
  ...activePower,
];

/** Reactive powers, and the two messages to the customer, are there or not (IDIS package 2, consumer information). */
const messages: readonly Column[] = [{ obis: "0-0:96.13.0" }, { obis: "0-0:96.13.1" }];
const austrianLists = [austrianPower, [...austrianPower, ...reactivePower]].flatMap((columns) => [
  columns,
  [...columns, ...messages],
]);

export const iskraemeco: VendorProfile = {
  id: "iskraemeco",
  manufacturer: "Iskraemeco",
  flagIds: ["ISK"],
  listVersions: ["ISK"],
  clock: "local",
  scales: [
    { unit: "W", scaler: 0 },
    { unit: "var", scaler: 0 },
    { unit: "Wh", scaler: 0 },
    { unit: "varh", scaler: 0 },
    { unit: "V", scaler: -1, alternatives: [0, -2], plausible: { from: 80, to: 500 } },
    { unit: "A", scaler: -2 },
    { unit: "", scaler: -3 },
  ],
  layouts: [
    {
      about: "three phases, every few seconds (Slovenia)",
      everyMaker: true,
      columns: [
        deviceName,
        unknown,
        ...activePower,
        ...reactivePower,
        ...voltages,
        ...currents,
        ...phaseImport,
        ...phaseExport,
      ],
    },
    {
      about: "registers, every 15 minutes (Slovenia)",
      everyMaker: true,
      columns: [
        deviceName,
        unknown,
        unknown,
        unknown,
        ...importRegisters,
        ...exportRegisters,
        reactiveEnergy("1-0:3.8.0"),
        reactiveEnergy("1-0:4.8.0"),
      ],
    },
    {
      about: "three phases, voltages first (Slovenia)",
      everyMaker: true,
      columns: [deviceName, unknown, ...voltages, ...currents, ...activePower, ...reactivePower],
    },
    {
      about: "one phase with its own power (Slovenia)",
      everyMaker: true,
      columns: [
        deviceName,
        meterId,
        ...activePower,
        ...reactivePower,
        voltage("1-0:32.7.0"),
        current("1-0:31.7.0"),
        power("1-0:21.7.0"),
        power("1-0:22.7.0"),
      ],
    },
    {
      about: "registers of two tariffs (Slovenia)",
      everyMaker: true,
      columns: [
        deviceName,
        meterId,
        energy("1-0:1.8.1"),
        energy("1-0:1.8.2"),
        energy("1-0:2.8.1"),
        energy("1-0:2.8.2"),
        reactiveEnergy("1-0:3.8.1"),
        reactiveEnergy("1-0:3.8.2"),
        reactiveEnergy("1-0:4.8.1"),
        reactiveEnergy("1-0:4.8.2"),
      ],
    },
    {
      about: "registers without reactive ones, every 15 minutes (Slovenia)",
      everyMaker: true,
      columns: [deviceName, unknown, unknown, { type: "octet-string" }, ...importRegisters, ...exportRegisters],
    },
    {
      about: "three phases without their own power (Slovenia)",
      everyMaker: true,
      columns: [deviceName, unknown, ...activePower, ...reactivePower, ...voltages, ...currents],
    },
    {
      about: "one phase (Slovenia)",
      everyMaker: true,
      columns: [deviceName, meterId, ...activePower, ...reactivePower, voltage("1-0:32.7.0"), current("1-0:31.7.0")],
    },
    {
      about: "one phase, two more values (Slovenia)",
      everyMaker: true,
      columns: [deviceName, meterId, ...activePower, ...reactivePower, voltage("1-0:32.7.0"), unknown, unknown],
    },
    {
      about: "power and registers (Slovenia)",
      everyMaker: true,
      columns: [deviceName, ...activePower, ...importRegisters, ...exportRegisters],
    },
    {
      about: "one phase, voltage first (Slovenia)",
      everyMaker: true,
      columns: [deviceName, meterId, voltage("1-0:32.7.0"), current("1-0:31.7.0"), ...activePower, ...reactivePower],
    },
    {
      about: "two registers, every 15 minutes (Slovenia)",
      everyMaker: true,
      anonymous: true,
      columns: [meterId, unknown, energy("1-0:1.8.0"), energy("1-0:2.8.0")],
    },
    {
      // The list that all makers' meters send in Vienna ("IDIS CII").
      about: "clock, registers and powers, every second (Austria)",
      everyMaker: true,
      anonymous: true,
      columns: [
        { obis: "0-0:1.0.0" },
        energy("1-0:1.8.0"),
        energy("1-0:2.8.0"),
        reactiveEnergy("1-0:3.8.0"),
        reactiveEnergy("1-0:4.8.0"),
        ...activePower,
        ...reactivePower,
      ],
    },
    {
      about: "everything of an IE.5 (Croatia)",
      anonymous: true,
      columns: [
        meterId,
        unknown,
        unknown,
        ...importRegisters,
        ...exportRegisters,
        ...Array.from({ length: 4 }, () => unknown),
        ...activePower,
        { obis: "1-0:13.7.0", unit: "", scaler: -3, type: "long-unsigned" },
        ...phaseImport,
        ...phaseExport,
        ...voltages,
        ...currents,
        ...Array.from({ length: 5 }, () => unknown),
      ],
    },
    {
      about: "an AM550 without a power factor (Switzerland)",
      anonymous: true,
      columns: [
        meterId,
        unknown,
        unknown,
        ...importRegisters,
        ...exportRegisters,
        ...activePower,
        ...phaseImport,
        ...phaseExport,
        ...voltages,
        ...currents,
        ...Array.from({ length: 5 }, () => unknown),
      ],
    },
    ...austrianLists.map(
      (columns): Layout => ({
        about: `registers and power behind the push setup's name, ${columns.length} values (Austria)`,
        anonymous: true,
        everyMaker: true,
        columns,
      }),
    ),
    {
      about: "an IE.5 in an IT grid, without the voltage of the second phase (Norway)",
      anonymous: true,
      columns: [
        ...importRegisters,
        ...exportRegisters,
        unknown,
        { obis: "0-0:1.0.0" },
        power("1-0:2.7.0"),
        power("1-0:1.7.0"),
        ...currents,
        voltage("1-0:32.7.0"),
        voltage("1-0:72.7.0"),
      ],
    },
  ],
};
