import { request as httpRequest } from "node:http";

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

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const isText = typeof body === "string";
    const content = body === undefined || isText ? {} : { "content-type": "application/json" };
    const response = await fetch(new URL(path, this.#url()), {
      method,
      headers: { ...content, ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: await (isJson ? response.json() : response.text()),
    };
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
        response.on("error", () => undefined);
        resolve({ status: response.statusCode ?? 0, text: () => text, close: () => call.destroy() });
      });
      call.on("error", reject);
      call.end();
    });
  }
}

export interface OpenStream {
  readonly status: number;
  readonly text: () => string;
  readonly close: () => void;
}
