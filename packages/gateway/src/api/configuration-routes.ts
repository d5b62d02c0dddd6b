import {
  type ConfigurationChange,
  configuration,
  configurationAnswer,
  configurationApplyAnswer,
  configurationChange,
  configurationCheckAnswer,
  importAmsReaderAnswer,
  tell,
} from "@meter2mqtt/contract";
import { ExchangeError } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { ConfigurationService } from "../configuration/configuration-service.ts";
import { ConfigError } from "../errors.ts";
import { decodeOutsideText } from "../ledger/decode-outside-text.ts";
import { ApiError, problem } from "./api-error.ts";
import { tellFileError } from "./tell-file-error.ts";

export interface ConfigurationRoutesOptions {
  readonly service: ConfigurationService;
  /** Puts to work what is written; called once the answer is out. */
  readonly restart: () => void;
}

/** Many times any configuration, and any backup of the firmware. */
const maxOctets = 512 * 1024;
const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
const changing = {
  bodyLimit: maxOctets,
  config: { access: "admin" },
} as const;
/** What only looks at a change is no entry in the audit log: pages ask at every stroke. */
const looking = { bodyLimit: maxOctets, config: { access: "admin", audit: false } } as const;
const importQuery = Type.Object({
  port: Type.String({
    minLength: 1,
    maxLength: 200,
    default: "/dev/ttyUSB0",
    description: "where the meter is plugged in now",
  }),
});

/** Adds reading, checking and changing the configuration. */
export async function addConfigurationRoutes(app: FastifyInstance, options: ConfigurationRoutesOptions): Promise<void> {
  const { service } = options;
  app.get("/api/v1/configuration", {
    config: { access: "admin" },
    schema: { response: answers(configurationAnswer) },
    handler: async (_request, reply) => {
      const answer = await orProblem(() => service.view());
      reply.header("cache-control", "no-store").header("etag", answer.etag);
      return answer;
    },
  });
  app.get("/api/v1/configuration/schema", {
    schema: {
      response: { 200: Type.Unknown({ description: "a JSON Schema with titles, descriptions and defaults" }) },
    },
    handler: (_request, reply) => {
      void reply.type("application/json; charset=utf-8").serializer(JSON.stringify).send(configuration);
    },
  });
  app.post<{ Body: ConfigurationChange }>("/api/v1/configuration/check", {
    ...looking,
    schema: { body: configurationChange, response: answers(configurationCheckAnswer) },
    handler: async ({ body }, reply) => {
      reply.header("cache-control", "no-store");
      return orProblem(async () => service.check(body.values));
    },
  });
  addChangeRoute(app, options);
  await addImportRoute(app, service);
}

function addChangeRoute(app: FastifyInstance, { service, restart }: ConfigurationRoutesOptions): void {
  app.put<{ Body: ConfigurationChange }>("/api/v1/configuration", {
    ...changing,
    schema: {
      headers: Type.Object({
        "if-match": Type.Optional(Type.String({ description: "`etag` of the configuration that was changed" })),
      }),
      body: configurationChange,
      response: answers(configurationApplyAnswer),
    },
    handler: async ({ body, headers }, reply) => {
      const answer = await orProblem(() => service.apply(body.values, headers["if-match"]));
      reply.header("cache-control", "no-store").header("etag", answer.etag);
      // The server may be started again as well: the client must have its answer before.
      if (answer.changed.length > 0 || answer.parts.length > 0) reply.raw.once("close", restart);
      return answer;
    },
  });
}

async function addImportRoute(app: FastifyInstance, service: ConfigurationService): Promise<void> {
  await app.register((scope, _options, done) => {
    // Whatever it is said to be: browsers call such files nothing in particular.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    scope.post<{ Querystring: Static<typeof importQuery> }>("/api/v1/configuration/import-amsreader", {
      ...looking,
      schema: { querystring: importQuery, response: answers(importAmsReaderAnswer) },
      handler: async ({ body, query }, reply) => {
        if (!(body instanceof Uint8Array) || body.length === 0) throw new ApiError(400, "no-body", tell("backupEmpty"));
        reply.header("cache-control", "no-store");
        return readBackup(service, body, query.port);
      },
    });
    done();
  });
}

function readBackup(
  service: ConfigurationService,
  body: Uint8Array,
  port: string,
): Static<typeof importAmsReaderAnswer> {
  try {
    return service.backup.read(decodeOutsideText(body), { file: service.file, port });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw new ApiError(400, "file", tellFileError(error), { cause: error });
  }
}

/** The file on the disk may be broken, or away: that is no mistake of ours. */
async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ApiError(409, "configuration-file", error.said, { cause: error });
  }
}
