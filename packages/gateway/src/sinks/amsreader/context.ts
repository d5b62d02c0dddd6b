import type { AmsReaderConfig, MqttEnergy } from "@meter2mqtt/contract";
import type { MqttMessage } from "../mqtt-messages.ts";
import type { AmsState } from "./ams-state.ts";
import type { KnownListType } from "./list-type.ts";

export type AmsFormat = AmsReaderConfig["format"];

/** What stands for the firmware's device in payloads. */
export interface Device {
  /** 12 hexadecimal digits, where the firmware has its MAC address. */
  readonly id: string;
  /** The client id. */
  readonly name: string;
  /** Version of meter2mqtt. */
  readonly version: string;
  readonly uptimeSeconds: number;
  /** Octets of memory that are free. */
  readonly freeMemory: number;
}

export interface PayloadContext {
  readonly format: AmsFormat;
  /** First part of every topic. */
  readonly topic: string;
  readonly domoticz: AmsReaderConfig["domoticz"];
  readonly device: Device;
}

/** What is to be published: everything known, and how much of it. */
export interface View {
  readonly state: AmsState;
  readonly listType: KnownListType;
  /** Energy of the hour, day and month so far, as it was told last; undefined while it was not. */
  readonly energy?: MqttEnergy;
  /** Nothing of this hour's energy was published before. */
  readonly isNewHour?: boolean;
  /** What each topic got last on this connection. */
  readonly sent?: ReadonlyMap<string, MqttMessage>;
}

/** What a host that is no such device has to say of supply voltage, radio and temperature. */
export const meaningless = { vcc: 0, rssi: 0, temperature: -127 } as const;
