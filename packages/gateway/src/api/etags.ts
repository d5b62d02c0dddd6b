import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** Answers that are asked for again and again, and are often the same: energy, costs, prices, and what describes the API. */
const tagged =
  /^\/api\/v1\/(?:meters\/[^/]+\/(?:registers|intervals|edits|costs|peaks|contracts|what-if|energy|summary|voltage|events)|homes\/[^/]+\/[^/]+|prices|configuration\/schema|openapi\.json|docs(?:\.css)?)$/;

/** Gives such answers an ETag, and no body of these and of those with an own one to whoever has the same one already (RFC 9110, 13.1.2). */
export function addEtags(app: FastifyInstance): void {
  app.addHook<unknown>("onSend", async (request, reply, payload) => {
    const [path = ""] = request.url.split("?");
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof payload !== "string") return payload;
    const etag = ownTag(reply.getHeader("etag")) ?? (tagged.test(path) ? tagOf(payload) : undefined);
    if (etag === undefined) return payload;
    reply.header("etag", etag);
    if (!matches(request.headers["if-none-match"], etag)) return payload;
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return null;
  });
}

/** The tag that a route gives its answer, as that of the configuration, with which it is changed. */
function ownTag(header: unknown): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** Weak: a proxy may compress the octets. */
function tagOf(payload: string): string {
  return `W/"${createHash("sha256").update(payload).digest("base64url").slice(0, 27)}"`;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
