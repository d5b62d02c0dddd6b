import { type ImportAmsReaderAnswer, type Told, tell, tellAll } from "@meter2mqtt/contract";
import { type Calendar, type FirmwareBackup, type OutsideInterval, plotIntervals } from "@meter2mqtt/energy";

/** What a backup holds, each a sentence for pages; keys and passwords are named, never shown. */
export function backupHolds(backup: FirmwareBackup, calendar: Calendar): ImportAmsReaderAnswer["holds"] {
  return {
    settings: [...meterHolds(backup), ...outputHolds(backup)],
    history: historyHolds(plotIntervals(backup, calendar)),
    tariffs: tariffHolds(backup),
  };
}

/** A sentence about a value, where there is one. */
function about<Value>(value: Value | undefined, told: (value: Value) => Told): Told[] {
  return value === undefined || value === "" ? [] : [told(value)];
}

function meterHolds({ meter, zone }: FirmwareBackup): Told[] {
  const { baud, parity } = meter;
  const line = baud === undefined || baud === 0 ? undefined : baud;
  return [
    ...about(line, (baud) =>
      parity === undefined ? tell("holdsBaud", { baud }) : tell("holdsLine", { baud, format: parity }),
    ),
    ...about(meter.grid, (grid) => tell("holdsGrid", { grid })),
    ...about(meter.mainFuseA, (amperes) => tell("holdsFuse", { amperes })),
    ...about(zone, (zone) => tell("holdsZone", { zone })),
    ...about(meter.powerMultiplier, (factor) => tell("holdsPowerFactor", { factor })),
    ...about(meter.voltageMultiplier, (factor) => tell("holdsVoltageFactor", { factor })),
    ...about(meter.currentMultiplier, (factor) => tell("holdsCurrentFactor", { factor })),
    ...about(meter.energyMultiplier, (factor) => tell("holdsEnergyFactor", { factor })),
    ...about(meter.encryptionKey, () => tell("holdsEncryptionKey")),
    ...about(meter.authenticationKey, () => tell("holdsAuthenticationKey")),
  ];
}

function outputHolds({ mqtt, domoticz }: FirmwareBackup): Told[] {
  const scheme = mqtt.isTls === true ? "mqtts" : "mqtt";
  const devices: readonly (readonly [string, number])[] = Object.entries(domoticz);
  return [
    ...about(mqtt.host, (host) => tell("holdsBroker", { broker: `${scheme}://${host}` })),
    ...about(mqtt.username, (user) => tell("holdsUser", { user })),
    ...about(mqtt.password, () => tell("holdsPassword")),
    ...about(mqtt.format, (format) => tell("holdsFormat", { format })),
    ...about(mqtt.publishTopic, (topic) => tell("holdsTopic", { topic })),
    ...about(mqtt.clientId, (client) => tell("holdsClient", { client })),
    ...devices.map(([name, index]) => tell("holdsDomoticz", { name, index })),
  ];
}

function historyHolds(intervals: readonly OutsideInterval[]): Told[] {
  return (["import", "export"] as const).flatMap((direction) => {
    const own = intervals.filter((interval) => interval.direction === direction);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const kwh = own.reduce((sum, { wh }) => sum + wh, 0) / 1000;
    const times = { from: instant(first.start), to: instant(last.start + last.lengthMs) };
    return [tell(direction === "import" ? "holdsImport" : "holdsExport", { kwh, amounts: own.length, ...times })];
  });
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function tariffHolds({ priceRows, thresholds, accounting, priceArea, currency, priceToken }: FirmwareBackup): Told[] {
  return [
    ...about(priceArea, (area) => tell("holdsArea", { area })),
    ...about(currency, (currency) => tell("holdsCurrency", { currency })),
    ...about(priceToken, () => tell("holdsPriceToken")),
    ...priceRows.map(rowHolds),
    ...about(thresholds, ({ kwh, hours }) => tell("holdsLimits", { limits: kwh.join(", "), hours })),
    ...(accounting?.peaks ?? []).map(({ day, hour, kwh }) => {
      const peak = { day, month: accounting?.month ?? 0, kwh };
      return hour === undefined ? tell("holdsPeak", peak) : tell("holdsPeakAt", { ...peak, time: `${hour}:00` });
    }),
  ];
}

const kinds = {
  fixed: "holdsRowFixed",
  add: "holdsRowAdd",
  subtract: "holdsRowSubtract",
  percent: "holdsRowPercent",
} as const;
const directions = { import: "holdsRowImport", export: "holdsRowExport", both: "holdsRowBoth" } as const;

function rowHolds({ name, kind, value, direction }: FirmwareBackup["priceRows"][number]): Told {
  return tellAll(tell(kinds[kind], { name, value }), tell(directions[direction]));
}
