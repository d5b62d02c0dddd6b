import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { freePort } from "./free-port.ts";

/** A cable between a client and a server on loopback, which a test can cut or clamp. */
export interface Relay {
  readonly port: number;
  /** How many clients are connected. */
  readonly connections: number;
  /** Breaks every connection and lets nobody connect any more: to the server, the client has died. */
  cut(): Promise<void>;
  /** From now on what the server says is held back. */
  clamp(): void;
  /** Lets everything through again. */
  release(): void;
}

/** `port`: where it listens; without it one that stays its own while it is cut. */
export async function startRelay(serverPort: number, port?: number): Promise<Relay> {
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  let clamped = false;
  const server = createServer((client) => {
    clients.add(client);
    client.on("close", () => clients.delete(client));
    const upstream = connect({ host: "127.0.0.1", port: serverPort });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => {
      if (!clamped) client.write(chunk);
    });
  });
  server.listen(port ?? (await freePort()), "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return clients.size;
    },
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    clamp: () => {
      clamped = true;
    },
    release: () => {
      clamped = false;
    },
  };
}
