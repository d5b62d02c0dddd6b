import type { FastifyReply } from "fastify";
import { type JsonObject, toJsonText } from "../sinks/amsreader/json-text.ts";

/** An answer in the firmware's way: numbers keep their decimals, and nobody keeps the answer. */
export function sendFirmwareJson(reply: FastifyReply, answer: JsonObject): FastifyReply {
  return reply.header("cache-control", "no-store").type("application/json; charset=utf-8").send(toJsonText(answer));
}
