import { type Calendar, type FirmwareBackup, type OutsideInterval, plotIntervals } from "@meter2mqtt/energy";
import { leftBehind } from "./left-behind.ts";

/** What a backup holds, in words, for a terminal; keys and passwords are named, never shown. */
export function describeBackup(backup: FirmwareBackup, calendar: Calendar): string {
  const sections = [
    ["Settings that become settings here", settingWords(backup)],
    ["History", historyWords(plotIntervals(backup, calendar), calendar)],
    ["Prices and tariffs (rows become a contract with --config; limits and peaks are shown only)", tariffWords(backup)],
    ["Not carried over", leftBehind(backup).map(({ message }) => message)],
  ] as const;
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const head = `Backup of amsreader-firmware${backup.version === undefined ? "" : ` ${backup.version}`}.\n`;
  return head + shown.map(([title, lines]) => `\n${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`).join("");
}

function settingWords({ meter, mqtt, domoticz, zone }: FirmwareBackup): string[] {
  const line =
    meter.baud === undefined || meter.baud === 0 ? undefined : `${meter.baud} baud ${meter.parity ?? ""}`.trim();
  const multipliers = [
    ["power", meter.powerMultiplier],
    ["voltage", meter.voltageMultiplier],
    ["current", meter.currentMultiplier],
    ["energy", meter.energyMultiplier],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} times ${value}`]));
  const scheme = mqtt.isTls === true ? "mqtts" : "mqtt";
  const lines: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    [
      "Meter",
      [
        line,
        meter.grid && `${meter.grid} grid`,
        meter.mainFuseA === undefined ? undefined : `main fuse ${meter.mainFuseA} A`,
        zone,
        ...multipliers,
      ],
    ],
    ["Keys", [meter.encryptionKey && "encryption key", meter.authenticationKey && "authentication key"]],
    [
      "MQTT",
      [mqtt.host && `${scheme}://${mqtt.host}`, mqtt.username && `user ${mqtt.username}`, mqtt.password && "password"],
    ],
    ["Format", [mqtt.format, mqtt.publishTopic && `on ${mqtt.publishTopic}`, mqtt.clientId && `as ${mqtt.clientId}`]],
    ["Domoticz", Object.entries(domoticz).map(([name, index]) => `${name} ${String(index)}`)],
  ];
  return lines.flatMap(([name, parts]) => {
    const given = parts.filter((part) => part !== undefined && part !== "");
    return given.length === 0 ? [] : [`${name}: ${given.join(", ")}`];
  });
}

function historyWords(intervals: readonly OutsideInterval[], calendar: Calendar): string[] {
  return (["import", "export"] as const).flatMap((direction) => {
    const own = intervals.filter((interval) => interval.direction === direction);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const kwh = own.reduce((sum, { wh }) => sum + wh, 0) / 1000;
    const end = calendar.format(last.start + last.lengthMs);
    return [`${direction}: ${kwh.toFixed(3)} kWh in ${own.length} amounts, ${calendar.format(first.start)} to ${end}`];
  });
}

function tariffWords({ priceRows, thresholds, accounting, priceArea, currency, priceToken }: FirmwareBackup): string[] {
  const rows = priceRows.map(
    ({ name, direction, kind, value }) =>
      `Price row "${name}": ${kind} ${value}, ${direction === "both" ? "both ways" : direction}`,
  );
  const peaks = accounting?.peaks.map(
    ({ day, hour, kwh }) => `day ${day}${hour === undefined ? "" : ` ${hour}:00`} ${kwh} kWh`,
  );
  return [
    ...(priceArea === undefined ? [] : [`Price area ${priceArea}${currency === undefined ? "" : `, ${currency}`}`]),
    ...(priceToken === undefined ? [] : ["Token of ENTSO-E, for prices"]),
    ...rows,
    ...(thresholds === undefined
      ? []
      : [`Limits of the capacity tariff: ${thresholds.kwh.join(", ")} kWh, mean of ${thresholds.hours} hours`]),
    ...(peaks === undefined || peaks.length === 0 ? [] : [`Peaks of month ${accounting?.month}: ${peaks.join("; ")}`]),
  ];
}
