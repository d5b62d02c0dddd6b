import type { FastifyRequest } from "fastify";
import type { Accounts } from "../../access/accounts.ts";
import { tokenPrefix } from "../../access/tokens.ts";
import { readCookie } from "./cookies.ts";
import type { PasswordCheck } from "./password-check.ts";
import type { Client } from "./peers.ts";
import type { Identity } from "./route-access.ts";

export interface IdentifyParts {
  readonly accounts: Accounts;
  readonly passwords: PasswordCheck;
  /** Whether a password is set. */
  readonly hasPassword: boolean;
  readonly client: Client;
  /** Who has logged in with a proxy. */
  readonly proxy: { readonly user: string; readonly role: "admin" | "viewer" } | undefined;
  readonly trustLoopback: boolean;
  readonly viewWithoutLogin: boolean;
}

const nobody = { kind: "nobody", mayView: false } as const;

/** Who is asking: what a request brings itself counts before where it comes from. Throws StoreError. */
export async function identify(request: FastifyRequest, parts: IdentifyParts): Promise<Identity> {
  const { client, hasPassword, proxy } = parts;
  const brought = await broughtBy(request, parts);
  if (brought !== undefined) return brought;
  if (proxy !== undefined) return { kind: "proxy", ...proxy };
  if (client.isLocal && (!hasPassword || parts.trustLoopback)) return { kind: "local" };
  return { kind: "nobody", mayView: hasPassword && parts.viewWithoutLogin };
}

/** As long as there is no password nothing opens a door from beyond this machine. */
async function broughtBy(request: FastifyRequest, parts: IdentifyParts): Promise<Identity | undefined> {
  const { authorization = "" } = request.headers;
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer !== undefined && (parts.hasPassword || parts.client.isLocal)) return byToken(bearer, parts);
  if (!parts.hasPassword) return undefined;
  const session = bySession(request, parts);
  if (session !== undefined) return session;
  const takesBasic = request.routeOptions.config.basic === true && /^Basic /i.test(authorization);
  return takesBasic ? byBasic(authorization, parts) : undefined;
}

function byToken(token: string, { accounts }: IdentifyParts): Identity {
  const found = accounts.store.exists ? accounts.tokens.find(token) : undefined;
  if (found === undefined) return { ...nobody, why: "bad-token" };
  return { kind: "token", id: found.id, name: found.name, scope: found.scope };
}

function bySession(request: FastifyRequest, { accounts, client }: IdentifyParts): Identity | undefined {
  const token = readCookie(request, "m2m-session", client);
  const session = token === undefined ? undefined : accounts.sessions.find(token);
  if (token === undefined || session === undefined) return undefined;
  return { kind: "session", user: session.user, role: session.role, token };
}

/** User and password (RFC 7617); some programs can send nothing else, so that a token may stand for the password. */
async function byBasic(header: string, parts: IdentifyParts): Promise<Identity> {
  const text = Buffer.from(header.replace(/^Basic +/i, ""), "base64").toString("utf8");
  const colon = text.indexOf(":");
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  const isPair = colon > 0 && user.length <= 64 && password.length > 0 && password.length <= 200;
  if (password.startsWith(tokenPrefix)) return byToken(password, parts);
  const { address, isLocal } = parts.client;
  const found = isPair ? await parts.passwords.checkEachTime({ user, password, address, isLocal }) : undefined;
  if (found === undefined) return { ...nobody, why: "bad-password" };
  return { kind: "password", user: found.name, role: found.role };
}
