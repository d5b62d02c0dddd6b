import type { VendorProfile } from "./profile.ts";

/**
 * Meters that no profile knows: SI units where no scale is sent, which is what the standard's default scaler means;
 * voltages and frequencies by what a low-voltage grid allows. A current or a power factor could be anything: undecided.
 */
export const generic: VendorProfile = {
  id: "generic",
  manufacturer: "",
  flagIds: [],
  listVersions: [],
  scales: [
    { unit: "W", scaler: 0 },
    { unit: "var", scaler: 0 },
    { unit: "VA", scaler: 0 },
    { unit: "Wh", scaler: 0 },
    { unit: "varh", scaler: 0 },
    { unit: "VAh", scaler: 0 },
    { unit: "V", scaler: 0, alternatives: [-1, -2, -3], plausible: { from: 80, to: 500 } },
    { unit: "Hz", scaler: 0, alternatives: [-1, -2, -3], plausible: { from: 45, to: 65 } },
  ],
};
