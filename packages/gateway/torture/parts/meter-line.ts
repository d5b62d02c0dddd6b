import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** A meter's line on a TCP port of loopback, which can be unplugged. */
export class MeterLine implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  get port(): number {
    return this.#port;
  }

  get isHeard(): boolean {
    return this.#sockets.size > 0;
  }

  async plugIn(): Promise<void> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.resume();
    });
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    this.#port = typeof address === "object" && address !== null ? address.port : this.#port;
    this.#server = server;
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  send(octets: Uint8Array): void {
    for (const socket of this.#sockets) socket.write(octets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.unplug();
  }
}
