import {
  type LogInRequest,
  logInRequest,
  type PasswordRequest,
  passwordRequest,
  type SetUpRequest,
  sessionAnswer,
  setUpRequest,
  tell,
} from "@meter2mqtt/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Accounts } from "../../access/accounts.ts";
import { LeakyBuckets } from "../../access/leaky-bucket.ts";
import { sessionMs } from "../../access/sessions.ts";
import { AccessError } from "../../store/access/access-error.ts";
import { ApiError, problem } from "../api-error.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { type Doors, toSessionAnswer, type Visit } from "./doors.ts";
import { type PasswordCheck, tooMany } from "./password-check.ts";
import { nameOf } from "./route-access.ts";

const answers = { 200: sessionAnswer, "4xx": problem, "5xx": problem };
/** They write entries of their own, which say more. */
const anyone = { access: "anyone", beforeSetUp: true, audit: false } as const;
/** Browsers are known again for a year. */
const deviceMs = 365 * 86_400_000;

export interface SessionRoutesOptions {
  readonly doors: Doors;
  readonly accounts: Accounts;
  readonly passwords: PasswordCheck;
  readonly now: () => number;
}

/** Logging in and out, the first password, and one's own. */
export function addSessionRoutes(app: FastifyInstance, options: SessionRoutesOptions): void {
  const { doors, accounts } = options;
  app.get("/api/v1/session", { config: anyone, schema: { response: answers } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return toSessionAnswer(doors.visitOf(request));
  });
  app.post<{ Body: LogInRequest }>(
    "/api/v1/session",
    { config: anyone, schema: { body: logInRequest, response: answers } },
    async (request, reply) => logIn(request, reply, options),
  );
  app.delete("/api/v1/session", { config: anyone, schema: { response: answers } }, async (request, reply) => {
    const { identity, client } = doors.visitOf(request);
    if (identity.kind === "session")
      accounts.sessions.end(identity.token, { who: identity.user, address: client.address });
    setCookie(reply, "m2m-session", { value: "", maxAgeMs: 0, isSecure: client.isSecure });
    reply.header("cache-control", "no-store");
    // What is left once the cookie is gone.
    delete request.headers.cookie;
    return toSessionAnswer(await doors.look(request));
  });
  addSetUpRoute(app, options);
  addPasswordRoute(app, options);
}

async function logIn(
  request: FastifyRequest<{ Body: LogInRequest }>,
  reply: FastifyReply,
  { doors, accounts, passwords }: SessionRoutesOptions,
) {
  const { client, hasPassword } = doors.visitOf(request);
  if (!hasPassword) throw new ApiError(409, "no-password", tell("noPasswordYet"));
  const { user: name, password } = request.body;
  const { address, isLocal } = client;
  const device = accounts.sessions.knownDevice(readCookie(request, "m2m-device", client), name);
  const user = await passwords.check({ user: name, password, address, isLocal, device });
  if (user === undefined) throw new ApiError(401, "bad-password", tell("userOrPasswordWrong"));
  return begin(request, reply, { accounts, visit: doors.visitOf(request), user });
}

interface Beginning {
  readonly accounts: Accounts;
  readonly visit: Visit;
  readonly user: { readonly name: string; readonly role: "admin" | "viewer" };
}

/** Begins a session, always with a new token; one that the browser had before is over. */
function begin(request: FastifyRequest, reply: FastifyReply, { accounts, visit, user }: Beginning) {
  const { client, identity } = visit;
  const { isSecure, address } = client;
  const by = { who: user.name, address };
  if (identity.kind === "session") accounts.sessions.end(identity.token, { who: identity.user, address });
  const token = accounts.sessions.begin(user.name, by);
  const device = accounts.sessions.rememberDevice(user.name, readCookie(request, "m2m-device", client));
  setCookie(reply, "m2m-session", { value: token, maxAgeMs: sessionMs, isSecure });
  setCookie(reply, "m2m-device", { value: device, maxAgeMs: deviceMs, isSecure });
  reply.header("cache-control", "no-store");
  const session = { kind: "session", user: user.name, role: user.role, token } as const;
  return toSessionAnswer({ client, hasPassword: true, identity: session });
}

function addSetUpRoute(app: FastifyInstance, { doors, accounts, now }: SessionRoutesOptions): void {
  const tries = new LeakyBuckets({ capacity: 5, leakMs: 60_000 });
  app.post<{ Body: SetUpRequest }>(
    "/api/v1/set-up",
    { config: anyone, schema: { body: setUpRequest, response: answers } },
    async (request, reply) => {
      const visit = doors.visitOf(request);
      if (visit.hasPassword) throw new ApiError(409, "has-password", tell("passwordThere"));
      const { code = "", user, password } = request.body;
      const { address, isLocal } = visit.client;
      if (!isLocal) checkCode(code, address);
      const name = user.normalize("NFC");
      const by = { who: name, address };
      await asApiErrors(() => accounts.users.add({ name, password, role: "admin" }, by, { first: true }));
      doors.code.void();
      return begin(request, reply, { accounts, visit, user: { name, role: "admin" } });
    },
  );

  function checkCode(code: string, address: string): void {
    const waitMs = tries.waitFor(address, now());
    if (waitMs > 0) throw tooMany(waitMs);
    if (doors.code.matches(code)) return;
    tries.add(address, now());
    accounts.note("refused", { who: "nobody", address }, "wrong one-time code");
    throw new ApiError(403, "bad-code", tell("codeWrong"));
  }
}

function addPasswordRoute(app: FastifyInstance, { doors, accounts, passwords }: SessionRoutesOptions): void {
  app.post<{ Body: PasswordRequest }>(
    "/api/v1/password",
    { config: { access: "viewer", audit: false }, schema: { body: passwordRequest, response: answers } },
    async (request, reply) => {
      const visit = doors.visitOf(request);
      const { identity, client } = visit;
      if (identity.kind !== "session") throw new ApiError(403, "no-session", tell("noSession"));
      const { current, password } = request.body;
      const { user, token } = identity;
      const { address, isLocal } = client;
      // A session of one's own is no way around the measure of tries, but nobody else can use it up.
      const tried = { user, password: current, address, isLocal, device: `session of ${user}` };
      if ((await passwords.check(tried)) === undefined) throw new ApiError(403, "bad-password", tell("currentWrong"));
      await asApiErrors(() => accounts.users.setPassword(user, password, { who: nameOf(identity), address }, token));
      const device = accounts.sessions.rememberDevice(user, undefined);
      setCookie(reply, "m2m-device", { value: device, maxAgeMs: deviceMs, isSecure: client.isSecure });
      reply.header("cache-control", "no-store");
      return toSessionAnswer(visit);
    },
  );
}

const statusOf = {
  taken: 409,
  unknown: 404,
  "last-admin": 409,
  "weak-password": 400,
  "bad-name": 400,
  "too-many": 409,
};

/** What can't be done with users and tokens, as the API says it. */
export async function asApiErrors<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    throw new ApiError(statusOf[error.kind], error.kind, error, { cause: error });
  }
}
