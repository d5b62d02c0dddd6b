import { errorCode, errorMessage, networkErrorWords, placeOf } from "../sources/error-words.ts";

/** CONNACK return codes of MQTT 3.1.1 (3.2.2.3), and reason codes of MQTT 5 (3.2.2.2 and 3.14.2.1). */
const reasonWords: Readonly<Record<number, string>> = {
  1: "it does not speak this version of MQTT",
  2: "it does not accept this client id",
  3: "it is not available",
  4: "the user name or the password is wrong",
  5: "the user name or the password is wrong, or this user may not connect",
  130: "it saw a protocol error",
  132: "it does not speak this version of MQTT",
  133: "it does not accept this client id",
  134: "the user name or the password is wrong",
  135: "the user name or the password is wrong, or this user may not connect",
  136: "it is not available",
  137: "it is busy",
  138: "this client is banned",
  139: "it is shutting down",
  140: "it wants another method of authentication",
  141: "it heard nothing from this client for too long",
  142: "another client connected with the same client id; give each its own",
  149: "a message was too large for it",
  151: "a quota is used up",
  152: "its administrator ended the connection",
  156: "it asks to use another server",
  157: "it has moved to another server",
  159: "this client connects too often",
};

/** Reason codes by which a broker says that it wants a user name, or another one. */
const credentialReasons: ReadonlySet<number> = new Set([4, 5, 134, 135]);

/** Reason codes by which a broker refuses the version of MQTT that was asked for. */
const versionReasons: ReadonlySet<number> = new Set([1, 132]);

/** The broker's reason, where an error of the client library carries one. */
export function reasonOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "number" ? error.code : undefined;
}

/** Whether the broker refused the version of MQTT, so that an older one may do. */
export function isVersionRefused(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason !== undefined && versionReasons.has(reason);
}

/** Why the broker refused or ended the connection, by its own reason code. */
function refusalWords(reason: number, target: MqttTarget): string {
  const broker = placeOf(target.host, target.port);
  const what = target.wasOpen ? "ended the connection" : "refuses the connection";
  const asksForUser = credentialReasons.has(reason) && !target.hasUser;
  const why = asksForUser ? "it wants a user name and a password, and none is set" : reasonWords[reason];
  return `${broker} ${what}: ${why ?? "it gives no known reason"} (reason code ${reason}).`;
}

const tlsWords: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet; is the clock of this machine right?",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed; set it as caFile to trust it",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate comes from an authority that this machine does not know; set that as caFile",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate comes from an authority that this machine does not know; set that as caFile",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate comes from an authority that this machine does not know; set that as caFile",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on this port; 8883 is usual",
  EPROTO: "it does not speak TLS on this port, or no version of TLS that both know",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it wants a client certificate; set certFile and keyFile",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "it does not know the authority of this client's certificate",
};

export interface MqttTarget {
  readonly host: string;
  readonly port: number;
  /** Whether a user name is sent; a refusal is told differently where none is. */
  readonly hasUser: boolean;
  /** Whether the broker had accepted the connection before it was lost. */
  readonly wasOpen: boolean;
}

/** Why a connection to a broker could not be made, or broke. */
export function connectionErrorWords(error: unknown, target: MqttTarget): string {
  const reason = reasonOf(error);
  if (reason !== undefined) return refusalWords(reason, target);
  const broker = placeOf(target.host, target.port);
  const tls = tlsWords[errorCode(error) ?? ""];
  if (tls !== undefined) return `No secure connection to ${broker}: ${tls}.`;
  if (errorCode(error) === undefined) return `The connection to ${broker} broke: ${errorMessage(error)}.`;
  return networkErrorWords(error, target.host, target.port);
}
