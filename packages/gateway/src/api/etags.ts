import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** Answers that are asked for again and again, and are often the same: energy, costs, prices, and what describes the API. */
const tagged =
  /^\/api\/v1\/(?:meters\/[^/]+\/(?:registers|intervals|edits|costs|peaks|contracts|what-if|energy|summary|voltage|events)|homes\/[^/]+\/[^/]+|prices|configuration\/schema|openapi\.json|docs(?:\.css)?)$/;

/** Gives such answers an ETag, and no body to whoever has the same one already (RFC 9110, 13.1.2). */
export function addEtags(app: FastifyInstance): void {
  app.addHook<unknown>("onSend", async (request, reply, payload) => {
    const [path = ""] = request.url.split("?");
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof payload !== "string" || !tagged.test(path))
      return payload;
    // Weak: a proxy may compress the octets.
    const etag = `W/"${createHash("sha256").update(payload).digest("base64url").slice(0, 27)}"`;
    reply.header("etag", etag);
    if (!matches(request.headers["if-none-match"], etag)) return payload;
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return null;
  });
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
