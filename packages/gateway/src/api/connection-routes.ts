import { connectionsAnswer, connectionTestAnswer, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { ConnectionTester } from "../connections/connection-tester.ts";
import type { ConnectionWatch } from "../connections/connection-watch.ts";
import { listConnections } from "../connections/list-connections.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";

export interface ConnectionRoutesOptions {
  readonly gateway: Pick<Gateway, "state">;
  readonly watch: ConnectionWatch;
  readonly tester: ConnectionTester;
  readonly clock: Clock;
}

const params = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200, description: "as the list of connections has it: source:han" }),
});

/** Adds `GET /api/v1/connections` and `POST /api/v1/connections/:id/test`. */
export function addConnectionRoutes(app: FastifyInstance, options: ConnectionRoutesOptions): void {
  const { gateway, watch, tester, clock } = options;
  const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
  app.get("/api/v1/connections", { schema: { response: answers(connectionsAnswer) } }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    const [state, now] = [gateway.state(), clock.now()];
    watch.look(state, now);
    return { connections: listConnections(state, watch, now) };
  });
  app.post<{ Params: Static<typeof params> }>(
    "/api/v1/connections/:id/test",
    {
      config: { access: "admin", rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: { params, response: answers(connectionTestAnswer) },
    },
    async (request, reply) => {
      const answer = await tester.test(request.params.id);
      if (answer === undefined) throw new ApiError(404, "no-such-connection", tell("connectionGone"));
      if (answer === "busy") throw new ApiError(409, "busy", tell("connectionBusy"));
      reply.header("cache-control", "no-store");
      return answer;
    },
  );
}
