import { type Static, Type } from "typebox";

const role = Type.Enum(["admin", "viewer"]);
export type Role = Static<typeof role>;

/** Characters of a password: fewer are guessed, more are work for nothing. */
export const passwordLengths = { least: 10, most: 200 } as const;

const userName = Type.String({ minLength: 1, maxLength: 64, pattern: "^[^\\s:/?#\\u0000-\\u001f]+$" });
/** Not as it must be, but as it may be tried. */
const triedName = Type.String({ minLength: 1, maxLength: 64 });
const triedPassword = Type.String({ minLength: 1, maxLength: passwordLengths.most });
const newPassword = Type.String({ minLength: passwordLengths.least, maxLength: passwordLengths.most });
const instant = Type.String({ description: "ISO 8601, UTC" });
const strict = { additionalProperties: false } as const;

/** Who is asking, as the gateway sees it. */
export const sessionAnswer = Type.Object({
  state: Type.Enum(["open", "signed-in", "signed-out", "set-up"], {
    description:
      "`open`: no password is set and the request is from this machine; `set-up`: none is set and it is not; `signed-out`: log in first",
  }),
  role: Type.Optional(
    Type.Enum(["admin", "viewer"], { description: "also while signed out, where viewing needs no login" }),
  ),
  user: Type.Optional(Type.String()),
  csrfToken: Type.Optional(
    Type.String({ description: "for the header `x-csrf-token` of requests that change something" }),
  ),
});
export type SessionAnswer = Static<typeof sessionAnswer>;

export const logInRequest = Type.Object({ user: triedName, password: triedPassword }, strict);
export type LogInRequest = Static<typeof logInRequest>;

export const setUpRequest = Type.Object(
  {
    code: Type.Optional(
      Type.String({
        maxLength: 40,
        description: "the one-time code of the log; not needed on the gateway's own machine",
      }),
    ),
    user: userName,
    password: newPassword,
  },
  strict,
);
export type SetUpRequest = Static<typeof setUpRequest>;

export const passwordRequest = Type.Object({ current: triedPassword, password: newPassword }, strict);
export type PasswordRequest = Static<typeof passwordRequest>;

const shownUser = Type.Object({
  name: Type.String(),
  role,
  createdAt: instant,
  passwordAt: Type.String({ description: "when its password was set" }),
  loggedInAt: Type.Optional(instant),
});
export type ShownUser = Static<typeof shownUser>;
export const usersAnswer = Type.Object({ items: Type.Array(shownUser) });
export type UsersAnswer = Static<typeof usersAnswer>;
export const newUserRequest = Type.Object({ name: userName, role, password: newPassword }, strict);
export type NewUserRequest = Static<typeof newUserRequest>;
export const userChange = Type.Object(
  { role: Type.Optional(role), password: Type.Optional(newPassword) },
  { ...strict, minProperties: 1 },
);
export type UserChange = Static<typeof userChange>;

const tokenScope = Type.Enum(["read", "metrics", "push", "admin"], {
  description:
    "`read`: what a viewer may; `metrics`: `/metrics` and `/healthz` only; `push`: give frames to sources only; `admin`: everything",
});
export type TokenScope = Static<typeof tokenScope>;
export const tokenScopes: readonly TokenScope[] = ["read", "metrics", "push", "admin"];
const shownToken = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scope: tokenScope,
  createdAt: instant,
  usedAt: Type.Optional(Type.String({ description: "last use, within the hour" })),
});
export type ShownToken = Static<typeof shownToken>;
export const tokensAnswer = Type.Object({ items: Type.Array(shownToken) });
export type TokensAnswer = Static<typeof tokensAnswer>;
export const newTokenRequest = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 64 }), scope: tokenScope },
  strict,
);
export type NewTokenRequest = Static<typeof newTokenRequest>;
export const newTokenAnswer = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scope: tokenScope,
  token: Type.String({ description: "shown this once" }),
});
export type NewTokenAnswer = Static<typeof newTokenAnswer>;

const auditEntry = Type.Object({
  at: instant,
  kind: Type.Enum(["change", "log-in", "refused"]),
  who: Type.String({ description: "name of a user, a token, `this machine` or `command line`" }),
  address: Type.Optional(Type.String({ description: "where the request came from" })),
  action: Type.String(),
});
export type AuditEntry = Static<typeof auditEntry>;
export const auditAnswer = Type.Object({
  items: Type.Array(auditEntry),
  next: Type.Optional(Type.String({ description: "`cursor` of what is older" })),
});
export type AuditAnswer = Static<typeof auditAnswer>;
