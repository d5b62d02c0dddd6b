import { createDiagnosis, type Diagnosis, type Reading, say, type Words } from "@meter2mqtt/decoder";
import type { Message } from "./feed.ts";
import { parseJson, toNumber, valueAt } from "./json-path.ts";

/** The number at a path of a message; undefined where there is none. A bare number is JSON, too. */
export function numberIn(message: Message, path: string): number | undefined {
  return toNumber(valueAt(parseJson(message.octets), path));
}

/** Says that a message holds no number where one was looked for. */
export function noNumber({ topic, octets }: Message, path: string): Diagnosis {
  const begin = new TextDecoder().decode(octets.subarray(0, 60));
  return createDiagnosis("line/no-number", noNumberWords(topic, path), { evidence: { path, message: begin } });
}

/** `topic`: empty where it is the answer to a request; `path`: `.` where all of it should be the number. */
function noNumberWords(topic: string, path: string): Words {
  if (topic === "") return path === "." ? say("answerNoNumber") : say("answerNoNumberAt", { path });
  return path === "." ? say("messageNoNumber", { topic }) : say("messageNoNumberAt", { topic, path });
}

/** The reading of a device that has no identity of its own: its source's name stands for it. */
export function numberReading(name: string, at: number, values: Partial<Reading>): Reading {
  return { receivedAt: new Date(at).toISOString(), logicalDeviceName: name, ...values, objects: [] };
}
