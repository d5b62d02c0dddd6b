/** The system's code of an error (`ENOENT`, `ECONNREFUSED`), where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What an error says, for the cases that have no words of their own. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : (errorCode(error) ?? String(error));
}

type Sentence = (place: string, host: string) => string;

const networkSentences: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: (place) => `Nothing listens at ${place}. Check the host and the port, and that the other side runs.`,
  ECONNRESET: (place) => `${place} broke the connection.`,
  EPIPE: (place) => `${place} broke the connection.`,
  ETIMEDOUT: (place) => `${place} does not answer. Check the address, the network and any firewall between.`,
  EHOSTUNREACH: (place) => `There is no way to ${place}. Check the address and the network.`,
  ENETUNREACH: (place) => `There is no way to ${place}. Check the network of this machine.`,
  ENOTFOUND: (_place, host) => `There is no host called ${host}. Check the name.`,
  EAI_AGAIN: (_place, host) => `The name ${host} could not be looked up: the name server does not answer.`,
  EACCES: (place) => `This machine does not permit a connection to ${place}.`,
};

/** Host and port as people write them, an IPv6 address in brackets. */
export function placeOf(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** An error of a TCP connection, in words. */
export function networkErrorWords(error: unknown, host: string, port: number): string {
  const place = placeOf(host, port);
  const sentence = networkSentences[errorCode(error) ?? ""];
  return sentence === undefined ? `The connection to ${place} failed: ${errorMessage(error)}.` : sentence(place, host);
}
