import fastifyRateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuseTwoHosts } from "../unreadable-requests.ts";
import { answerCors, isAllowedOrigin } from "./cors.ts";
import type { Doors } from "./doors.ts";
import type { LongAnswers } from "./long-answers.ts";
import { mayUse, nameOf } from "./route-access.ts";
import { isUnsafe } from "./same-site.ts";

export interface AddDoorsOptions {
  readonly doors: Doors;
  readonly longAnswers: LongAnswers;
}

/** One client must not keep the small machine busy; a page needs a few requests. */
const requestsPerMinute = 1200;

/**
 * Lets nobody past who may not: in front of all routes, also of those that there aren't. To be called before routes are added,
 * each of which declares in its `config` who may use it.
 */
export async function addDoors(app: FastifyInstance, { doors, longAnswers }: AddDoorsOptions): Promise<void> {
  app.decorateRequest("identity");
  app.addHook("onRequest", async (request, reply) => {
    // What is about the meter stays in no cache; the pages' own files say otherwise.
    reply.headers(doors.headers).header("cache-control", "no-store");
    refuseTwoHosts(request.raw.rawHeaders);
    const client = doors.admit(request);
    // Browsers heed it over HTTPS and on this machine only, and complain of it elsewhere.
    if (!client.isSecure && !client.isLocal) reply.removeHeader("cross-origin-opener-policy");
    // The hook has to hand on an answer that it has sent.
    return answerCors(request, reply, doors.cors) ? reply : undefined;
  });
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => doors.clientOf(request).address,
  });
  // After the limit of requests, which is a route's own hook, and before the body is read.
  app.addHook("preParsing", async (request, reply) => {
    await doors.enter(request, reply);
    request.identity = doors.visitOf(request).identity;
    const { access = "viewer" } = request.routeOptions.config;
    if (access === "anyone") return;
    const isForeign = isAllowedOrigin(request, doors.cors);
    longAnswers.add(reply.raw, async () => {
      if (isForeign && !isAllowedOrigin(request, doors.cors)) return false;
      return mayUse((await doors.look(request)).identity, access);
    });
  });
  app.addHook("onResponse", async (request, reply) => {
    noteChange(doors, request, reply);
  });
}

/** What was changed goes into the audit log, without what was sent: that may hold a secret. */
function noteChange(doors: Doors, request: FastifyRequest, reply: FastifyReply): void {
  const { accounts } = doors;
  if (accounts === undefined || !accounts.store.isOpen || !isUnsafe(request.method) || reply.statusCode >= 400) return;
  if (request.routeOptions.config.audit === false) return;
  const { identity, client } = doors.visitOf(request);
  const path = request.url.split("?")[0] ?? "";
  accounts.note("change", { who: nameOf(identity), address: client.address }, `${request.method} ${path}`);
}
