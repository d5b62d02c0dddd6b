import type { FastifyInstance } from "fastify";
import { whole } from "../sinks/amsreader/json-text.ts";
import { sendFirmwareJson } from "./amsreader-send.ts";

/** Routes of the firmware that have little to say here: there are no temperature sensors, and whoever answers is alive. */
export function addQuietRoutes(app: FastifyInstance): void {
  app.get("/temperature.json", { config: { basic: true } }, async (_request, reply) =>
    sendFirmwareJson(reply, { c: whole(0), s: [] }),
  );
  // The firmware asks nobody for a password here: it says nothing but that it is there.
  app.get("/is-alive", { config: { access: "anyone" } }, async (_request, reply) =>
    reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send(""),
  );
}
