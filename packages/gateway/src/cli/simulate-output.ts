import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import type { Writable } from "node:stream";
import { toHex } from "@meter2mqtt/decoder";
import { connect as connectMqtt } from "mqtt";
import { Secret } from "../config/secret.ts";
import { SinkError } from "../errors.ts";
import { mqttClientOptions, parseBrokerUrl } from "../sinks/mqtt-options.ts";
import { connectionErrorWords } from "../sinks/mqtt-words.ts";
import { errorCode, errorMessage, placeOf } from "../sources/error-words.ts";

/** Where a virtual meter's frames go. */
export interface LineOutput extends AsyncDisposable {
  /** For people: where that is, with the port that was free. */
  readonly description: string;
  /** The source that reads it, as lines of a configuration; absent where no source can. */
  readonly source?: readonly string[];
  /** A frame that nobody takes is lost, as on a real line. */
  send(octets: Uint8Array): void;
  /** Whether somebody takes what is sent. */
  readonly hasReader: boolean;
}

/** Told when an output can't go on: with the reason, or without one where that is a good end. */
export type OutputEnded = (failure?: SinkError) => void;

/** A client that reads so many octets too slowly is cut off. */
const clientBacklog = 1024 * 1024;

/** How long a client may take to read the last of it. */
const lingerMs = 1000;

/** Listens on loopback; every client gets the frames from its connection on. */
export async function openTcpOutput(port: number): Promise<LineOutput> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => clients.delete(socket));
    // Whatever a client says is of no interest, but its end has to be seen.
    socket.resume();
  });
  server.maxConnections = 100;
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error) => reject(new SinkError("permanent", listenWords(error, port), { cause: error })));
    server.listen(port, "127.0.0.1");
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    description: `TCP ${placeOf("127.0.0.1", bound)}, to every client that connects`,
    source: ["type: tcp", "host: 127.0.0.1", `port: ${bound}`],
    get hasReader() {
      return clients.size > 0;
    },
    send(octets) {
      for (const socket of clients) {
        if (socket.writableLength > clientBacklog) socket.destroy();
        else socket.write(octets);
      }
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      // What was sent may still be on its way.
      for (const socket of clients) socket.destroySoon();
      const timer = setTimeout(() => {
        for (const socket of clients) socket.destroy();
      }, lingerMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function listenWords(error: unknown, port: number): string {
  if (errorCode(error) === "EADDRINUSE")
    return `TCP port ${port} is in use. Choose another one, or 0 for any free one.`;
  if (errorCode(error) === "EACCES") return `TCP port ${port} needs more rights. Choose one above 1023.`;
  return `TCP port ${port} can't be used: ${errorMessage(error)}.`;
}

/** Binary octets on standard output. Its reader may leave at any time: that is a good end. */
export function openStdoutOutput(stdout: Writable, ended: OutputEnded): LineOutput {
  const onError = (error: Error) => {
    if (errorCode(error) === "EPIPE") ended();
    else ended(new SinkError("permanent", `Standard output failed: ${errorMessage(error)}.`, { cause: error }));
  };
  stdout.on("error", onError);
  return {
    description: "standard output, as octets",
    hasReader: true,
    send: (octets) => void stdout.write(octets),
    async [Symbol.asyncDispose]() {
      stdout.off("error", onError);
    },
  };
}

/** Each frame as hexadecimal text to a topic. Connects again by itself; frames in between are lost. */
export async function openMqttOutput(url: string, meter: string, say: (line: string) => void): Promise<LineOutput> {
  const { username, password } = new URL(url);
  const address = parseBrokerUrl(url);
  const topic = `meter2mqtt-simulator/${meter}/frame`;
  const options = await mqttClientOptions({
    url,
    clientId: `simulator-${randomUUID().slice(0, 8)}`,
    // Every broker knows it.
    protocol: "3.1.1",
    ...(username === "" ? {} : { username: decodeURIComponent(username) }),
    ...(password === "" ? {} : { password: new Secret(decodeURIComponent(password)) }),
  });
  const client = connectMqtt({ ...options, reconnectPeriod: 1000, reconnectOnConnackError: true });
  client.on("connect", () => say(`Connected to ${placeOf(address.host, address.port)}.`));
  client.on("error", (error) =>
    say(connectionErrorWords(error, { ...address, hasUser: username !== "", wasOpen: false })),
  );
  return {
    description: `topic ${topic} at ${placeOf(address.host, address.port)}, as hexadecimal text`,
    get hasReader() {
      return client.connected;
    },
    send(octets) {
      if (client.connected) client.publish(topic, toHex(octets));
    },
    async [Symbol.asyncDispose]() {
      await client.endAsync(true);
    },
  };
}
