import fastifySwagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema } from "fastify";
import { Type } from "typebox";
import { isRecord } from "../../config/schema-node.ts";
import { earlySchema } from "../late-schemas.ts";
import { finishDocument } from "./finish-document.ts";
import { renderPage, styleSheet } from "./reading-page.ts";
import { routeWords, tags, undocumented } from "./route-words.ts";

const info = {
  title: "meter2mqtt",
  version: "1",
  description:
    "What a gateway knows of its meters, and how it is set up. Errors are problem+json (RFC 9457). Lists that grow are paged: `limit`, and `cursor` with the `next` of the page before. A token goes into `Authorization: Bearer`.",
};

const securitySchemes = {
  session: { type: "apiKey", in: "cookie", name: "m2m-session", description: "log-in of a page" },
  token: { type: "http", scheme: "bearer", description: "a token that was made for a program" },
  basic: { type: "http", scheme: "basic", description: "user and password with each request" },
} as const;

/** Collects what routes say of themselves; to be called before they are added. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info,
      servers: [{ url: "/" }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: { securitySchemes },
    },
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => ({ schema: described(schema, url, route), url }),
  });
}

interface DescribedRoute {
  readonly method: string | readonly string[];
  readonly config?: { readonly access?: string; readonly detailsFor?: string; readonly basic?: boolean };
}

/** A route's schema with its words and who may use it. */
function described(schema: FastifySchema | undefined, url: string, { method, config }: DescribedRoute): FastifySchema {
  const words = routeWords[`${String([method].flat()[0])} ${url}`];
  const access = config?.access ?? "viewer";
  const shown = {
    ...schema,
    ...(words === undefined ? {} : { summary: words.summary, tags: [words.tag] }),
    hide: undocumented.has(url),
    security: securityOf(config),
    "x-access": access,
    ...(config?.detailsFor === undefined ? {} : { "x-details-for": config.detailsFor }),
  };
  return shown;
}

/** What a request may bring; nothing where anyone is answered, and then `{}` says so beside what gets more. */
function securityOf(config: DescribedRoute["config"]): Record<string, string[]>[] {
  const isOpen = config?.access === "anyone";
  if (isOpen && config.detailsFor === undefined) return [];
  const ways = [{ session: [] }, { token: [] }, ...(config?.basic ? [{ basic: [] }] : [])];
  return isOpen ? [{}, ...ways] : ways;
}

/** Adds the description as JSON and as a page. */
export function addOpenApiRoutes(app: FastifyInstance): void {
  let finished: Record<string, unknown> | undefined;
  const document = () => {
    const collected: unknown = app.swagger();
    finished ??= finishDocument(isRecord(collected) ? collected : {});
    return finished;
  };
  const answer = (type: string) => ({ 200: Type.String({ description: type }) });
  app.get("/api/v1/openapi.json", { schema: earlySchema }, (_request, reply) => {
    void reply.type("application/json; charset=utf-8").serializer(JSON.stringify).send(document());
  });
  app.get("/api/v1/docs", { schema: { response: answer("a page") } }, (_request, reply) => {
    void reply.type("text/html; charset=utf-8").serializer(String).send(renderPage(document()));
  });
  app.get("/api/v1/docs.css", { schema: { response: answer("a style sheet") } }, (_request, reply) => {
    void reply.type("text/css; charset=utf-8").serializer(String).send(styleSheet);
  });
}
