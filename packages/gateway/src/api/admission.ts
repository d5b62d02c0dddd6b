import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { ApiError } from "./api-error.ts";

/** What is looked at of a request. */
interface AdmittedRequest {
  readonly socket: Pick<FastifyRequest["socket"], "remoteAddress">;
  readonly headers: Pick<FastifyRequest["headers"], "host">;
}

/** Whether a remote address is this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:/i, "");
  return plain === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain);
}

/** The name of a Host header without its port; undefined where it has no such form. */
function hostNameOf(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::\d+)?$/i.exec(header ?? "");
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/**
 * Throws {@link ApiError} for requests that must not be answered: from other machines as long as there is no password,
 * and under a name that is not ours. A web page whose name points to this machine could read the meter otherwise.
 */
export function admit(request: AdmittedRequest, hostNames: readonly string[]): void {
  if (!isLoopback(request.socket.remoteAddress)) {
    throw new ApiError(
      403,
      "no-password",
      "This gateway has no password, so it answers requests from its own machine only. Passwords come with a later release; until then use a reverse proxy on that machine, with a password of its own.",
    );
  }
  const name = hostNameOf(request.headers.host);
  const isOurs = name !== undefined && (name === "localhost" || name.endsWith(".localhost") || isIP(name) !== 0);
  if (isOurs || hostNames.some((known) => known.toLowerCase() === name)) return;
  throw new ApiError(
    403,
    "unknown-host",
    `This gateway does not go by the name ${name ?? "that was asked for"}. Add it to http.hostNames if it should.`,
  );
}
