import { type BrokerTestRequest, brokerTestAnswer, brokerTestRequest, tell } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { Secret } from "../config/secret.ts";
import type { TestedBroker } from "../connections/test-broker.ts";
import { testBroker } from "../connections/test-broker.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError, problem } from "./api-error.ts";

/** Whatever is tested must have answered by then. */
const patienceMs = 10_000;
const perMinute = 20;

/** Adds `POST /api/v1/mqtt/test`: whether a broker takes the connection, before it is configured. */
export function addBrokerTestRoute(app: FastifyInstance, clock: Clock): void {
  // One at a time: a gateway is nobody's tool to knock at many doors.
  let isTesting = false;
  app.post<{ Body: BrokerTestRequest }>(
    "/api/v1/mqtt/test",
    {
      bodyLimit: 8 * 1024,
      config: { access: "admin", rateLimit: { max: perMinute, timeWindow: 60_000 } },
      schema: { body: brokerTestRequest, response: { 200: brokerTestAnswer, "4xx": problem, "5xx": problem } },
    },
    async ({ body }, reply) => {
      const broker = toBroker(body);
      if (isTesting) throw new ApiError(409, "busy", tell("brokerBusy"));
      isTesting = true;
      const began = clock.now();
      try {
        const verdict = await testBroker(broker, AbortSignal.timeout(patienceMs));
        reply.header("cache-control", "no-store");
        return { ...verdict, milliseconds: Math.max(0, clock.now() - began) };
      } finally {
        isTesting = false;
      }
    },
  );
}

function toBroker({ url, username, password }: BrokerTestRequest): TestedBroker {
  if (!URL.canParse(url)) throw new ApiError(400, "address", tell("brokerAddress"));
  if (password !== undefined && username === undefined) throw new ApiError(400, "user", tell("passwordAlone"));
  return {
    ...{ url, protocol: "5" },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password: new Secret(password) }),
  };
}
