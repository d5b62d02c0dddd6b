import type { FastifyInstance } from "fastify";
import type { Gateway } from "../../runtime/gateway.ts";
import { openMetricsType, textType, toExposition } from "./exposition.ts";
import { gatewayMetrics } from "./gateway-metrics.ts";

/** `GET /metrics`, for Prometheus and what reads the same: OpenMetrics where it is asked for. */
export function addMetricsRoute(app: FastifyInstance, gateway: Pick<Gateway, "state" | "storeHealth">): void {
  app.get("/metrics", { config: { access: "metrics", basic: true } }, async (request, reply) => {
    const isOpen = request.headers.accept?.includes("application/openmetrics-text") === true;
    reply.header("cache-control", "no-store").header("vary", "accept");
    reply.type(isOpen ? openMetricsType : textType);
    return toExposition(gatewayMetrics(gateway.state(), gateway.storeHealth), isOpen ? "openmetrics" : "text");
  });
}
