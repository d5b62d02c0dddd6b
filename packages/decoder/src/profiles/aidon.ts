import type { VendorProfile } from "./profile.ts";

// Aidon, "HAN interface description" (NVE lists and the Swedish RJ45 list): every value comes with scaler and unit.
// The Norwegian clock says deviation 0, but shows local time.
export const aidon: VendorProfile = {
  id: "aidon",
  manufacturer: "Aidon",
  flagIds: ["AID", "ADN"],
  listVersions: ["AIDON_"],
  clock: "ignore-deviation",
};
