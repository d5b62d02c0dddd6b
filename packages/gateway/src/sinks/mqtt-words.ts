import { type Told, type ToldKey, tell } from "@meter2mqtt/contract";
import { errorCode, errorMessage, placeOf, tellNetworkError } from "../sources/error-words.ts";

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
function tellRefusal(reason: number, { host, port, hasUser, wasOpen }: MqttTarget): Told {
  const place = placeOf(host, port);
  if (wasOpen) return tell("brokerEnds", { place, reason });
  const asksForUser = credentialReasons.has(reason) && !hasUser;
  return tell(asksForUser ? "brokerWantsUser" : "brokerRefuses", { place, reason });
}

/** Sentences about TLS that name nothing but the place. */
type TlsKey = Exclude<Extract<ToldKey, `tls${string}`>, `tlsFile${string}`>;

const tlsKeys: Readonly<Record<string, TlsKey>> = {
  CERT_HAS_EXPIRED: "tlsExpired",
  CERT_NOT_YET_VALID: "tlsNotYet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tlsSelfSigned",
  SELF_SIGNED_CERT_IN_CHAIN: "tlsUnknownIssuer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tlsUnknownIssuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tlsUnknownIssuer",
  ERR_TLS_CERT_ALTNAME_INVALID: "tlsOtherHost",
  ERR_SSL_WRONG_VERSION_NUMBER: "tlsNotMqtts",
  EPROTO: "tlsNoVersion",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "tlsWantsCertificate",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "tlsUnknownClient",
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
export function tellConnectionError(error: unknown, target: MqttTarget): Told {
  const reason = reasonOf(error);
  if (reason !== undefined) return tellRefusal(reason, target);
  const place = placeOf(target.host, target.port);
  const tls = tlsKeys[errorCode(error) ?? ""];
  if (tls !== undefined) return tell(tls, { place });
  if (errorCode(error) === undefined) return tell("connectionBroke", { place, why: errorMessage(error) });
  return tellNetworkError(error, target.host, target.port);
}

/** The same for the terminal. */
export function connectionErrorWords(error: unknown, target: MqttTarget): string {
  return tellConnectionError(error, target).message;
}
