import { type Told, tell } from "@meter2mqtt/contract";

/** The system's code of an error (`ENOENT`, `ECONNREFUSED`), where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What an error says, for the cases that have no words of their own. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : (errorCode(error) ?? String(error));
}

type Sentence = (place: string, host: string) => Told;

const networkSentences: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: (place) => tell("netRefused", { place }),
  ECONNRESET: (place) => tell("netBroken", { place }),
  EPIPE: (place) => tell("netBroken", { place }),
  ETIMEDOUT: (place) => tell("netSilent", { place }),
  EHOSTUNREACH: (place) => tell("netNoWay", { place }),
  ENETUNREACH: (place) => tell("netNoNetwork", { place }),
  ENOTFOUND: (_place, host) => tell("netNoHost", { host }),
  EAI_AGAIN: (_place, host) => tell("netNoNames", { host }),
  EACCES: (place) => tell("netForbidden", { place }),
};

/** Host and port as people write them, an IPv6 address in brackets. */
export function placeOf(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** An error of a TCP connection. */
export function tellNetworkError(error: unknown, host: string, port: number): Told {
  const place = placeOf(host, port);
  const sentence = networkSentences[errorCode(error) ?? ""];
  return sentence === undefined ? tell("netFailed", { place, why: errorMessage(error) }) : sentence(place, host);
}

/** Why a capture, or a file of prices, could not be read. */
export function tellFileError(error: unknown, file: string): Told {
  const code = errorCode(error);
  if (code === "ENOENT") return tell("inputNone", { file });
  if (code === "EACCES" || code === "EPERM") return tell("inputForbidden", { file });
  if (code === "EISDIR") return tell("inputFolder", { file });
  return tell("inputUnread", { file, why: errorMessage(error) });
}
