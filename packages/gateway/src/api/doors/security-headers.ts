import type { AccessConfig, HttpTlsConfig } from "@meter2mqtt/contract";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** A year, as long as browsers ask for. */
const strictTransport = "max-age=31536000";

/** No script, style or request but our own, and nobody may frame the page unless they are named. */
export function securityHeadersFor(http: {
  readonly access?: Pick<AccessConfig, "frameAncestors"> | undefined;
  readonly tls?: HttpTlsConfig | undefined;
}): Readonly<Record<string, string>> {
  const framing = http.access?.frameAncestors ?? [];
  const ancestors = framing.map((origin) => (origin === "self" ? "'self'" : origin)).join(" ");
  return {
    "content-security-policy": [...policy, `frame-ancestors ${ancestors === "" ? "'none'" : ancestors}`].join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    ...(http.tls === undefined ? {} : { "strict-transport-security": strictTransport }),
  };
}
