import { request as httpRequest, type IncomingMessage } from "node:http";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Asks a gateway's API as a page of its own would. */
export class ApiClient {
  readonly #url: () => string;

  /** The address may be another one after a restart. */
  constructor(url: () => string) {
    this.#url = url;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer> {
    return this.send("GET", path, undefined, headers);
  }

  send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const isText = typeof body === "string";
    const content = body === undefined || isText ? {} : { "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      // A connection of its own: one that is kept may be closed from the other side just then.
      const options = { method, agent: false, headers: { ...content, ...headers } };
      const call = httpRequest(new URL(path, this.#url()), options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve(toAnswer(response, Buffer.concat(chunks).toString("utf8"))));
      });
      call.on("error", reject);
      call.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
    });
  }

  /** Opens a stream of events; `text` is what came so far. */
  stream(path: string, headers: Readonly<Record<string, string>> = {}): Promise<OpenStream> {
    return new Promise((resolve, reject) => {
      let text = "";
      const call = httpRequest(new URL(path, this.#url()), { headers }, (response) => {
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        let isOver = false;
        response.on("close", () => {
          isOver = true;
        });
        response.on("error", () => undefined);
        const { statusCode: status = 0 } = response;
        resolve({ status, text: () => text, ended: () => isOver, close: () => call.destroy() });
      });
      call.on("error", reject);
      call.end();
    });
  }
}

export interface OpenStream {
  readonly status: number;
  readonly text: () => string;
  /** Nothing comes any more. */
  readonly ended: () => boolean;
  readonly close: () => void;
}

function toAnswer({ statusCode = 0, headers: raw }: IncomingMessage, text: string): ApiAnswer {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  const isJson = headers.get("content-type")?.includes("json") === true;
  return { status: statusCode, headers, body: isJson ? JSON.parse(text) : text };
}
