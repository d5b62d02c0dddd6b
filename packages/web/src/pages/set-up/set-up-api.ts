import type { BrokerTestAnswer, DetectAnswer, KeyCheckAnswer, SerialPortsAnswer } from "@meter2mqtt/contract";
import { type Guard, getJson, sendJson } from "../../api/client.ts";
import { isTestAnswer } from "../connections/answers.ts";
import { isGroupValue } from "../settings/setting-node.ts";

/* Finding a meter: ports, a search on a line, keys on trial. */

export type SerialPort = SerialPortsAnswer["ports"][number];
export type Detection = DetectAnswer;
export type KeyVerdict = KeyCheckAnswer;

/** A serial port, or a host and port of TCP. */
export type DetectPlace = { readonly serialPort: string } | { readonly host: string; readonly port: number };

export async function loadSerialPorts(): Promise<readonly SerialPort[]> {
  return (await getJson("api/v1/serial-ports", isPortsAnswer)).ports;
}

/** Begins to listen; `seconds` count once octets can come. */
export async function beginDetection(place: DetectPlace, seconds: number): Promise<Detection> {
  return sendJson("POST", "api/v1/detect", isDetection, { body: { ...place, seconds } });
}

export async function askDetection(id: string): Promise<Detection> {
  return getJson(`api/v1/detect/${encodeURIComponent(id)}`, isDetection);
}

export async function stopDetection(id: string): Promise<void> {
  await sendJson("DELETE", `api/v1/detect/${encodeURIComponent(id)}`, isDetection);
}

/** What a search heard, or what a source that is configured did. */
export type TriedFrames = { readonly detect: string } | { readonly source: string };

/** Tries what looks like keys in a text on frames. */
export async function checkKeys(text: string, frames: TriedFrames): Promise<KeyVerdict> {
  return sendJson("POST", "api/v1/keys/check", isKeyVerdict, { body: { ...frames, text } });
}

/** Whether a broker takes the connection; nothing of it is kept. */
export async function testBroker(broker: {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}): Promise<BrokerTestAnswer> {
  const { username, password } = broker;
  const body = {
    url: broker.url.trim(),
    ...(username !== "" && { username }),
    ...(password !== "" && { password }),
  };
  return sendJson("POST", "api/v1/mqtt/test", isTestAnswer, { body });
}

const isPortsAnswer: Guard<SerialPortsAnswer> = (value): value is SerialPortsAnswer =>
  isGroupValue(value) &&
  Array.isArray(value["ports"]) &&
  value["ports"].every((port) => isGroupValue(port) && typeof port["port"] === "string");

const isDetection: Guard<Detection> = (value): value is Detection => {
  if (!isGroupValue(value) || typeof value["id"] !== "string" || typeof value["message"] !== "string") return false;
  const { heard } = value;
  const isHeard = heard === undefined || (isGroupValue(heard) && Array.isArray(heard["findings"]));
  return typeof value["state"] === "string" && Array.isArray(value["tried"]) && isHeard;
};

const isKeyVerdict: Guard<KeyVerdict> = (value): value is KeyVerdict =>
  isGroupValue(value) &&
  typeof value["ok"] === "boolean" &&
  isGroupValue(value["verdict"]) &&
  Array.isArray(value["keys"]);
