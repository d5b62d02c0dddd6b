import type { FastifyReply, FastifyRequest } from "fastify";

const preflight = {
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": "authorization, content-type, last-event-id, if-none-match, if-match",
  "access-control-max-age": "600",
};

/** Whether a page of one of the origins asks. */
export function isAllowedOrigin({ headers }: Pick<FastifyRequest, "headers">, origins: readonly string[]): boolean {
  const origin = headers.origin?.toLowerCase();
  return origin !== undefined && origins.some((allowed) => allowed.toLowerCase() === origin);
}

/** What a page may read of an answer beside what browsers let it: the tag to change something by, when to come again. */
const exposed = "etag, retry-after";

/**
 * Lets pages of configured origins ask, with a token: never with cookies. Answers a browser's question beforehand itself; gives
 * whether it did.
 */
export function answerCors(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origins.length === 0) return false;
  reply.header("vary", "origin");
  if (origin === undefined || !isAllowedOrigin(request, origins)) return false;
  reply.headers({ "access-control-allow-origin": origin, "cross-origin-resource-policy": "cross-origin" });
  reply.header("access-control-expose-headers", exposed);
  const isQuestion = request.method === "OPTIONS" && "access-control-request-method" in request.headers;
  if (isQuestion) void reply.headers(preflight).code(204).send();
  return isQuestion;
}
