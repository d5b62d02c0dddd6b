import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** A device with an HTTP interface, on loopback. */
export interface HttpDevice {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** `tls`: it speaks HTTPS, with these certificates. */
export async function startHttpDevice(answer: RequestListener, tls?: ServerOptions): Promise<HttpDevice> {
  const requests: HttpDevice["requests"] = [];
  const listener: RequestListener = (request, response) => {
    requests.push({ path: request.url ?? "", headers: request.headers });
    answer(request, response);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
