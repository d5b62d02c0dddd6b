/** M-Bus device types (EN 13757-3, table "Device type identification"). */
export const channelKinds: Readonly<Record<number, string>> = {
  2: "electricity",
  3: "gas",
  4: "heat",
  6: "hot water",
  7: "water",
  8: "heat cost allocator",
  10: "cooling",
  11: "cooling",
  12: "heat",
  13: "heat and cooling",
  21: "hot water",
  22: "cold water",
};
