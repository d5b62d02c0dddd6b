import { type Remark, type ToldKey, tell } from "@meter2mqtt/contract";
import type { FirmwareBackup } from "@meter2mqtt/energy";
import { priceSourceOf } from "./price-source-of.ts";

/** Settings of the firmware that have nothing to become here, by their keys, and why. */
const reasons = [
  { keys: /^(netmode|hostname|ssid|psk|ip|gateway|subnet|dns[12]|mdns|use11b)$/, why: "leftNetwork" },
  { keys: /^web/, why: "leftPage" },
  { keys: /^(gpio|boardType)/, why: "leftBoard" },
  { keys: /^ntp/, why: "leftClock" },
  { keys: /^mqtt(Timeout|Keepalive|RebootMinutes)$/, why: "leftTimeLimits" },
  { keys: /^homeAssistantDiscovery/, why: "leftNames" },
] as const satisfies readonly { readonly keys: RegExp; readonly why: ToldKey }[];

const unreadWords = {
  "too-long": "lineTooLong",
  "odd-characters": "lineOdd",
  layout: "lineNoPriceRow",
  numbers: "lineNumbers",
  "unknown-key": "lineUnknown",
} as const satisfies Readonly<Record<FirmwareBackup["unread"][number]["why"], ToldKey>>;

/** So many lines are named. */
const mostLines = 20;

/** What is not carried over, each a sentence. */
export function leftBehind(backup: FirmwareBackup): readonly Remark[] {
  const { left, meter, accounting, unread } = backup;
  const settings = reasons.filter(({ keys }) => left.some((key) => keys.test(key))).map(({ why }) => tell(why));
  return [
    ...settings,
    ...(hadPrices(backup) && priceSourceOf(backup) === undefined ? [tell("leftPrices")] : []),
    ...(meter.productionKwp === undefined ? [] : [tell("leftProduction")]),
    ...(accounting === undefined ? [] : [tell("leftCosts")]),
    // No backup holds it; the firmware's own restore loses it as well.
    tell("leftEver"),
    ...unread.slice(0, mostLines).map(({ line, key, why }) => tell(unreadWords[why], { line, key })),
  ];
}

function hadPrices({ left, priceToken, priceArea }: FirmwareBackup): boolean {
  return left.includes("priceEnabled") || priceToken !== undefined || priceArea !== undefined;
}
