import { createServer, type Server, type Socket } from "node:net";
import { eventually } from "./eventually.ts";

/** A serial server with a meter behind it, on loopback. */
export class TcpMeter {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => undefined);
  });

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  async send(octets: Uint8Array): Promise<void> {
    await eventually("a reader of the meter", () => this.#sockets.size > 0);
    for (const socket of this.#sockets) socket.write(octets);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
