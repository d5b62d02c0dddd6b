import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** By it people and programs that look for lost secrets recognise a token. */
export const tokenPrefix = "m2m_";

/** 256 bits from the system's generator, in letters that a header, a cookie and a URL take as they are. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: it has as much chance in it as the hash, so that no slow hash is needed. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Follows from the session's token, which a page can't read: who knows it has been told by the gateway. */
export function csrfTokenOf(token: string): string {
  return createHmac("sha256", token).update("csrf").digest("base64url");
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
