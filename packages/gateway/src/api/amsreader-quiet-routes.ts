import type { FastifyInstance } from "fastify";
import { whole } from "../sinks/amsreader/json-text.ts";
import { sendFirmwareJson } from "./amsreader-send.ts";

/** User and password may come with the request, as in the firmware. */
const config = { basic: true };

/** Routes of the firmware that have little to say here: there are no temperature sensors, and whoever answers is alive. */
export function addQuietRoutes(app: FastifyInstance): void {
  app.get("/temperature.json", { config }, async (_request, reply) => sendFirmwareJson(reply, { c: whole(0), s: [] }));
  app.get("/is-alive", { config }, async (_request, reply) =>
    reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send(""),
  );
}
