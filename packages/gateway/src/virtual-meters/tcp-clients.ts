import { createServer, type Server, type Socket } from "node:net";
import { type ListenPlace, listenOn } from "./listening.ts";

/** More than a house has chargers and displays. */
const maxClients = 32;
/** What a client may leave unread: some twenty telegrams. Behind it stand those in the system's own buffers. */
const maxUnread = 16 * 1024;
/** After so long without a word, a connection's other end is asked whether it is still there. */
const keepAliveMs = 30_000;

/** A bounded number of TCP clients, each of which must read what it gets. */
export class TcpClients {
  readonly #place: ListenPlace;
  readonly #arrived: (socket: Socket) => void;
  readonly #dropped: (words: string) => void;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(place: ListenPlace, arrived: (socket: Socket) => void, dropped: (words: string) => void) {
    this.#place = place;
    this.#arrived = arrived;
    this.#dropped = dropped;
  }

  get count(): number {
    return this.#sockets.size;
  }

  async open(): Promise<number> {
    const server = createServer({ keepAlive: true, keepAliveInitialDelay: keepAliveMs, noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // A client that breaks its connection is its own affair.
      socket.on("error", () => socket.destroy());
      this.#arrived(socket);
    });
    server.maxConnections = maxClients;
    server.on("drop", () => this.#dropped(`a client was refused: ${maxClients} are connected`));
    this.#server = server;
    return await listenOn(server, this.#place);
  }

  /** Writes to one client; one that doesn't read is let go: what waits for it grows old. */
  send(socket: Socket, octets: Uint8Array): void {
    if (socket.destroyed) return;
    if (socket.writableLength > maxUnread) {
      this.#dropped(`the client at ${socket.remoteAddress ?? "an unknown address"} does not read and was let go`);
      socket.destroy();
      return;
    }
    socket.write(octets);
  }

  sendAll(octets: Uint8Array): void {
    for (const socket of this.#sockets) this.send(socket, octets);
  }

  /** Ends every connection; new ones are still accepted. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.dropAll();
    await closed;
  }
}
