import { diagnosesAnswer, frameAnswer, framesAnswer, lineAnswer } from "@meter2mqtt/contract";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { DiagnosisLog } from "../runtime/diagnosis-log.ts";
import type { LineHistory } from "../runtime/line-history.ts";
import type { Clock } from "../sources/back-off.ts";
import type { Archive } from "../store/archive.ts";
import { ApiError, problem } from "./api-error.ts";
import type { FrameStream } from "./frame-stream.ts";
import { toFrameAnswer, toFrameSummary } from "./frame-words.ts";

export interface LineRoutesOptions {
  readonly diagnoses: DiagnosisLog;
  readonly lines: LineHistory;
  readonly archive: Pick<Archive, "frames" | "frame">;
  readonly stream: FrameStream;
  readonly clock: Clock;
}

const source = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: "name of a source; all without it" }),
);
const page = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ pattern: "^\\d{1,15}$", description: "`next` of the page before" })),
};
const pageQuery = Type.Object({ source, ...page });
const lineQuery = Type.Object({
  source: Type.String({ minLength: 1, maxLength: 200, description: "name of a source" }),
  minutes: Type.Integer({
    ...{ minimum: 1, maximum: 1440, default: 60 },
    description: "steps of 10 s up to an hour, of a minute beyond; what was before the start is not known",
  }),
});
const liveQuery = Type.Object({ source });
const frameParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

type PageQuery = Static<typeof pageQuery>;

const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });

/** Adds what is known of the wire: diagnoses, its health over time, raw frames. */
export async function addLineRoutes(app: FastifyInstance, options: LineRoutesOptions): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    addHealthRoutes(scope, options);
    addFrameRoutes(scope, options);
    done();
  });
}

function addHealthRoutes(app: FastifyInstance, { diagnoses, lines, clock }: LineRoutesOptions): void {
  app.get<{ Querystring: PageQuery }>(
    "/api/v1/diagnoses",
    { schema: { querystring: pageQuery, response: answers(diagnosesAnswer) } },
    async ({ query }) => {
      const { limit, cursor } = query;
      const before = cursor === undefined ? undefined : Number(cursor);
      return toPage(diagnoses.page({ source: query.source, before, limit: limit + 1 }), limit);
    },
  );
  app.get<{ Querystring: Static<typeof lineQuery> }>(
    "/api/v1/line",
    { schema: { querystring: lineQuery, response: answers(lineAnswer) } },
    async ({ query }) => {
      const line = lines.of(query.source, query.minutes, clock.now());
      if (line === undefined) throw ApiError.forPrograms(404, "no-such-source", "There is no source of this name.");
      return line;
    },
  );
}

/** Frames tell whose meter it is, and what it said: they are for those who may change things. */
function addFrameRoutes(app: FastifyInstance, { archive, stream, clock }: LineRoutesOptions): void {
  const config = { access: "admin" } as const;
  app.get<{ Querystring: PageQuery }>(
    "/api/v1/frames",
    { config, schema: { querystring: pageQuery, response: answers(framesAnswer) } },
    async ({ query }) => {
      const { limit, cursor } = query;
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
      const frames = archive.frames({ before, source: query.source, limit: limit + 1 }, clock.now());
      return toPage(frames.map(toFrameSummary), limit);
    },
  );
  app.get<{ Querystring: Static<typeof liveQuery> }>(
    "/api/v1/frames/live",
    { config, exposeHeadRoute: false, schema: { querystring: liveQuery } },
    (request, reply) => {
      stream.add(reply, request.query.source, request.identity);
    },
  );
  app.get<{ Params: Static<typeof frameParams> }>(
    "/api/v1/frames/:id",
    { config, schema: { params: frameParams, response: answers(frameAnswer) } },
    async ({ params }) => {
      const frame = archive.frame(params.id, clock.now());
      if (frame === undefined)
        throw ApiError.forPrograms(
          404,
          "no-such-frame",
          "The archive has no frame of this number; the oldest ones go first.",
        );
      return toFrameAnswer(frame);
    },
  );
}

/** One more than the page has was looked for, to know whether there is a next one. */
function toPage<Item extends { readonly id: number }>(
  found: readonly Item[],
  limit: number,
): { items: Item[]; next?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: String(last.id) } : { items };
}
