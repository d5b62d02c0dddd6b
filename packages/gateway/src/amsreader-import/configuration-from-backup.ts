import { amsReaderConfig, brokerConfig, type Remark, type Told, tell } from "@meter2mqtt/contract";
import { parseKey } from "@meter2mqtt/decoder";
import type { FirmwareBackup, FirmwareMeter, FirmwareMqtt } from "@meter2mqtt/energy";
import { toSchemaNode } from "../config/schema-node.ts";
import { priceSourceOf } from "./price-source-of.ts";

/** Settings of ours, as they stand in the file, and what could not become one. */
export interface ConfigurationDraft {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly notes: readonly Remark[];
}

export interface DraftOptions {
  /** Where the meter is plugged in now. */
  readonly port: string;
  /** File of the contract that the price rows become; absent where there are none. */
  readonly contract?: string | undefined;
}

type Note = (told: Told) => void;

/** The configuration that does here what the firmware did with its settings; it holds the secrets of the backup. */
export function configurationFromBackup(backup: FirmwareBackup, { port, contract }: DraftOptions): ConfigurationDraft {
  const notes: Remark[] = [];
  const note: Note = (told) => notes.push(told);
  const mqtt = brokerOf(backup, note);
  const prices = priceSourceOf(backup);
  return {
    settings: {
      sources: [{ type: "serial", port, ...lineOf(backup.meter, note), ...meterOf(backup, note) }],
      ...(mqtt === undefined ? {} : { mqtt: [mqtt] }),
      ...(prices === undefined ? {} : { prices: { sources: [prices] } }),
      ...(contract === undefined ? {} : { tariffs: [{ contract }] }),
    },
    notes,
  };
}

const serialFormats = ["8N1", "8E1", "7E1"];

function lineOf({ baud, parity, isInverted }: FirmwareMeter, note: Note): Record<string, unknown> {
  if (isInverted === true) note(tell("signalInverted"));
  const isUsable = baud !== undefined && baud >= 300;
  // Without a rate the firmware found both by itself, and so does the gateway.
  if (!isUsable) return {};
  if (parity !== undefined && serialFormats.includes(parity)) return { baud, format: parity };
  if (parity !== undefined) note(tell("formatOdd", { format: parity }));
  return { baud };
}

function meterOf({ meter, zone }: FirmwareBackup, note: Note): Record<string, unknown> {
  const multipliers = {
    ...(meter.powerMultiplier === undefined ? {} : { power: meter.powerMultiplier }),
    ...(meter.voltageMultiplier === undefined ? {} : { voltage: meter.voltageMultiplier }),
    ...(meter.currentMultiplier === undefined ? {} : { current: meter.currentMultiplier }),
    ...(meter.energyMultiplier === undefined ? {} : { energy: meter.energyMultiplier }),
  };
  const settings = {
    ...zoneOf(zone, note),
    ...(meter.grid === undefined ? {} : { grid: meter.grid }),
    ...(meter.mainFuseA === undefined ? {} : { mainFuse: meter.mainFuseA }),
    ...(Object.keys(multipliers).length === 0 ? {} : { multipliers }),
    ...keyOf("encryptionKey", meter.encryptionKey, note),
    ...keyOf("authenticationKey", meter.authenticationKey, note),
  };
  return Object.keys(settings).length === 0 ? {} : { meter: settings };
}

function zoneOf(zone: string | undefined, note: Note): Record<string, unknown> {
  if (zone === undefined) return {};
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === "" ? {} : { zone };
  } catch {
    note(tell("zoneOdd", { zone }));
    return {};
  }
}

function keyOf(
  name: "encryptionKey" | "authenticationKey",
  key: string | undefined,
  note: Note,
): Record<string, unknown> {
  if (key === undefined) return {};
  if (parseKey(key).ok) return { [name]: key };
  note(tell("backupKeyWrong", { setting: name }));
  return {};
}

/** A text where the schema takes it. */
function fits(schema: object, text: string | undefined): text is string {
  return text !== undefined && text !== "" && new RegExp(toSchemaNode(schema).pattern ?? "").test(text);
}

function brokerOf({ mqtt, domoticz }: FirmwareBackup, note: Note): Record<string, unknown> | undefined {
  const { host } = mqtt;
  if (host === undefined) return undefined;
  const url = `${mqtt.isTls === true ? "mqtts" : "mqtt"}://${host}:${mqtt.port ?? (mqtt.isTls === true ? 8883 : 1883)}`;
  if (!fits(brokerConfig.properties.url, url) || !URL.canParse(url)) {
    note(tell("brokerNoAddress", { host }));
    return undefined;
  }
  if (mqtt.isTls === true) note(tell("brokerCertificates"));
  const prefix = mqtt.discoveryPrefix;
  return {
    url,
    ...(mqtt.username === undefined ? {} : { username: mqtt.username }),
    ...(mqtt.password === undefined ? {} : { password: mqtt.password }),
    ...(fits(brokerConfig.properties.discovery.properties.prefix, prefix) ? { discovery: { prefix } } : {}),
    ...formatOf(mqtt, domoticz, note),
  };
}

function formatOf(mqtt: FirmwareMqtt, domoticz: FirmwareBackup["domoticz"], note: Note): Record<string, unknown> {
  const { format, publishTopic, subscribeTopic, clientId } = mqtt;
  if (format === undefined) {
    note(tell("payloadOdd"));
    return {};
  }
  if (!fits(amsReaderConfig.properties.publishTopic, publishTopic)) {
    note(tell("topicOdd", { topic: publishTopic ?? "" }));
    return {};
  }
  const entry = {
    format,
    publishTopic,
    ...(fits(amsReaderConfig.properties.subscribeTopic, subscribeTopic) ? { subscribeTopic } : {}),
    ...(clientId === undefined ? {} : { clientId }),
    ...(Object.keys(domoticz).length === 0 ? {} : { domoticz }),
  };
  return { amsreader: [entry] };
}
