import type { VendorProfile } from "./profile.ts";

// Kamstrup, "Omnipower HAN port interface description": OBIS code and value in turn, no scalers in the telegram.
// Registers count in 10 Wh in Norway and Denmark; Swedish and Swiss meters are known that count in Wh.
const registerScaler = { NO: 1, DK: 1 };

export const kamstrup: VendorProfile = {
  id: "kamstrup",
  manufacturer: "Kamstrup",
  flagIds: ["KAM"],
  listVersions: ["Kamstrup_"],
  clock: "dst-bit",
  scales: [
    { unit: "W", scaler: 0 },
    { unit: "var", scaler: 0 },
    { unit: "VA", scaler: 0 },
    { unit: "A", scaler: -2 },
    // Newer Danish firmware sends hundredths of a volt.
    { unit: "V", scaler: 0, alternatives: [-2, -1], plausible: { from: 80, to: 500 } },
    { unit: "", scaler: -2 },
    { unit: "Wh", scaler: registerScaler, alternatives: [0] },
    { unit: "varh", scaler: registerScaler, alternatives: [0] },
  ],
};
