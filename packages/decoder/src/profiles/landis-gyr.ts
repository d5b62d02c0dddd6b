import type { Column, VendorProfile } from "./profile.ts";

// Landis+Gyr E450, E570: lists begin with the push setup's capture objects (Switzerland, Norway), which need no layout;
// in Austria (Netz Burgenland, Energienetze Steiermark) values stand alone.
const voltage = (obis: string): Column => ({ obis, unit: "V", type: "long-unsigned" });
const current = (obis: string): Column => ({ obis, unit: "A", scaler: -2, type: "long-unsigned" });
const meterId: Column = { obis: "0-0:96.1.0" };
const unknown: Column = { type: "long-unsigned" };
const values: readonly Column[] = [
  ...["1-0:32.7.0", "1-0:52.7.0", "1-0:72.7.0"].map(voltage),
  ...["1-0:31.7.0", "1-0:51.7.0", "1-0:71.7.0"].map(current),
  { obis: "1-0:1.7.0", unit: "W", type: "double-long-unsigned" },
  { obis: "1-0:2.7.0", unit: "W", type: "double-long-unsigned" },
  { obis: "1-0:1.8.0", unit: "Wh", type: "double-long-unsigned" },
  { obis: "1-0:2.8.0", unit: "Wh", type: "double-long-unsigned" },
];

export const landisGyr: VendorProfile = {
  id: "landis-gyr",
  manufacturer: "Landis+Gyr",
  flagIds: ["LGZ", "LGF", "LGB"],
  listVersions: [],
  clock: "local",
  scales: [
    { unit: "W", scaler: 0 },
    { unit: "var", scaler: 0 },
    { unit: "VA", scaler: 0 },
    { unit: "Wh", scaler: 0 },
    { unit: "varh", scaler: 0 },
    // Volts in newer firmware, tenths of a volt in older.
    { unit: "V", scaler: 0, alternatives: [-1], plausible: { from: 80, to: 500 } },
    { unit: "A", scaler: -2 },
    { unit: "", scaler: -3 },
  ],
  layouts: [
    { about: "values alone (Austria)", anonymous: true, columns: [...values, meterId] },
    {
      about: "values alone, three more before the number (Austria)",
      anonymous: true,
      columns: [...values, unknown, unknown, unknown, meterId],
    },
  ],
};
