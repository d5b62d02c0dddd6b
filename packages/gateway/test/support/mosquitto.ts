import { type ChildProcess, spawn } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { endProcess, hasProgram } from "./child-process.ts";
import { freePort } from "./free-port.ts";

const mosquittoPath = "/usr/sbin/mosquitto";
export const hasMosquitto: boolean = hasProgram(mosquittoPath);

/** A real broker of the test's own, on loopback. */
export interface Mosquitto {
  readonly port: number;
  readonly url: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Lets it end by itself, and save what it keeps. */
  stop(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
}

export interface MosquittoOptions {
  readonly folder: string;
  /** Lines for its configuration beside the listener's. Default: anybody may connect. */
  readonly lines?: readonly string[];
  /** Of the folder. Default: 0755. */
  readonly mode?: number;
}

/** Starts a broker and waits until it takes connections. */
export async function startMosquitto({
  folder,
  lines = ["allow_anonymous true"],
  mode = 0o755,
}: MosquittoOptions): Promise<Mosquitto> {
  const port = await freePort();
  const file = join(folder, `mosquitto-${port}.conf`);
  await chmod(folder, mode);
  // Its default of 1000 queued messages would drop bursts.
  await writeFile(
    file,
    [`listener ${port} 127.0.0.1`, "max_queued_messages 0", "persistence false", ...lines, ""].join("\n"),
  );
  let child = await run(file, port);
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    kill: () => endProcess(child, "SIGKILL"),
    stop: () => endProcess(child),
    restart: async () => {
      child = await run(file, port);
    },
  };
}

async function run(file: string, port: number): Promise<ChildProcess> {
  const child = spawn(mosquittoPath, ["-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const ended = () => child.exitCode !== null;
  let listening = false;
  while (!listening && !ended()) listening = await canConnect(port);
  if (ended()) throw new Error(`mosquitto did not start: ${said}`);
  return child;
}

/** Whether somebody takes connections at the port. */
export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => setTimeout(() => resolve(false), 10));
  });
}
