import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { TypedSinkSettings } from "../config/sink-settings.ts";
import { SinkError } from "../errors.ts";
import { serverErrorWords } from "../sinks/connection-words.ts";
import type { MqttTlsOptions } from "../sinks/mqtt-options.ts";
import { PostgresqlSink } from "../sinks/postgresql/postgresql-sink.ts";
import { readTlsOptions } from "../sinks/tls-options.ts";
import type { Clock } from "../sources/back-off.ts";
import { errorCode, errorMessage, placeOf } from "../sources/error-words.ts";
import type { Verdict } from "./connection-tester.ts";

/** Tries a destination as far as that goes without writing readings to it. Resolves within the signal's time. */
export function testTypedSink(settings: TypedSinkSettings, clock: Clock, signal: AbortSignal): Promise<Verdict> {
  switch (settings.type) {
    case "postgresql":
      return testPostgresql(new PostgresqlSink(settings, clock), signal);
    case "files":
      return testFolder(settings.folder);
    case "influxdb":
      return testServer(new URL(settings.url), settings.tls, { what: "InfluxDB", signal });
    case "webhook":
      return testServer(new URL(settings.url), settings.tls, { what: "the webhook", signal });
  }
}

/** Logs in, and looks after the tables as every start does. */
async function testPostgresql(sink: PostgresqlSink, signal: AbortSignal): Promise<Verdict> {
  try {
    return await new Promise<Verdict>((resolve) => {
      const tooLate = () =>
        resolve({ ok: false, message: `${sink.description} gave no answer in time. Check its address.` });
      signal.addEventListener("abort", tooLate, { once: true });
      const status: Parameters<PostgresqlSink["start"]>[0]["status"] = (state, error) => {
        if (state === "open")
          resolve({ ok: true, message: `${sink.description} takes the connection, and its tables are there.` });
        else if (state !== "connecting") resolve({ ok: false, message: error ?? `${sink.description} is ${state}.` });
      };
      void sink.start({ status }, signal);
    });
  } finally {
    await sink[Symbol.asyncDispose]();
  }
}

async function testFolder(folder: string): Promise<Verdict> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { ok: true, message: `Files can be written in ${folder}.` };
  } catch (error) {
    const why = {
      EACCES: "this user may not write there",
      EROFS: "it can't be written to",
      ENOTDIR: "it is no folder",
    };
    const known = Object.entries(why).find(([code]) => code === errorCode(error))?.[1];
    return { ok: false, message: `Files can't be written in ${folder}: ${known ?? errorMessage(error)}.` };
  }
}

interface ServerTest {
  readonly what: string;
  readonly signal: AbortSignal;
}

/** Connects, with TLS where the address says so: whether a server takes readings shows when some are delivered. */
async function testServer(url: URL, tls: MqttTlsOptions, { what, signal }: ServerTest): Promise<Verdict> {
  const isSecure = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (isSecure ? 443 : 80) : Number(url.port);
  const place = placeOf(host, port);
  let socket: Socket | undefined;
  try {
    const options = isSecure ? await readTlsOptions(tls) : {};
    socket = isSecure ? connectTls({ host, port, servername: host, ...options }) : connectTcp({ host, port });
    await opened(socket, isSecure ? "secureConnect" : "connect", signal);
    const secure = isSecure ? " over TLS, and its certificate is trusted" : "";
    return {
      ok: true,
      message: `${place} takes connections${secure}. Whether ${what} takes what is sent shows when something is delivered.`,
    };
  } catch (error) {
    if (signal.aborted)
      return { ok: false, message: `${place} gave no answer in time. Check the address and firewall.` };
    return { ok: false, message: error instanceof SinkError ? error.message : serverErrorWords(error, host, port) };
  } finally {
    socket?.destroy();
  }
}

function opened(socket: Socket, event: "connect" | "secureConnect", signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.on("error", reject);
    signal.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
  });
}
