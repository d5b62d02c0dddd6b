import { createServer, type Server, type Socket } from "node:net";
import { Aedes } from "aedes";
import { isSame } from "../access/tokens.ts";
import type { Secret } from "../config/secret.ts";
import { SinkError } from "../errors.ts";
import { errorCode, errorMessage, placeOf } from "../sources/error-words.ts";

export interface EmbeddedBrokerOptions {
  /** Default: loopback. */
  readonly host?: string;
  /** Who may connect; without them everybody who reaches it. */
  readonly credentials?: BrokerCredentials | undefined;
  /** Default: 1883. The next free one is taken where it is in use; 0: any free one. */
  readonly port?: number;
  readonly signal?: AbortSignal;
}

export interface BrokerCredentials {
  readonly user: string;
  readonly password: Secret;
}

/** A small MQTT broker in this process; it speaks MQTT 3.1.1. Closed by its disposal or its signal. */
export interface EmbeddedBroker extends AsyncDisposable {
  readonly host: string;
  /** The port that was free. */
  readonly port: number;
  /** Where clients, our own among them, connect to. */
  readonly url: string;
}

const defaultPort = 1883;
const portsTried = 20;
/** Far more than a home has, far fewer than would hurt a small board. */
const maxConnections = 100;
/** Octets of a message. A reading has about 2000. */
const maxPayload = 256 * 1024;
/** Retained topics stay in memory for good: a client that invents them must meet an end. */
const maxRetainedTopics = 10_000;
/** What closing may take. */
const closeMs = 500;

/** Listens on the port, or on the next free one; rejects with SinkError when it can't. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const { host = "127.0.0.1", port = defaultPort, signal } = options;
  const broker = await createBroker(options.credentials);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that breaks its connection is its own affair; aedes has seen the end of the stream as well.
    socket.on("error", () => undefined);
    broker.handle(socket);
  });
  server.maxConnections = maxConnections;

  let bound: number;
  try {
    bound = await listenOnFreePort(server, host, port);
  } catch (error) {
    await closeBroker(broker);
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll(server, broker, sockets);
    return closing;
  };
  signal?.addEventListener("abort", () => void close(), { once: true });
  if (signal?.aborted) await close();
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return { host, port: bound, url: `mqtt://${placeOf(reachable, bound)}`, [Symbol.asyncDispose]: close };
}

async function createBroker(credentials: BrokerCredentials | undefined): Promise<Aedes> {
  const retained = new Set<string>();
  return Aedes.createBroker({
    // MQTT 3.1.1 allows more than 23 characters, and common clients use them.
    maxClientsIdLength: 128,
    connectTimeout: 10_000,
    authenticate: (_client, user, password, done) => done(null, mayConnect(credentials, user, password)),
    authorizePublish: (_client, packet, done) => {
      done(refusal(packet, retained));
    },
  });
}

/** In a time that does not tell how much of them is right. */
function mayConnect(
  credentials: BrokerCredentials | undefined,
  user: Readonly<string | undefined>,
  password: Readonly<Buffer | undefined>,
): boolean {
  if (credentials === undefined) return true;
  const isUser = isSame(user ?? "", credentials.user);
  return isSame(password?.toString("utf8") ?? "", credentials.password.reveal()) && isUser;
}

interface PublishedPacket {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly retain: boolean;
}

/** Why a message is not taken; null when it is. Keeps count of the topics that hold a retained message. */
function refusal({ topic, payload, retain }: PublishedPacket, retained: Set<string>): Error | null {
  if (topic.startsWith("$SYS/")) return new Error("$SYS topics belong to the broker");
  if (payload.length > maxPayload) return new Error(`a message of ${payload.length} octets is too large`);
  if (!retain) return null;
  if (payload.length === 0) {
    retained.delete(topic);
    return null;
  }
  if (!retained.has(topic) && retained.size >= maxRetainedTopics) return new Error("too many retained topics");
  retained.add(topic);
  return null;
}

async function listenOnFreePort(server: Server, host: string, first: number): Promise<number> {
  const tries = first === 0 ? 1 : portsTried;
  for (let attempt = 0; attempt < tries && first + attempt <= 65_535; attempt++) {
    try {
      return await listen(server, host, first + attempt);
    } catch (error) {
      if (errorCode(error) === "EADDRINUSE") continue;
      throw new SinkError("permanent", listenErrorWords(error, host, first + attempt), { cause: error });
    }
  }
  const last = Math.min(first + tries - 1, 65_535);
  throw new SinkError("permanent", `No port from ${first} to ${last} is free on ${host} for the embedded MQTT broker.`);
}

/** Listens, and gives the port. */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      server.off("listening", onListening);
      reject(error);
    };
    const onListening = () => {
      server.off("error", onError);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    };
    server.once("error", onError);
    server.once("listening", onListening);
    server.listen({ host, port });
  });
}

function listenErrorWords(error: unknown, host: string, port: number): string {
  const place = placeOf(host, port);
  switch (errorCode(error)) {
    case "EACCES":
      return `The embedded MQTT broker may not listen on ${place}: ports below 1024 need more rights. Choose a higher one.`;
    case "EADDRNOTAVAIL":
      return `The embedded MQTT broker can't listen on ${host}: this machine does not have that address.`;
    default:
      return `The embedded MQTT broker can't listen on ${place}: ${errorMessage(error)}.`;
  }
}

async function closeAll(server: Server, broker: Aedes, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await closeBroker(broker);
  for (const socket of sockets) socket.destroy();
  await closed;
}

/** Ends the clients' sessions; a client that doesn't let itself be ended is not waited for. */
function closeBroker(broker: Aedes): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, closeMs);
    broker.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
