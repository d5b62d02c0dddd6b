import type { FastifyReply, FastifyRequest } from "fastify";

export type CookieName = "m2m-session" | "m2m-device";

interface CookieWay {
  readonly isSecure: boolean;
}

/**
 * `__Host-` binds a cookie to this host and HTTPS; browsers take it only so. The path is all of the host: below which one a
 * reverse proxy shows the page is not known here.
 */
function fullName(name: CookieName, { isSecure }: CookieWay): string {
  return isSecure ? `__Host-${name}` : name;
}

/** The cookie of a request; undefined where it has none, or several of which one may be somebody else's. */
export function readCookie(request: FastifyRequest, name: CookieName, way: CookieWay): string | undefined {
  const wanted = `${fullName(name, way)}=`;
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only.slice(wanted.length) : undefined;
}

/** Sets a cookie that no script reads and no other site's page sends. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  { value, maxAgeMs, isSecure }: CookieWay & { readonly value: string; readonly maxAgeMs: number },
): void {
  const seconds = Math.floor(maxAgeMs / 1000);
  const secure = isSecure ? "; Secure" : "";
  const cookie = `${fullName(name, { isSecure })}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
  reply.header("set-cookie", cookie);
}
