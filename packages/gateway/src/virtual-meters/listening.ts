import type { Server } from "node:net";
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
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return new SinkError("transient", `Another program listens on ${place}. End it, or set another \`port\`.`, {
        cause: error,
      });
    case "EADDRNOTAVAIL":
      return new SinkError("transient", `This machine does not have the address ${host} (yet). Check \`listen\`.`, {
        cause: error,
      });
    case "EACCES":
      return new SinkError("permanent", `Listening on ${place} needs more rights. Set a \`port\` of 1024 or more.`, {
        cause: error,
      });
    default:
      return new SinkError("transient", `Listening on ${place} failed: ${errorMessage(error)}.`, { cause: error });
  }
}

/** Whether only this machine itself can reach the address. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
