import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { tell, tellAll } from "@meter2mqtt/contract";
import type { PostgresqlSinkSettings, TypedSinkSettings } from "../config/sink-settings.ts";
import { SinkError } from "../errors.ts";
import { tellServerError } from "../sinks/connection-words.ts";
import { tellFolderError } from "../sinks/files/folder-words.ts";
import type { MqttTlsOptions } from "../sinks/mqtt-options.ts";
import { PostgresqlSink, targetOf } from "../sinks/postgresql/postgresql-sink.ts";
import type { SinkListener } from "../sinks/sink.ts";
import { readTlsOptions } from "../sinks/tls-options.ts";
import type { Clock } from "../sources/back-off.ts";
import { placeOf } from "../sources/error-words.ts";
import type { Verdict } from "./connection-tester.ts";
import { failure } from "./failure.ts";

/** Tries a destination as far as that goes without writing readings to it. Resolves within the signal's time. */
export function testTypedSink(settings: TypedSinkSettings, clock: Clock, signal: AbortSignal): Promise<Verdict> {
  switch (settings.type) {
    case "postgresql":
      return testPostgresql(settings, clock, signal);
    case "files":
      return testFolder(settings.folder);
    case "influxdb":
    case "webhook":
      return testServer(new URL(settings.url), settings.tls, signal);
  }
}

/** Logs in, and looks after the tables as every start does. */
async function testPostgresql(settings: PostgresqlSinkSettings, clock: Clock, signal: AbortSignal): Promise<Verdict> {
  const sink = new PostgresqlSink(settings, clock);
  const { name, schema, username: user } = settings;
  const { host, port, database } = targetOf(settings);
  const place = placeOf(host, port);
  try {
    return await new Promise<Verdict>((resolve) => {
      const tooLate = () => resolve(failure(tell("noAnswerInTime", { place })));
      signal.addEventListener("abort", tooLate, { once: true });
      const status: SinkListener["status"] = (state, error, words) => {
        if (state === "open") resolve({ ok: true, ...tell("pgTakes", { place, user, database, schema }) });
        else if (error !== undefined) resolve(failure({ message: error, words }));
        else if (state !== "connecting") resolve(failure(tell("seenNotYet", { place: name })));
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
    return { ok: true, ...tell("folderTakes", { folder }) };
  } catch (error) {
    return failure(tellFolderError(error, folder));
  }
}

/** Connects, with TLS where the address says so: whether a server takes readings shows when some are delivered. */
async function testServer(url: URL, tls: MqttTlsOptions, signal: AbortSignal): Promise<Verdict> {
  const isSecure = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (isSecure ? 443 : 80) : Number(url.port);
  const place = placeOf(host, port);
  let socket: Socket | undefined;
  try {
    const options = isSecure ? await readTlsOptions(tls) : {};
    socket = isSecure ? connectTls({ host, port, servername: host, ...options }) : connectTcp({ host, port });
    await opened(socket, isSecure ? "secureConnect" : "connect", signal);
    const taken = tell(isSecure ? "serverTakesTls" : "serverTakes", { place });
    return { ok: true, ...tellAll(taken, tell("serverUntried")) };
  } catch (error) {
    if (signal.aborted) return failure(tell("noAnswerInTime", { place }));
    return failure(error instanceof SinkError ? error : tellServerError(error, host, port));
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
