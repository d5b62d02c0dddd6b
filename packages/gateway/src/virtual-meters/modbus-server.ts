import type { Socket } from "node:net";
import type { ListenPlace } from "./listening.ts";
import { answerRequest, takeRequest } from "./modbus-frames.ts";
import { TcpClients } from "./tcp-clients.ts";
import type { ServerContext, VirtualMeterServer } from "./virtual-meter-server.ts";

/** A client that asks for nothing for so long has gone, and frees its place. */
const idleMs = 600_000;

/** Modbus TCP as an SDM630 answers it, whatever unit is asked. */
export class ModbusServer implements VirtualMeterServer {
  readonly #context: ServerContext;
  readonly #clients: TcpClients;

  constructor(place: ListenPlace, context: ServerContext) {
    this.#context = context;
    this.#clients = new TcpClients(place, (socket) => this.#arrived(socket), context.note);
  }

  open(): Promise<number> {
    return this.#clients.open();
  }

  heard(): void {
    // Clients ask.
  }

  silenced(): void {
    // They get exception 0x0B from now on.
  }

  close(): Promise<void> {
    return this.#clients.close();
  }

  #arrived(socket: Socket): void {
    let waiting: Uint8Array = new Uint8Array(0);
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.on("data", (chunk) => {
      // What stays over is less than one request, so it has a bound.
      waiting = this.#answerAll(socket, waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]));
    });
  }

  /** Answers every whole request; gives what is left. */
  #answerAll(socket: Socket, stream: Uint8Array): Uint8Array {
    let rest = stream;
    while (!socket.destroyed) {
      const request = takeRequest(rest);
      if (request === undefined) return rest;
      if (request === "broken") {
        socket.destroy();
        break;
      }
      this.#clients.send(socket, answerRequest(request.adu, this.#context.snapshot()));
      rest = rest.subarray(request.octets);
    }
    return new Uint8Array(0);
  }
}
