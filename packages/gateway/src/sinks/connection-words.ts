import { type Told, tell } from "@meter2mqtt/contract";
import { errorCode, placeOf } from "../sources/error-words.ts";
import { tellConnectionError } from "./mqtt-words.ts";

/** A TLS client that hears something else: the port or the scheme is wrong, which reads differently for each protocol. */
const notTls: ReadonlySet<string> = new Set([
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "EPROTO",
]);

/** Why a server could not be reached, or broke the connection. */
export function tellServerError(error: unknown, host: string, port: number): Told {
  if (notTls.has(errorCode(error) ?? "")) return tell("tlsNotSpoken", { place: placeOf(host, port) });
  return tellConnectionError(error, { host, port, hasUser: true, wasOpen: false });
}
