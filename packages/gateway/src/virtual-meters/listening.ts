import type { Server } from "node:net";
import { tell } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import { errorCode, errorMessage, placeOf } from "../sources/error-words.ts";

/** Where a virtual meter listens. */
export interface ListenPlace {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Begins to listen, and gives the port; rejects with SinkError. */
export function listenOn(server: Server, { host, port }: ListenPlace): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      server.off("listening", onListening);
      reject(listenError(error, { host, port }));
    };
    const onListening = () => {
      server.off("error", onError);
      // What fails later (too many open files) fails one connection, not the server.
      server.on("error", () => undefined);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    };
    server.once("error", onError);
    server.once("listening", onListening);
    server.listen({ host, port });
  });
}

function listenError(error: Error, { host, port }: ListenPlace): SinkError {
  const place = placeOf(host, port);
  const cause = { cause: error };
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return new SinkError("transient", tell("portTaken", { place }), cause);
    case "EADDRNOTAVAIL":
      return new SinkError("transient", tell("addressAway", { host }), cause);
    case "EACCES":
      return new SinkError("permanent", tell("portForbids", { place }), cause);
    default:
      return new SinkError("transient", tell("portFailed", { place, why: errorMessage(error) }), cause);
  }
}

/** Whether only this machine itself can reach the address. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
