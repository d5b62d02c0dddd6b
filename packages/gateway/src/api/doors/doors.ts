import { type HttpConfig, type SessionAnswer, tell } from "@meter2mqtt/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Accounts } from "../../access/accounts.ts";
import { OneTimeCode } from "../../access/one-time-code.ts";
import { csrfTokenOf } from "../../access/tokens.ts";
import type { Logger } from "../../runtime/log.ts";
import { ApiError } from "../api-error.ts";
import { identify } from "./identify.ts";
import { PasswordCheck } from "./password-check.ts";
import { type Client, Peers } from "./peers.ts";
import { type Identity, mayUse } from "./route-access.ts";
import { refuseOtherSites } from "./same-site.ts";
import { securityHeadersFor } from "./security-headers.ts";

/** What is set of who may come in. */
export type DoorsRules = Pick<HttpConfig, "listen" | "hostNames"> & Partial<Pick<HttpConfig, "access" | "tls">>;

export interface DoorsOptions {
  readonly http: DoorsRules;
  /** Without them no password can be set: nobody from beyond this machine comes in. */
  readonly accounts?: Accounts | undefined;
  readonly now: () => number;
  readonly log: Logger;
}

/** What is known of a request. */
export interface Visit {
  readonly client: Client;
  readonly identity: Identity;
  readonly hasPassword: boolean;
}

/** Decides who may use which route. */
export class Doors {
  readonly accounts: Accounts | undefined;
  readonly passwords: PasswordCheck | undefined;
  readonly code: OneTimeCode;
  #rules: DoorsRules;
  #peers: Peers;
  #headers: Readonly<Record<string, string>>;
  #clients = new WeakMap<FastifyRequest, Client>();
  readonly #visits = new WeakMap<FastifyRequest, Visit>();

  constructor(options: DoorsOptions) {
    const { accounts, http, now, log } = options;
    this.accounts = accounts;
    this.passwords = accounts && new PasswordCheck(accounts, now);
    this.#rules = http;
    this.#peers = new Peers(http);
    this.#headers = securityHeadersFor(http);
    this.code = new OneTimeCode((code) =>
      log.info(
        { code },
        "no password is set: other machines get the page that sets the first one only, and it asks for this code",
      ),
    );
  }

  /** Other rules from the next request on, also for who is let in already and looked at anew. */
  change(rules: DoorsRules): void {
    this.#rules = rules;
    this.#peers = new Peers(rules);
    this.#headers = securityHeadersFor(rules);
    this.#clients = new WeakMap();
  }

  /** Headers that each answer carries. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** Origins of pages of others that may ask. */
  get cors(): readonly string[] {
    return this.#rules.access?.cors ?? [];
  }

  /** Tells the code where a password is to be set. */
  async open(): Promise<void> {
    const { accounts } = this;
    await accounts?.ready();
    if (accounts?.store.isOpen === true && !accounts.hasPassword) this.code.ensure();
  }

  /** Where a request comes from. Throws {@link ApiError} for one under a name that is not ours. */
  admit(request: FastifyRequest): Client {
    const client = this.#peers.clientOf({ socket: request.raw.socket, headers: request.headers });
    this.#clients.set(request, client);
    return client;
  }

  /** Throws {@link ApiError} for a request that may not use its route. */
  async enter(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visit = await this.look(request);
    this.#visits.set(request, visit);
    const { access = "viewer", basic = false, beforeSetUp = false } = request.routeOptions.config;
    if (!visit.hasPassword && visit.identity.kind === "nobody" && !beforeSetUp && visit.identity.why === undefined)
      throw notSetUp();
    if (!mayUse(visit.identity, access)) throw refusal(visit, reply, basic);
    refuseOtherSites(request, visit.client, visit.identity);
  }

  /** Who is asking, looked at anew. Rejects with StoreError where that can't be read. */
  async look(request: FastifyRequest): Promise<Visit> {
    const client = this.clientOf(request);
    const { accounts, passwords } = this;
    const { access } = this.#rules;
    const header = access?.proxyHeader;
    const user = header && this.#peers.proxyUser({ socket: request.raw.socket, headers: request.headers });
    const proxy = user === undefined || header === undefined ? undefined : { user, role: header.role };
    if (accounts === undefined || passwords === undefined) {
      const identity: Identity = client.isLocal ? { kind: "local" } : { kind: "nobody", mayView: false };
      return { client, hasPassword: false, identity: proxy === undefined ? identity : { kind: "proxy", ...proxy } };
    }
    await accounts.ready();
    const { hasPassword } = accounts;
    const { trustLoopback = false, viewWithoutLogin = false } = access ?? {};
    const parts = { accounts, passwords, hasPassword, client, proxy, trustLoopback, viewWithoutLogin };
    return { client, hasPassword, identity: await identify(request, parts) };
  }

  clientOf(request: FastifyRequest): Client {
    return this.#clients.get(request) ?? this.admit(request);
  }

  /** What {@link enter} has found. */
  visitOf(request: FastifyRequest): Visit {
    const visit = this.#visits.get(request);
    if (visit === undefined) throw new Error("a route was reached without its doors");
    return visit;
  }
}

/** What the page is told of who is asking. */
export function toSessionAnswer({ identity, hasPassword, client }: Visit): SessionAnswer {
  switch (identity.kind) {
    case "local":
      return { state: hasPassword ? "signed-in" : "open", role: "admin" };
    case "session":
      return {
        ...{ state: "signed-in", role: identity.role, user: identity.user },
        csrfToken: csrfTokenOf(identity.token),
      };
    case "password":
    case "proxy":
      return { state: "signed-in", role: identity.role, user: identity.user };
    case "token":
      return { state: "signed-in", role: identity.scope === "admin" ? "admin" : "viewer", user: identity.name };
    default: {
      if (!hasPassword && !client.isLocal) return { state: "set-up" };
      return identity.mayView ? { state: "signed-out", role: "viewer" } : { state: "signed-out" };
    }
  }
}

function notSetUp(): ApiError {
  return new ApiError(403, "set-up", tell("passwordNeeded"));
}

/** 401 where logging in may help, 403 where it doesn't. */
function refusal({ identity }: Visit, reply: FastifyReply, takesBasic: boolean): ApiError {
  if (identity.kind === "nobody") {
    reply.header("www-authenticate", takesBasic ? 'Basic realm="meter2mqtt", charset="UTF-8"' : "Bearer");
    if (identity.why === "bad-token")
      return ApiError.forPrograms(401, "bad-token", "There is no such token: it may have been revoked.");
    if (identity.why === "bad-password") return new ApiError(401, "bad-password", tell("userOrPasswordWrong"));
    return new ApiError(401, "signed-out", tell("signedOut"));
  }
  if (identity.kind === "token")
    return ApiError.forPrograms(403, "role", `A token for ${identity.scope} does not suffice for this.`);
  return new ApiError(403, "role", tell("roleTooLow", { role: roleOf(identity) }));
}

function roleOf(identity: Exclude<Identity, { kind: "nobody" | "token" }>): string {
  return identity.kind === "local" ? "admin" : identity.role;
}
