import type { FirmwareBackup } from "@meter2mqtt/energy";

/** Settings of the firmware that have nothing to become here, by their keys, and why. */
const reasons: readonly { readonly keys: RegExp; readonly what: string; readonly why: string }[] = [
  {
    keys: /^(netmode|hostname|ssid|psk|ip|gateway|subnet|dns[12]|mdns|use11b)$/,
    what: "Network and WiFi",
    why: "they are the board's; this machine has its own",
  },
  { keys: /^web/, what: "User and password of the firmware's page", why: "the pages here have their own" },
  { keys: /^(gpio|boardType)/, what: "Board, pins and sensors", why: "there is no board" },
  { keys: /^ntp/, what: "Time server", why: "this machine's clock is set by its system" },
  {
    keys: /^mqtt(Timeout|Keepalive|RebootMinutes)$/,
    what: "Time limits of MQTT",
    why: "a broker that is away is tried until it is back, and nothing is lost meanwhile",
  },
  {
    keys: /^homeAssistantDiscovery/,
    what: "Names in Home Assistant",
    why: "the meter is announced under its own name (`sources.meter.name`)",
  },
  { keys: /^(priceEnabled|priceEntsoeToken|entsoeToken)$/, what: "Access to prices", why: "it is not needed here yet" },
];

/** What no backup holds; the firmware's own restore loses it as well. */
const notInBackup =
  "Not in a backup: certificates, the interval of MQTT messages, how the page looks, cloud services, what was priced by the hour.";

/** What is not carried over, each a sentence. */
export function leftBehind(backup: FirmwareBackup): readonly string[] {
  const sentences = reasons
    .filter(({ keys }) => backup.left.some((key) => keys.test(key)))
    .map(({ what, why }) => `${what}: ${why}.`);
  if (backup.meter.productionKwp !== undefined) sentences.push("Production capacity: there is no gauge that needs it.");
  if (backup.accounting !== undefined)
    sentences.push("Costs and incomes: they are sums without the hours and prices they came from.");
  const unread = backup.unread.map(({ line, key, why }) => `Line ${line}, ${key}: ${why}.`);
  return [...sentences, notInBackup, ...unread.slice(0, 20)];
}
