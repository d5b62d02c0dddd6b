import { type ChildProcess, spawn } from "node:child_process";
import { lstat, rm } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { SinkError } from "../errors.ts";
import { systemClock } from "../sources/back-off.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";
import type { LineOutput, OutputEnded } from "./simulate-output.ts";

/** How long socat may take to make the link, and to end. */
const startMs = 5000;
const endMs = 1000;
/** Octets that may wait for a reader that is slow. */
const readerBacklog = 64 * 1024;

/**
 * A serial port of socat's making: whoever opens the link reads the frames.
 *
 * socat waits for a reader (`wait-slave`) and ends when the reader leaves; it is then started anew, so that no reader
 * gets frames that were sent before it came.
 */
class PtyOutput implements LineOutput {
  readonly description: string;
  readonly source: readonly string[];
  readonly #link: string;
  readonly #ended: OutputEnded;
  readonly #stop = new AbortController();
  #child: ChildProcess | undefined;
  #hasReader = false;

  constructor(link: string, ended: OutputEnded) {
    this.#link = link;
    this.#ended = ended;
    this.description = `serial port ${link}`;
    this.source = ["type: serial", `port: ${link}`];
  }

  get hasReader(): boolean {
    return this.#hasReader;
  }

  /** Starts socat and resolves when the port is there; starts it anew whenever it ends. */
  async open(): Promise<void> {
    await removeLink(this.#link);
    // Ended while the link was being removed: a socat that is started now would be nobody's.
    if (this.#stop.signal.aborted) return;
    const ended = this.#spawn();
    if (!(await this.#isLinked(ended))) throw await ended;
    void ended.then(() => this.#reopen());
  }

  send(octets: Uint8Array): void {
    const stdin = this.#child?.stdin;
    if (this.#hasReader && stdin?.writable && stdin.writableLength < readerBacklog) stdin.write(octets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    const child = this.#child;
    if (child === undefined || hasEnded(child)) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill();
    const timer = setTimeout(() => child.kill("SIGKILL"), endMs);
    await gone;
    clearTimeout(timer);
    // Killed the hard way, socat leaves its link behind.
    await removeLink(this.#link);
  }

  /** Starts socat; the promise gives why it ended. */
  #spawn(): Promise<SinkError> {
    const address = `pty,raw,echo=0,link=${this.#link},wait-slave,pty-interval=0.1`;
    const child = spawn("socat", ["-d", "-d", "-", address], { stdio: ["pipe", "ignore", "pipe"] });
    this.#child = child;
    this.#hasReader = false;
    let said = "";
    child.stderr.on("data", (chunk) => {
      said = `${said}${String(chunk)}`.slice(-4096);
      // socat tells by a notice only that somebody has opened the port.
      if (said.includes("starting data transfer")) this.#hasReader = true;
    });
    // It ends while octets are on their way to it when its reader leaves.
    child.stdin.on("error", () => undefined);
    return new Promise((resolve) => {
      child.on("error", (error) => resolve(new SinkError("permanent", spawnWords(error), { cause: error })));
      child.on("exit", () =>
        resolve(new SinkError("permanent", `socat could not make ${this.#link}: ${lastLine(said)}`)),
      );
    });
  }

  async #isLinked(ended: Promise<SinkError>): Promise<boolean> {
    let over = false;
    void ended.then(() => {
      over = true;
    });
    const deadline = systemClock.now() + startMs;
    while (!over && systemClock.now() < deadline) {
      if (await isLink(this.#link)) return true;
      await systemClock.pause(5, this.#stop.signal);
    }
    this.#child?.kill();
    return false;
  }

  async #reopen(): Promise<void> {
    try {
      if (!this.#stop.signal.aborted) await this.open();
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#ended(
        error instanceof SinkError ? error : new SinkError("permanent", errorMessage(error), { cause: error }),
      );
    }
  }
}

/** Makes a serial port under the given path; rejects with SinkError where that can't be done. */
export async function openPtyOutput(link: string, ended: OutputEnded): Promise<LineOutput> {
  const output = new PtyOutput(link, ended);
  try {
    await output.open();
    return output;
  } catch (error) {
    await output[Symbol.asyncDispose]();
    throw error;
  }
}

/** Removes a link that an earlier simulation left; anything else under that path is not ours to remove. */
async function removeLink(link: string): Promise<void> {
  try {
    if (!(await lstat(link)).isSymbolicLink()) {
      const words = `${resolvePath(link)} exists and is not a link. Choose another name for the serial port.`;
      throw new SinkError("permanent", words);
    }
    await rm(link, { force: true });
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function spawnWords(error: unknown): string {
  if (errorCode(error) !== "ENOENT") return `socat could not be started: ${errorMessage(error)}.`;
  return "A serial port is made by the program socat, which is not installed. On Debian: apt install socat. Or use --tcp.";
}

/** What socat said last, without its own time and name. */
function lastLine(text: string): string {
  const line = text.trim().split("\n").at(-1) ?? "";
  return line.replace(/^.*socat\[\d+\] \w /, "") || "it ended without a word";
}
