import {
  type ContractCheckRequest,
  type ContractSaveRequest,
  type ContractTrialRequest,
  contractCheckAnswer,
  contractCheckRequest,
  contractFileAnswer,
  contractFileName,
  contractFileSchema,
  contractFilesAnswer,
  contractPatternsAnswer,
  contractSaveAnswer,
  contractSaveRequest,
  contractTrialAnswer,
  contractTrialRequest,
  tariffFileAnswer,
  tell,
} from "@meter2mqtt/contract";
import { capacityRules } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import type { ContractFiles } from "../contracts/contract-files.ts";
import { tariffFileOctets } from "../contracts/contract-folder.ts";
import { contractPatterns } from "../contracts/contract-patterns.ts";
import type { ContractTrial } from "../contracts/contract-trial.ts";
import { keepTariffFile } from "../contracts/tariff-file.ts";
import { ConfigError } from "../errors.ts";
import { decodeOutsideText } from "../ledger/decode-outside-text.ts";
import { ApiError, problem } from "./api-error.ts";

export interface ContractFileRoutesOptions {
  readonly files: ContractFiles;
  readonly trial: ContractTrial;
}

const path = "/api/v1/contract-files";
const params = Type.Object({ name: Type.String({ maxLength: 65, pattern: contractFileName }) });
type Named = { readonly Params: Static<typeof params> };
const preconditions = Type.Object({
  "if-match": Type.Optional(Type.String({ maxLength: 200, description: "`etag` of the contract that was changed" })),
  "if-none-match": Type.Optional(Type.String({ maxLength: 200, description: "`*`: a new one" })),
});
type Preconditions = { readonly Headers: Static<typeof preconditions> };
const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
/** JSON may need several octets for one of the text's. */
const bodyLimit = 1024 * 1024;
const changing = { bodyLimit, config: { access: "admin" } } as const;
/** What only looks at a change is no entry in the audit log: pages ask at every stroke. */
const looking = { bodyLimit, config: { access: "admin", audit: false } } as const;
/** A month by quarters takes a moment of the processor, and addresses in it are asked. */
const rateLimit = { max: 60, timeWindow: 60_000 } as const;
const trying = { bodyLimit, config: { access: "admin", audit: false, rateLimit } } as const;

/** Adds listing, reading, trying and changing the contracts that are files. */
export async function addContractFileRoutes(app: FastifyInstance, options: ContractFileRoutesOptions): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    addReadRoutes(scope, options.files);
    addLookRoutes(scope, options);
    addChangeRoutes(scope, options.files);
    done();
  });
  await addTariffFileRoute(app, options.files);
}

function addReadRoutes(app: FastifyInstance, files: ContractFiles): void {
  const schema = contractFileSchema(capacityRules);
  app.get(path, { schema: { response: answers(contractFilesAnswer) } }, async () => files.list());
  app.get(
    `${path}/schema`,
    { schema: { response: { 200: Type.Unknown({ description: "a JSON Schema with titles and descriptions" }) } } },
    (_request, reply) => {
      void reply.type("application/json; charset=utf-8").serializer(JSON.stringify).send(schema);
    },
  );
  app.get(`${path}/patterns`, { schema: { response: answers(contractPatternsAnswer) } }, async () => ({
    items: [...contractPatterns],
  }));
  app.get<Named>(
    `${path}/:name`,
    { schema: { params, response: answers(contractFileAnswer) } },
    async (request, reply) => {
      const answer = await files.read(request.params.name);
      reply.header("etag", answer.etag);
      return answer;
    },
  );
}

function addLookRoutes(app: FastifyInstance, { files, trial }: ContractFileRoutesOptions): void {
  app.post<{ Body: ContractCheckRequest }>(
    `${path}/check`,
    { ...looking, schema: { body: contractCheckRequest, response: answers(contractCheckAnswer) } },
    async ({ body }) => files.check(body),
  );
  app.post<{ Body: ContractTrialRequest }>(
    `${path}/trial`,
    { ...trying, schema: { body: contractTrialRequest, response: answers(contractTrialAnswer) } },
    async ({ body: { name, yaml, meter, country } }) => {
      const { contract } = await files.load(name, yaml);
      const answer = await orProblem(() => trial.work(meter, contract, country));
      if (answer !== undefined) return answer;
      throw new ApiError(404, "no-energy", tell("noEnergyToTry"));
    },
  );
}

function addChangeRoutes(app: FastifyInstance, files: ContractFiles): void {
  const schema = { params, headers: preconditions };
  const preconditionOf = (headers: Static<typeof preconditions>) => ({
    ifMatch: headers["if-match"],
    ifNoneMatch: headers["if-none-match"],
  });
  app.put<Named & Preconditions & { Body: ContractSaveRequest }>(
    `${path}/:name`,
    { ...changing, schema: { ...schema, body: contractSaveRequest, response: answers(contractSaveAnswer) } },
    async (request, reply) => {
      const name = checked(files, request.params.name);
      const answer = await files.save(name, request.body.yaml, preconditionOf(request.headers));
      reply.header("etag", answer.etag);
      return answer;
    },
  );
  app.delete<Named & Preconditions>(
    `${path}/:name`,
    { ...changing, schema: { ...schema, response: answers(Type.Object({ name: Type.String() })) } },
    async (request) => {
      const { name } = request.params;
      await files.remove(name, preconditionOf(request.headers));
      return { name };
    },
  );
}

async function addTariffFileRoute(app: FastifyInstance, files: ContractFiles): Promise<void> {
  await app.register((scope, _options, done) => {
    // Whatever it is said to be: browsers call such files nothing in particular.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    scope.put<Named>(
      "/api/v1/tariff-files/:name",
      {
        bodyLimit: tariffFileOctets,
        config: { access: "admin" },
        schema: { params, response: answers(tariffFileAnswer) },
      },
      async ({ body, params: { name } }, reply) => {
        if (!(body instanceof Uint8Array) || body.length === 0)
          throw new ApiError(400, "no-body", tell("tariffFileEmpty"));
        reply.header("cache-control", "no-store");
        return keepTariffFile(files, checked(files, name), decodeOutsideText(body));
      },
    );
    done();
  });
}

/** The configuration's own file has such a name, too. */
function checked(files: ContractFiles, name: string): string {
  if (files.folder.isName(name)) return name;
  throw new ApiError(400, "name", tell("contractNameOdd"));
}

async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ApiError(400, "contract", error.said, { cause: error });
  }
}
