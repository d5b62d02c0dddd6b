import type { Column, VendorProfile } from "./profile.ts";

// Kaifa, "OBIS list information" for Norway and "HAN list" for Sweden: the meaning of a value is its place.
const importPower: Column = { obis: "1-0:1.7.0", unit: "W" };
const identity: readonly Column[] = [{ obis: "1-1:0.2.129" }, { obis: "0-0:96.1.0" }, { obis: "0-0:96.1.7" }];
const power: readonly Column[] = [
  importPower,
  { obis: "1-0:2.7.0", unit: "W" },
  { obis: "1-0:3.7.0", unit: "var" },
  { obis: "1-0:4.7.0", unit: "var" },
];
const current = (obis: string): Column => ({ obis, unit: "A", scaler: -3 });
const voltage = (obis: string): Column => ({ obis, unit: "V", scaler: -1 });
const onePhase: readonly Column[] = [current("1-0:31.7.0"), voltage("1-0:32.7.0")];
const threePhases: readonly Column[] = [
  ...["1-0:31.7.0", "1-0:51.7.0", "1-0:71.7.0"].map(current),
  ...["1-0:32.7.0", "1-0:52.7.0", "1-0:72.7.0"].map(voltage),
];
const hourly: readonly Column[] = [
  { obis: "0-0:1.0.0" },
  { obis: "1-0:1.8.0", unit: "Wh" },
  { obis: "1-0:2.8.0", unit: "Wh" },
  { obis: "1-0:3.8.0", unit: "varh" },
  { obis: "1-0:4.8.0", unit: "varh" },
];

export const kaifa: VendorProfile = {
  id: "kaifa",
  manufacturer: "Kaifa",
  flagIds: ["KFM"],
  listVersions: ["KFM_"],
  clock: "local",
  registers: { listVersions: ["KFM_"], minutes: 60 },
  scales: [
    { unit: "W", scaler: 0 },
    { unit: "var", scaler: 0 },
    { unit: "A", scaler: -3 },
    { unit: "V", scaler: -1 },
    { unit: "Wh", scaler: 0 },
    { unit: "varh", scaler: 0 },
  ],
  layouts: [
    { about: "list 1, every 2 to 2.5 s", columns: [importPower], anonymous: true },
    { about: "list 2 of a single-phase meter, every 10 s", columns: [...identity, ...power, ...onePhase] },
    { about: "list 2 of a three-phase meter, every 10 s", columns: [...identity, ...power, ...threePhases] },
    { about: "list 3 of a single-phase meter, every hour", columns: [...identity, ...power, ...onePhase, ...hourly] },
    { about: "list 3 of a three-phase meter, every hour", columns: [...identity, ...power, ...threePhases, ...hourly] },
  ],
};
