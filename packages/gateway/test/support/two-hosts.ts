import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readlinkSync } from "node:fs";
import { createInterface } from "node:readline";
import { endProcess } from "./child-process.ts";
import type { AskOptions } from "./doors.ts";
import { eventually } from "./eventually.ts";

/** Addresses for documentation (RFC 5737): nobody has them. */
export const gatewayHost = "192.0.2.1";
/** The other host has several, as if it were more than one. */
export const farHosts = ["192.0.2.7", "192.0.2.8", "192.0.2.9"] as const;

export interface FarAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Asks what it is told to on its standard input, one question a line. JavaScript as it is: Node runs it from its command line. */
const farSide = `
const { request } = require("node:http");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, url, from, method, headers, body } = JSON.parse(line);
  const say = (answer) => console.log(JSON.stringify({ id, ...answer }));
  const call = request(url, { method, headers, localAddress: from, agent: false }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk) => { text += chunk; });
    response.on("end", () => say({ status: response.statusCode, headers: response.headers, text }));
  });
  call.on("error", (error) => say({ status: 0, headers: {}, text: String(error) }));
  call.end(body);
});
`;

/**
 * Two hosts with a cable between them, made of network namespaces: what listens in one is reached from the other and from nowhere
 * else, this machine's own network included. Linux only, and as root.
 */
export class TwoHosts implements AsyncDisposable {
  readonly #holders: readonly ChildProcess[];
  readonly #far: ChildProcess;
  readonly #waiting = new Map<number, (answer: FarAnswer) => void>();
  #asked = 0;

  private constructor(holders: readonly ChildProcess[]) {
    this.#holders = holders;
    const [, far] = holders;
    this.#far = spawn("nsenter", [...inside(far), process.execPath, "-e", farSide], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (this.#far.stdout !== null) createInterface({ input: this.#far.stdout }).on("line", (line) => this.#heard(line));
  }

  /** Whether this machine lets us have them. */
  static canBeMade(): boolean {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
    const cable = "ip link add m2m-a type veth peer name m2m-b && ip addr add 192.0.2.1/24 dev m2m-a";
    return spawnSync("unshare", ["--net", "sh", "-c", cable], { stdio: "ignore" }).status === 0;
  }

  static async make(): Promise<TwoHosts> {
    // They live as long as the process that holds them; `cat` ends with its input, and so with us.
    const holders = [0, 1].map(() => spawn("unshare", ["--net", "cat"], { stdio: ["pipe", "ignore", "inherit"] }));
    const [near, far] = holders;
    const own = namespaceOf(process.pid);
    await eventually("two hosts", () => holders.every(({ pid = 0 }) => namespaceOf(pid) !== own));
    run(near, `ip link add cable type veth peer name cable netns ${far?.pid}`);
    run(near, `ip addr add ${gatewayHost}/24 dev cable`);
    for (const host of farHosts) run(far, `ip addr add ${host}/24 dev cable`);
    for (const holder of holders) for (const link of ["lo", "cable"]) run(holder, `ip link set ${link} up`);
    return new TwoHosts(holders);
  }

  /** What comes before a command that runs on the gateway's host. */
  get onGatewayHost(): readonly string[] {
    return ["nsenter", ...inside(this.#holders[0])];
  }

  /** Asks from the other host. */
  ask(url: string | URL, options: AskOptions & { readonly from?: (typeof farHosts)[number] } = {}): Promise<FarAnswer> {
    const { method = "GET", headers = {}, body, from = farHosts[0] } = options;
    const id = ++this.#asked;
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const question = { id, url: String(url), from, method, headers: { ...json, ...headers } };
    const sent = body === undefined ? question : { ...question, body: JSON.stringify(body) };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#far.stdin?.write(`${JSON.stringify(sent)}\n`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endProcess(this.#far);
    for (const holder of this.#holders) {
      const gone = holder.exitCode === null ? once(holder, "exit") : undefined;
      holder.stdin?.end();
      await gone;
    }
  }

  #heard(line: string): void {
    const answer: FarAnswer & { readonly id: number } = JSON.parse(line);
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}

/** Which network a process is in. */
export function namespaceOf(pid: number): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

function inside(holder: ChildProcess | undefined): string[] {
  return ["--target", String(holder?.pid), "--net"];
}

function run(holder: ChildProcess | undefined, command: string): void {
  const { status, stderr } = spawnSync("nsenter", [...inside(holder), ...command.split(" ")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
