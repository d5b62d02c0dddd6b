import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

export interface ReceivedRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server of our own on loopback that writes down what is posted to it. */
export interface HttpReceiver {
  readonly port: number;
  readonly requests: ReceivedRequest[];
  /** What it answers from now on; undefined: nothing at all. */
  answer: ((request: ReceivedRequest) => ReceiverAnswer | undefined) | undefined;
  end(): Promise<void>;
}

export async function startHttpReceiver(tls?: ServerOptions): Promise<HttpReceiver> {
  const requests: ReceivedRequest[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const received = { url: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() };
      requests.push(received);
      const answer = receiver.answer === undefined ? { status: 204 } : receiver.answer(received);
      if (answer === undefined) return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  };
  const server: Server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: HttpReceiver = {
    port: (server.address() as AddressInfo).port,
    requests,
    answer: undefined,
    end: async () => {
      server.closeAllConnections();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
  return receiver;
}
