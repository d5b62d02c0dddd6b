import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import type { GatewayState } from "@meter2mqtt/contract";
import { pino } from "pino";
import { Accounts } from "../../src/access/accounts.ts";
import { type ApiServer, type ApiServerOptions, startApiServer } from "../../src/api/server.ts";
import { EventBus } from "../../src/runtime/gateway-events.ts";
import { ManualClock } from "../../src/runtime/manual-clock.ts";

/** A password that nobody tries first. */
export const goodPassword = "nine blue kettles";

const noMeters: GatewayState = {
  ...{ version: "1.2.3", startedAt: "2026-01-15T11:00:00.000Z", simulated: false },
  ...{ meters: [], sources: [], sinks: [] },
};

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Of problem+json: its type without `problems/`. */
  readonly type: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is. */
  readonly body?: unknown;
}

/** Asks a real server, with any Host and any header, which `fetch` does not allow. */
export function ask(url: URL, { method = "GET", headers = {}, body }: AskOptions = {}): Promise<Answer> {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const isJson = text !== undefined && typeof body !== "string";
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const all = { ...(isJson ? { "content-type": "application/json" } : {}), ...headers };
  return new Promise((resolve, reject) => {
    const call = send(url, { method, headers: all, agent: false, rejectUnauthorized: false }, (response) => {
      let answer = "";
      const { statusCode: status = 0, headers: answered } = response;
      const type = answered["content-type"] ?? "";
      const done = () => resolve({ status, headers: answered, text: answer, ...parsed(answer, type) });
      // A live stream does not end: its head says all.
      if (type.startsWith("text/event-stream")) {
        done();
        response.destroy();
      }
      response.setEncoding("utf8").on("data", (chunk: string) => {
        answer += chunk;
      });
      response.on("end", done);
      response.on("error", reject);
    });
    call.on("error", reject);
    call.end(text);
  });
}

function parsed(text: string, contentType: string): Pick<Answer, "json" | "type"> {
  const value: unknown = contentType.includes("json") && text !== "" ? JSON.parse(text) : {};
  const json = typeof value === "object" && value !== null ? { ...value } : {};
  const type = "type" in json && contentType.startsWith("application/problem+json") ? String(json.type) : undefined;
  return { json, type: type?.replace(/^problems\//, "") };
}

/** Months pass in it without each heartbeat in between. */
class JumpingClock extends ManualClock {
  #jumped = 0;

  override now(): number {
    return super.now() + this.#jumped;
  }

  /** Nobody who waits is told. */
  jump(ms: number): void {
    this.#jumped += ms;
  }
}

/** A server with doors and nothing behind them, and what was logged. */
export interface DoorsServer extends AsyncDisposable {
  readonly server: ApiServer;
  readonly accounts: Accounts;
  readonly clock: JumpingClock;
  readonly log: string[];
  /** The newest one-time code of the log. */
  readonly code: string;
  ask(path: string, options?: AskOptions): Promise<Answer>;
}

/** How a request looks that a reverse proxy on this machine has passed on: not local, though its peer is. */
export const fromOutside = { "x-forwarded-for": "192.0.2.7" };

export async function startDoorsServer(
  folder: string,
  http: Partial<ApiServerOptions["http"]> = {},
  gateway: Partial<ApiServerOptions["gateway"]> = {},
  pages?: string,
): Promise<DoorsServer> {
  const clock = new JumpingClock(Date.UTC(2026, 0, 15, 12));
  const log: string[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => log.push(line) });
  const accounts = new Accounts({ storePath: join(folder, "m.sqlite"), now: () => clock.now(), log: logger });
  const bus = new EventBus((error) => {
    throw error;
  });
  const server = await startApiServer({
    gateway: {
      state: () => noMeters,
      power: () => undefined,
      subscribe: (listener) => bus.subscribe(listener),
      storeHealth: { status: "ok", waiting: 0, dropped: 0 },
      push: () => ({ kind: "taken", octets: 3 }),
      voltage: () => undefined,
      events: () => undefined,
      ...gateway,
    },
    accounts,
    http: { listen: "127.0.0.1", port: 0, hostNames: ["meter.example"], ...http },
    ...{ clock, log: logger, pages },
  });
  return {
    ...{ server, accounts, clock, log },
    get code() {
      const codes = log.flatMap((line) => /"code":"([^"]+)"/.exec(line)?.[1] ?? []);
      return codes.at(-1) ?? "";
    },
    ask: (path, options) => ask(new URL(path, server.url), options),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      accounts[Symbol.dispose]();
    },
  };
}

/** What a browser keeps of an answer: its cookies, and the token that the answer names. */
export function browserOf(answer: Answer): Readonly<Record<string, string>> {
  const cookies = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
  const { csrfToken } = answer.json;
  return { cookie: cookies, ...(typeof csrfToken === "string" ? { "x-csrf-token": csrfToken } : {}) };
}
