import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import type { Gateway } from "../runtime/gateway.ts";
import { problem } from "./api-error.ts";
import { type Identity, mayUse } from "./doors/route-access.ts";

const word = (name: "ok" | "degraded" | "failing", description: string) => Type.Literal(name, { description });

const healthAnswer = Type.Object({
  status: Type.Union(
    [
      word("ok", "all is well"),
      word("degraded", "a source, a sink or the store has failed"),
      word("failing", "readings are lost, or nothing can be heard; the answer is a 503"),
    ],
    { description: "what everybody is told" },
  ),
  version: Type.Optional(Type.String()),
  store: Type.Optional(
    Type.Object({
      status: Type.String(),
      error: Type.Optional(Type.String()),
      waiting: Type.Integer(),
      dropped: Type.Integer(),
    }),
  ),
  sources: Type.Optional(Type.Array(Type.Object({ name: Type.String(), status: Type.String() }))),
  sinks: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), status: Type.String(), dropped: Type.Integer() })),
  ),
  meters: Type.Optional(Type.Array(Type.Object({ meter: Type.String(), stale: Type.Boolean() }))),
  prices: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), status: Type.String(), error: Type.Optional(Type.String()) })),
  ),
});
type HealthAnswer = Static<typeof healthAnswer>;

type WatchedGateway = Pick<Gateway, "state" | "storeHealth">;

export interface HealthRouteOptions {
  readonly gateway: WatchedGateway;
  /** Who is asking. */
  readonly identityOf: (request: FastifyRequest) => Identity;
}

/** `GET /healthz`: a word for whoever asks, as a container's health check brings no token; the parts for those who may see them. */
export function addHealthRoute(app: FastifyInstance, { gateway, identityOf }: HealthRouteOptions): void {
  const response = { 200: healthAnswer, 503: healthAnswer, "4xx": problem, "5xx": problem };
  const config = { access: "anyone", detailsFor: "metrics", basic: true } as const;
  app.get("/healthz", { config, schema: { response } }, async (request, reply) => {
    const status = statusOf(gateway);
    if (status === "failing") reply.code(503);
    return mayUse(identityOf(request), config.detailsFor) ? { status, ...partsOf(gateway) } : { status };
  });
}

function statusOf(gateway: WatchedGateway): HealthAnswer["status"] {
  const { sources, sinks } = gateway.state();
  const store = gateway.storeHealth;
  const hasStoreFailed = store.status !== "ok";
  const isDeaf = sources.length > 0 && sources.every(({ status }) => status === "failed");
  if (isDeaf || (hasStoreFailed && store.dropped > 0)) return "failing";
  return hasStoreFailed || [...sources, ...sinks].some(({ status }) => status === "failed") ? "degraded" : "ok";
}

function partsOf(gateway: WatchedGateway): Omit<HealthAnswer, "status"> {
  const { version, sources, sinks, meters, prices } = gateway.state();
  return {
    version,
    store: gateway.storeHealth,
    sources: sources.map(({ name, status }) => ({ name, status })),
    sinks: sinks.map(({ name, status, dropped }) => ({ name, status, dropped })),
    meters: meters.map(({ meter, stale }) => ({ meter, stale })),
    // A price that is missing leaves the meter's own values as they are: it does not make the gateway a degraded one.
    ...(prices && { prices: prices.map(({ name, status, error }) => ({ name, status, ...(error && { error }) })) }),
  };
}
