import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { endProcess } from "./child-process.ts";
import { eventually } from "./eventually.ts";

/** A serial line made by socat: what is written here comes out of `port`. */
export interface PtyPair {
  readonly port: string;
  write(octets: string | Uint8Array): void;
  /** Pulls the plug: the port vanishes. */
  unplug(): Promise<void>;
}

/** Plugs a line in under the given path. */
export async function plugIn(port: string): Promise<PtyPair> {
  const socat: ChildProcess = spawn("socat", ["-u", "-", `pty,raw,echo=0,link=${port}`], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  await eventually(`socat makes ${port}`, () => existsSync(port));
  return {
    port,
    write: (octets) => socat.stdin?.write(octets),
    unplug: () => endProcess(socat),
  };
}
