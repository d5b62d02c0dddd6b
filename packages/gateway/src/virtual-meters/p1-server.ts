import type { Socket } from "node:net";
import { encodeDsmrTelegram } from "./dsmr-telegram.ts";
import type { ListenPlace } from "./listening.ts";
import type { Snapshot } from "./snapshot.ts";
import { TcpClients } from "./tcp-clients.ts";
import type { ServerContext, VirtualMeterServer } from "./virtual-meter-server.ts";

/** `auto`: the meter's own telegram where there is one; `dsmr5`: always one that is made. */
export type TelegramForm = "auto" | "dsmr5";

/** The telegram that stands for a snapshot. */
export function toTelegram(snapshot: Snapshot, form: TelegramForm): Uint8Array {
  return (form === "auto" ? snapshot.telegram : undefined) ?? encodeDsmrTelegram(snapshot);
}

/** P1 telegrams over TCP: the latest one on connecting, then one with every reading. */
export class P1Server implements VirtualMeterServer {
  readonly #form: TelegramForm;
  readonly #context: ServerContext;
  readonly #clients: TcpClients;

  constructor(place: ListenPlace, form: TelegramForm, context: ServerContext) {
    this.#form = form;
    this.#context = context;
    this.#clients = new TcpClients(place, (socket) => this.#arrived(socket), context.note);
  }

  open(): Promise<number> {
    return this.#clients.open();
  }

  heard(snapshot: Snapshot): void {
    if (this.#clients.count > 0) this.#clients.sendAll(toTelegram(snapshot, this.#form));
  }

  silenced(): void {
    this.#clients.dropAll();
  }

  close(): Promise<void> {
    return this.#clients.close();
  }

  #arrived(socket: Socket): void {
    const snapshot = this.#context.snapshot();
    if (snapshot === undefined) {
      socket.destroy();
      return;
    }
    // A P1 port only talks; what a client says is let go.
    socket.resume();
    this.#clients.send(socket, toTelegram(snapshot, this.#form));
  }
}
