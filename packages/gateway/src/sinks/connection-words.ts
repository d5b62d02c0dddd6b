import { errorCode } from "../sources/error-words.ts";
import { connectionErrorWords } from "./mqtt-words.ts";

/** A TLS client that hears something else: the port or the scheme is wrong, which reads differently for each protocol. */
const notTls: ReadonlySet<string> = new Set([
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "EPROTO",
]);

/** Why a server could not be reached, or broke the connection. */
export function serverErrorWords(error: unknown, host: string, port: number): string {
  if (notTls.has(errorCode(error) ?? "")) {
    return `No secure connection to ${host}:${port}: it does not speak TLS on this port.`;
  }
  return connectionErrorWords(error, { host, port, hasUser: true, wasOpen: false });
}
