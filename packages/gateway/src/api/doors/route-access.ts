import type { Role, TokenScope } from "@meter2mqtt/contract";

/**
 * Who may use a route:
 * - `anyone`: whoever reaches the gateway;
 * - `viewer`, the default: those who may look at everything;
 * - `admin`: those who may change something;
 * - `metrics`: viewers, and tokens for monitoring;
 * - `push`: admins, and tokens of devices that give frames.
 */
export type RouteAccess = "anyone" | "viewer" | "admin" | "metrics" | "push";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Default: `viewer`. */
    access?: RouteAccess;
    /** Who is told more than the others, where `anyone` is answered. */
    detailsFor?: RouteAccess;
    /** Whether other machines get it before a password is set as well: only what setting one needs. With `anyone`. */
    beforeSetUp?: boolean;
    /** Whether it also takes user and password with each request, as the firmware does. For routes that change nothing. */
    basic?: boolean;
    /** False: a request is no entry in the audit log, since it changes nothing, or writes its own. */
    audit?: boolean;
  }

  interface FastifyRequest {
    /** Who is asking; undefined for what no door has let in. */
    identity: Identity | undefined;
  }
}

/** Who is asking. */
export type Identity =
  | { readonly kind: "local" }
  | { readonly kind: "session"; readonly user: string; readonly role: Role; readonly token: string }
  | { readonly kind: "password"; readonly user: string; readonly role: Role }
  | { readonly kind: "proxy"; readonly user: string; readonly role: Role }
  | { readonly kind: "token"; readonly id: number; readonly name: string; readonly scope: TokenScope }
  | { readonly kind: "nobody"; readonly mayView: boolean; readonly why?: "bad-token" | "bad-password" };

const openTo: Readonly<Record<RouteAccess, readonly (Role | TokenScope)[]>> = {
  anyone: [],
  viewer: ["viewer", "admin", "read"],
  admin: ["admin"],
  metrics: ["viewer", "admin", "read", "metrics"],
  push: ["admin", "push"],
};

/** Whether somebody may use a route of this kind. */
export function mayUse(identity: Identity, access: RouteAccess): boolean {
  if (access === "anyone") return true;
  const is = rightOf(identity);
  return is !== undefined && openTo[access].includes(is);
}

function rightOf(identity: Identity): Role | TokenScope | undefined {
  if (identity.kind === "local") return "admin";
  if (identity.kind === "token") return identity.scope;
  if (identity.kind === "nobody") return identity.mayView ? "viewer" : undefined;
  return identity.role;
}

/** What the audit log calls them. */
export function nameOf(identity: Identity): string {
  switch (identity.kind) {
    case "local":
      return "this machine";
    case "token":
      return `token ${identity.name}`;
    case "nobody":
      return "nobody";
    default:
      return identity.user;
  }
}

/** Who does it, for a trail that stays: who is logged in, whatever the request says; else the name that it gives. */
export function authorOf(identity: Identity | undefined, given: string | undefined): string {
  switch (identity?.kind) {
    case "session":
    case "password":
    case "proxy":
      return identity.user;
    case "token":
      // A program may act for somebody, and says so.
      return given === undefined ? nameOf(identity) : `${given} (${nameOf(identity)})`;
    default:
      return given ?? "";
  }
}
