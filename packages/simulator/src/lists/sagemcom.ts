import type { QuantityName } from "@meter2mqtt/decoder";
import { toAscii } from "../octets.ts";
import type { ListColumn } from "./list-column.ts";

const word = (obis: string, quantity: QuantityName): ListColumn => {
  return { obis, quantity, type: "double-long-unsigned" };
};

/** Interface classes (Blue Book): disconnect control, limiter. */
const disconnectControl = 70;
const limiter = 71;

/** State of a breaker or relay: an enum in attribute 3. */
const state = (obis: string, value: number): ListColumn => {
  return { obis, constant: { type: "enum", value }, classId: disconnectControl, attribute: 3 };
};

/** Czechia (XT211): attributes, with breaker, limiter and relays before the values. */
export const sagemcomCzech: readonly ListColumn[] = [
  { obis: "0-0:96.1.1", text: "deviceId1", type: "octet-string" },
  state("0-0:96.3.10", 1),
  { obis: "0-0:17.0.0", constant: { type: "double-long-unsigned", value: 0 }, classId: limiter, attribute: 3 },
  state("0-1:96.3.10", 1),
  state("0-2:96.3.10", 0),
  { obis: "0-0:96.14.0", constant: { type: "octet-string", octets: toAscii("T1") } },
  word("1-0:1.7.0", "activeImportW"),
  word("1-0:21.7.0", "activeImportL1W"),
  word("1-0:41.7.0", "activeImportL2W"),
  word("1-0:61.7.0", "activeImportL3W"),
  word("1-0:2.7.0", "activeExportW"),
  word("1-0:22.7.0", "activeExportL1W"),
  word("1-0:42.7.0", "activeExportL2W"),
  word("1-0:62.7.0", "activeExportL3W"),
  word("1-0:1.8.0", "energyImportWh"),
  word("1-0:1.8.1", "energyImportT1Wh"),
  word("1-0:1.8.2", "energyImportT2Wh"),
  word("1-0:2.8.0", "energyExportWh"),
];
