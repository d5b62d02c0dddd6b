import {
  auditAnswer,
  type NewTokenRequest,
  type NewUserRequest,
  newTokenAnswer,
  newTokenRequest,
  newUserRequest,
  tell,
  tokensAnswer,
  type UserChange,
  userChange,
  usersAnswer,
} from "@meter2mqtt/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../../access/accounts.ts";
import { type Actor, readAudit } from "../../access/audit-log.ts";
import { ApiError, problem } from "../api-error.ts";
import type { Doors } from "./doors.ts";
import { nameOf } from "./route-access.ts";
import { asApiErrors } from "./session-routes.ts";

const answers = (status: number, schema: object) => ({ [status]: schema, "4xx": problem, "5xx": problem });
/** They write entries of their own, which say more. */
const admin = { access: "admin", audit: false } as const;

const userParams = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) });
const tokenParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const auditQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
  cursor: Type.Optional(Type.Integer({ minimum: 1, description: "`next` of the answer before" })),
});

type UserParams = { readonly Params: Static<typeof userParams> };

/** Users, tokens and the audit log, for admins. */
export async function addAccountRoutes(app: FastifyInstance, doors: Doors, accounts: Accounts): Promise<void> {
  const actor = (request: FastifyRequest): Actor => {
    const { identity, client } = doors.visitOf(request);
    return { who: nameOf(identity), address: client.address };
  };
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    addUserRoutes(scope, doors, accounts, actor);
    addTokenRoutes(scope, accounts, actor);
    scope.get<{ Querystring: Static<typeof auditQuery> }>(
      "/api/v1/audit",
      { config: admin, schema: { querystring: auditQuery, response: answers(200, auditAnswer) } },
      async ({ query }) => readAudit(accounts.store, query.limit, query.cursor),
    );
    done();
  });
}

type ActorOf = (request: FastifyRequest) => Actor;

function addUserRoutes(app: FastifyInstance, doors: Doors, { users }: Accounts, actor: ActorOf): void {
  const list = () => ({ items: users.all() });
  app.get("/api/v1/users", { config: admin, schema: { response: answers(200, usersAnswer) } }, async () => list());
  app.post<{ Body: NewUserRequest }>(
    "/api/v1/users",
    { config: admin, schema: { body: newUserRequest, response: answers(201, usersAnswer) } },
    async (request, reply) => {
      // The first one is made by the set-up, which also logs in: it would shut out whoever adds only a viewer.
      if (!doors.visitOf(request).hasPassword) throw new ApiError(409, "no-password", tell("noPasswordYet"));
      await asApiErrors(() => users.add(request.body, actor(request)));
      return reply.code(201).send(list());
    },
  );
  app.patch<UserParams & { Body: UserChange }>(
    "/api/v1/users/:name",
    { config: admin, schema: { params: userParams, body: userChange, response: answers(200, usersAnswer) } },
    async (request) => {
      const { name } = request.params;
      const { role, password } = request.body;
      const { identity } = doors.visitOf(request);
      if (password !== undefined && identity.kind === "session" && isSameName(identity.user, name))
        throw new ApiError(400, "own-password", tell("ownPassword"));
      await asApiErrors(async () => {
        if (password !== undefined) await users.setPassword(name, password, actor(request));
        if (role !== undefined) users.setRole(name, role, actor(request));
      });
      return list();
    },
  );
  app.delete<UserParams>(
    "/api/v1/users/:name",
    { config: admin, schema: { params: userParams, response: answers(200, usersAnswer) } },
    async (request) => {
      await asApiErrors(() => users.remove(request.params.name, actor(request)));
      return list();
    },
  );
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function addTokenRoutes(app: FastifyInstance, { tokens }: Accounts, actor: ActorOf): void {
  app.get("/api/v1/tokens", { config: admin, schema: { response: answers(200, tokensAnswer) } }, async () => ({
    items: tokens.all(),
  }));
  app.post<{ Body: NewTokenRequest }>(
    "/api/v1/tokens",
    { config: admin, schema: { body: newTokenRequest, response: answers(201, newTokenAnswer) } },
    async (request, reply) => {
      const { name, scope } = request.body;
      return reply.code(201).send(await asApiErrors(() => tokens.add(name, scope, actor(request))));
    },
  );
  app.delete<{ Params: Static<typeof tokenParams> }>(
    "/api/v1/tokens/:id",
    { config: admin, schema: { params: tokenParams, response: answers(200, tokensAnswer) } },
    async (request) => {
      await asApiErrors(() => tokens.revoke(request.params.id, actor(request)));
      return { items: tokens.all() };
    },
  );
}
