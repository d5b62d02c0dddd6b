import { tell } from "@meter2mqtt/contract";
import type { FastifyRequest } from "fastify";
import { csrfTokenOf, isSame } from "../../access/tokens.ts";
import { ApiError } from "../api-error.ts";
import type { Client } from "./peers.ts";
import type { Identity } from "./route-access.ts";

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request may change something. */
export function isUnsafe(method: string): boolean {
  return !safeMethods.has(method);
}

/**
 * A page of another site must not act for whoever looks at it. Browsers say where a page is from; requests that ride on a cookie
 * prove besides that their page has read an answer of ours. Throws {@link ApiError}.
 */
export function refuseOtherSites(
  { method, headers }: Pick<FastifyRequest, "method" | "headers">,
  client: Client,
  identity: Identity,
): void {
  if (!isUnsafe(method)) return;
  // A token is sent by who knows it only, not by a browser on its own.
  if (identity.kind === "token") return;
  if (isOtherSite(headers, client)) throw new ApiError(403, "other-site", tell("otherSite"));
  if (identity.kind !== "session") return;
  const csrf = headers["x-csrf-token"];
  if (typeof csrf === "string" && isSame(csrf, csrfTokenOf(identity.token))) return;
  throw new ApiError(403, "csrf", tell("sessionOther"));
}

function isOtherSite(headers: FastifyRequest["headers"], client: Client): boolean {
  const site = headers["sec-fetch-site"];
  // Set by the browser itself; right also where a proxy changes the Host.
  if (typeof site === "string") return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !client.hosts.includes(new URL(origin).host);
}
