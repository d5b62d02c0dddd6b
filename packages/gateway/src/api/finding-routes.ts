import {
  type DetectRequest,
  detectAnswer,
  detectRequest,
  type KeyCheckRequest,
  keyCheckAnswer,
  keyCheckRequest,
  serialPortsAnswer,
  tell,
} from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { Detection } from "../finding/detection.ts";
import type { Finder } from "../finding/finder.ts";
import { ApiError, problem } from "./api-error.ts";

const params = Type.Object({ id: Type.String({ maxLength: 60, description: "of the search" }) });
const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
const admin = { config: { access: "admin" } } as const;
/** Many keys on several frames take a moment of the processor: once a second will do. It changes nothing. */
const trying = { config: { access: "admin", audit: false, rateLimit: { max: 60, timeWindow: 60_000 } } } as const;

/** Adds what set-up needs before anything is configured. */
export async function addFindingRoutes(app: FastifyInstance, finder: Finder): Promise<void> {
  app.addHook("preClose", () => finder[Symbol.asyncDispose]());
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    scope.get("/api/v1/serial-ports", { ...admin, schema: { response: answers(serialPortsAnswer) } }, () =>
      finder.serialPorts(),
    );
    addDetectRoutes(scope, finder);
    scope.post<{ Body: KeyCheckRequest }>(
      "/api/v1/keys/check",
      { ...trying, schema: { body: keyCheckRequest, response: answers(keyCheckAnswer) } },
      async ({ body }) => finder.checkKeys(body),
    );
    done();
  });
}

function addDetectRoutes(app: FastifyInstance, finder: Finder): void {
  app.post<{ Body: DetectRequest }>(
    "/api/v1/detect",
    { ...admin, schema: { body: detectRequest, response: { 202: detectAnswer, "4xx": problem, "5xx": problem } } },
    async ({ body }, reply) => reply.code(202).send(await finder.detect(body)),
  );
  app.get<{ Params: Static<typeof params> }>(
    "/api/v1/detect/:id",
    { ...admin, schema: { params, response: answers(detectAnswer) } },
    async (request) => found(finder, request.params.id).answer,
  );
  app.delete<{ Params: Static<typeof params> }>(
    "/api/v1/detect/:id",
    { ...admin, schema: { params, response: answers(detectAnswer) } },
    async (request) => {
      const detection = found(finder, request.params.id);
      detection.stop();
      return detection.answer;
    },
  );
}

function found(finder: Finder, id: string): Detection {
  const detection = finder.detection(id);
  if (detection === undefined) throw new ApiError(404, "no-such-search", tell("searchGone"));
  return detection;
}
