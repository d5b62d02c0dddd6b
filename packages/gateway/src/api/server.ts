import { createServer as createProbe } from "node:net";
import fastifyStatic from "@fastify/static";
import { gatewayState, type Told, tell } from "@meter2mqtt/contract";
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from "fastify";
import { type Static, Type } from "typebox";
import type { Accounts } from "../access/accounts.ts";
import { ConfigError, StoreError } from "../errors.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import { AllowedMethods } from "./allowed-methods.ts";
import { addAmsReaderRoutes } from "./amsreader-routes.ts";
import { ApiError, problem, toProblem } from "./api-error.ts";
import { addCapsuleRoute, type CapsuleParts } from "./capsule-route.ts";
import { addCompareRoute } from "./compare-route.ts";
import { addConfigurationRoutes, type ConfigurationRoutesOptions } from "./configuration-routes.ts";
import { addContractFileRoutes, type ContractFileRoutesOptions } from "./contract-file-routes.ts";
import { addCorrectionsRoute } from "./corrections-route.ts";
import { createWebServer, ServedCertificate } from "./doors/https-server.ts";
import type { RouteAccess } from "./doors/route-access.ts";
import { type DoorsConfig, type OpenDoors, startDoors } from "./doors/start-doors.ts";
import { addEtags } from "./etags.ts";
import { addHealthRoute } from "./health-route.ts";
import { addInspectionRoutes, type Inspection } from "./inspection-routes.ts";
import { compileLate } from "./late-schemas.ts";
import { addLedgerRoutes } from "./ledger-routes.ts";
import { LiveStream } from "./live-stream.ts";
import { addMeterRoutes } from "./meter-routes.ts";
import { addMetricsRoute } from "./metrics/route.ts";
import { addOpenApi, addOpenApiRoutes } from "./openapi/add-openapi.ts";
import { findPages, missingPages } from "./pages.ts";
import { addPowerRoute } from "./power-route.ts";
import { addPricesRoute } from "./prices-route.ts";
import { addPushRoute } from "./push-route.ts";
import { refusedByFramework, toldStoreError } from "./refused-otherwise.ts";
import { addSummaryRoute } from "./summary-route.ts";
import { addTariffRoutes } from "./tariff-routes.ts";
import { answerUnreadable } from "./unreadable-requests.ts";

export interface ApiServerOptions {
  readonly gateway: Pick<Gateway, "state" | "power" | "voltage" | "events" | "subscribe" | "storeHealth" | "push"> &
    Partial<Pick<Gateway, "prices">>;
  /** Without one there are no routes of the ledger. */
  readonly ledger?: LedgerService;
  /** Without one nobody has said what energy costs. */
  readonly tariffs?: TariffService;
  /** What is known of the gateway's parts beside its state; without it there are no routes for that. */
  readonly inspection?: Inspection;
  /** Without it the configuration can't be changed here. */
  readonly configuration?: ConfigurationRoutesOptions;
  /** Without it contracts are not shown as files. */
  readonly contracts?: ContractFileRoutesOptions;
  /** Without it no files for bug reports are made. */
  readonly capsule?: CapsuleParts;
  readonly http: DoorsConfig;
  /** Who may come in; without them this machine only. */
  readonly accounts?: Accounts | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** From which the made-up device id of the firmware's routes follows. */
  readonly installationId?: string;
  /** Folder of the built pages. Default: where the build puts them. */
  readonly pages?: string | undefined;
}

export interface ApiServer extends AsyncDisposable {
  /** Where the page is: `http://127.0.0.1:8420/`. */
  readonly url: string;
  readonly port: number;
  /** All of its routes, with what they declare of who may use them. */
  readonly routes: readonly ServedRoute[];
  /**
   * Takes up all of the settings but where it listens, and whether by HTTPS; open streams go on where they still may. Rejects with
   * {@link ConfigError}.
   */
  adjust(http: DoorsConfig): Promise<void>;
}

export interface ServedRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

const portsTried = 20;

/** Serves pages and API on the configured port, or on the next free one. Rejects with {@link ConfigError}. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { http, log, clock, gateway } = options;
  const stream = new LiveStream({
    state: () => gateway.state(),
    subscribe: (listener) => gateway.subscribe(listener),
    clock,
  });
  const { app, doors, routes } = await createApp(options, stream);
  const port = await listen(app, http).catch(async (error: unknown) => {
    // Whoever starts the gateway again in place of this one must not find anything of it left.
    stream.close();
    doors.stop();
    await app.close();
    throw error;
  });
  if (http.port !== 0 && port !== http.port)
    log.warn({ wanted: http.port, port }, `port ${http.port} is taken; the page is on port ${port}`);
  const stop = new AbortController();
  const { signal } = stop;
  const certificate = new ServedCertificate(app.server, http.tls);
  const beating = [stream.beat(), doors.watch(), certificate.renew({ clock, log, signal })];
  return {
    port,
    url: `${http.tls === undefined ? "http" : "https"}://${urlHost(http.listen)}:${port}/`,
    routes,
    adjust: async (changed) => {
      certificate.use(changed.tls);
      await doors.change(changed);
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      stream.close();
      doors.stop();
      await app.close();
      await Promise.all(beating);
    },
  };
}

interface CreatedApp {
  readonly app: FastifyInstance;
  readonly doors: OpenDoors;
  readonly routes: readonly ServedRoute[];
}

async function createApp(options: ApiServerOptions, stream: LiveStream): Promise<CreatedApp> {
  const { http, log } = options;
  const app: FastifyInstance = fastify({
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    // What a schema does not know is an error, as in the configuration, not dropped in silence. The schemas are ours.
    ajv: { customOptions: { removeAdditional: false, validateSchema: false } },
    serverFactory: (handler) => createWebServer(http.tls, handler),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, _request, reply) => sendError(error, reply, log.child({ component: "api" })),
  });
  const routes: ServedRoute[] = [];
  app.addHook("onRoute", ({ method, url, config }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, access: config?.access ?? "viewer" });
  });
  const allowed = new AllowedMethods(app);
  compileLate(app);
  addEtags(app);
  await addOpenApi(app);
  app.setErrorHandler<FastifyError>((error, _request, reply) =>
    sendError(error, reply, log.child({ component: "api" })),
  );
  app.setNotFoundHandler((request, reply) => {
    const methods = allowed.of(request.url);
    // One that it takes and that came here all the same: a part of the path is longer than any name.
    if (methods.length > 0 && !methods.includes(request.method)) {
      const message = `This takes ${methods.join(", ")}, not ${request.method}.`;
      return void sendProblem(reply.header("allow", methods.join(", ")), 405, "method", { message, words: [] });
    }
    void sendProblem(reply, 404, "not-found", tell("nothingThere", { path: request.url.slice(0, 200) }));
  });
  const doors = await startDoors(app, options);
  addRoutes(app, options, stream);
  addMeterRoutes(app, options);
  addAmsReaderRoutes(app, options);
  await addPushRoute(app, (name, message) => options.gateway.push(name, message));
  addPowerRoute(app, options);
  addPricesRoute(app, options);
  addHealthRoute(app, { gateway: options.gateway, identityOf: doors.identityOf });
  addMetricsRoute(app, options.gateway);
  if (options.ledger !== undefined) {
    await addLedgerRoutes(app, { ledger: options.ledger, clock: options.clock });
    await addCompareRoute(app, options.ledger);
    addSummaryRoute(app, { ...options, ledger: options.ledger });
    addCorrectionsRoute(app, { ledger: options.ledger, clock: options.clock });
  }
  if (options.tariffs !== undefined) await addTariffRoutes(app, { tariffs: options.tariffs, clock: options.clock });
  if (options.inspection !== undefined) await addInspectionRoutes(app, options.inspection, options.clock);
  if (options.configuration !== undefined) await addConfigurationRoutes(app, options.configuration);
  if (options.contracts !== undefined) await addContractFileRoutes(app, options.contracts);
  if (options.capsule !== undefined) addCapsuleRoute(app, options.capsule, options.clock);
  addOpenApiRoutes(app);
  await addPages(app, "pages" in options ? options.pages : findPages());
  return { app, doors, routes };
}

const eventsHeaders = Type.Object({
  "last-event-id": Type.Optional(
    Type.String({ maxLength: 40, description: "id of the last event that was seen: what came after it is sent first" }),
  ),
});
const eventsSchema = { headers: eventsHeaders };

function addRoutes(app: FastifyInstance, { gateway }: ApiServerOptions, stream: LiveStream): void {
  const answers = (schema: object) => ({ 200: schema, "4xx": problem, "5xx": problem });
  app.get("/api/v1/state", { schema: { response: answers(gatewayState) } }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return gateway.state();
  });
  // A stream has no end, so HEAD would wait for one.
  const streamed = { exposeHeadRoute: false, schema: eventsSchema };
  app.get<{ Headers: Static<typeof eventsHeaders> }>("/api/v1/events", streamed, (request, reply) => {
    stream.add(reply, request.headers["last-event-id"], request.identity);
  });
}

/** The pages themselves say nothing of the meter: who sees them may log in. */
async function addPages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    app.get("/", { config: { access: "anyone", beforeSetUp: true } }, (_request, reply) =>
      reply.type("text/html; charset=utf-8").send(missingPages),
    );
    return;
  }
  // Below it there are no pages: who may not ask is not told what there is.
  app.get("/api/*", (_request, reply) => {
    reply.callNotFound();
  });
  await app.register((scope, _options, done) => {
    scope.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "anyone", beforeSetUp: true };
    });
    // Their gzip lies beside them. They are the same for everybody: their length tells nothing.
    void scope.register(fastifyStatic, {
      ...{ root: folder, wildcard: true, index: ["index.html"], preCompressed: true },
      dotfiles: "deny",
    });
    done();
  });
}

function sendError(error: FastifyError | ApiError, reply: FastifyReply, log: Logger): void {
  if (error instanceof ApiError) {
    if (error.retryAfterSeconds !== undefined) reply.header("retry-after", error.retryAfterSeconds);
    void sendProblem(reply, error.status, error.type, error, error.extra);
  } else if (error instanceof StoreError) void sendProblem(reply, 503, "store", toldStoreError(error));
  else if (error.statusCode !== undefined && error.statusCode < 500)
    void sendProblem(reply, error.statusCode, ...refusedByFramework(error.statusCode, error));
  else {
    log.error(error, "a request broke down");
    void sendProblem(reply, 500, "internal", tell("wentWrong"));
  }
}

function sendProblem(
  reply: FastifyReply,
  status: number,
  type: string,
  told: Told,
  extra: ApiError["extra"] = {},
): FastifyReply {
  return reply
    .code(status)
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send({ ...toProblem(status, type, told), ...extra });
}

/** Finds a free port first: a server of this framework can be asked to listen only once. */
async function listen(app: FastifyInstance, { listen: host, port }: DoorsConfig): Promise<number> {
  const free = port === 0 ? 0 : await firstFreePort(host, port);
  try {
    await app.listen({ host, port: free });
  } catch (cause) {
    throw cannotListen(host, free, cause);
  }
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : free;
}

async function firstFreePort(host: string, first: number): Promise<number> {
  const last = Math.min(first + portsTried - 1, 65_535);
  for (let port = first; port <= last; port++) {
    try {
      return await probe(host, port);
    } catch (cause) {
      const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      if (!isTaken) throw cannotListen(host, port, cause);
    }
  }
  throw new ConfigError(`Ports ${first} to ${last} are all in use.`, "http.port", "Set another `http.port`.", {
    words: { key: "ports-in-use", values: { first: String(first), last: String(last) } },
  });
}

function probe(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createProbe();
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.close(() => resolve(port));
    });
  });
}

function cannotListen(host: string, port: number, cause: unknown): ConfigError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(
    `The page can't be served on ${host}, port ${port}: ${why}.`,
    "http",
    "Set `http.listen` to an address of this machine.",
    { cause, words: { key: "page-not-served", values: { host, port: String(port), why } } },
  );
}

function urlHost(listen: string): string {
  if (listen === "0.0.0.0" || listen === "::") return "127.0.0.1";
  return listen.includes(":") ? `[${listen}]` : listen;
}
