import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client, type QueryResultRow } from "pg";
import type { Certificates } from "./certificates.ts";
import { endProcess } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { canConnect } from "./mosquitto.ts";

const root = "/usr/lib/postgresql";
const binaries = existsSync(root)
  ? readdirSync(root)
      .map((version) => join(root, version, "bin"))
      .find((folder) => existsSync(join(folder, "initdb")))
  : undefined;
export const hasPostgresql: boolean = binaries !== undefined;

/** A real server of the test's own, on loopback, that asks everybody for a password. */
export interface Postgresql {
  readonly port: number;
  readonly password: string;
  /** As its administrator, in a database of the given name. */
  query<Row extends QueryResultRow>(database: string, text: string): Promise<readonly Row[]>;
  end(): Promise<void>;
}

const administrator = "administrator";
const password = "correct horse";

/** Makes a cluster in the folder and starts it. PostgreSQL refuses to run as root: then it runs as user postgres. */
export async function startPostgresql(folder: string, certificates?: Certificates): Promise<Postgresql> {
  if (binaries === undefined) throw new Error("PostgreSQL is not installed");
  const user = process.getuid?.() === 0 ? userPostgres() : {};
  const data = join(folder, "cluster");
  chmodSync(folder, 0o755);
  mkdirSync(data);
  const passwordFile = join(folder, "administrator.txt");
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o644);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  const cluster = ["-D", data, "-U", administrator, `--pwfile=${passwordFile}`, "-A", "scram-sha-256", "--no-sync"];
  execFileSync(join(binaries, "initdb"), [...cluster, "-E", "UTF8", "--no-locale"], {
    ...user,
    cwd: "/",
    stdio: "pipe",
  });
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${data}`, "fsync=off"];
  settings.push(...(certificates === undefined ? [] : tlsSettings(data, certificates, user)));
  const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(join(binaries, "postgres"), args, { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  await untilItListens(child, port);
  return {
    port,
    password,
    query: (database, text) => query(port, database, text),
    // SIGQUIT: at once, and with it the processes that it began.
    end: () => endProcess(child, "SIGQUIT"),
  };
}

function userPostgres(): { readonly uid?: number; readonly gid?: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function tlsSettings(
  data: string,
  { serverCert, serverKey, ca }: Certificates,
  user: { uid?: number; gid?: number },
): string[] {
  for (const [from, to] of [
    [serverCert, "server.crt"],
    [serverKey, "server.key"],
    [ca, "root.crt"],
  ] as const) {
    const file = join(data, to);
    copyFileSync(from, file);
    chmodSync(file, 0o600);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(file, user.uid, user.gid);
  }
  return ["ssl=on"];
}

async function untilItListens(child: ChildProcess, port: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  while (!(await canConnect(port)) || !said.includes("ready to accept")) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
  }
}

async function query<Row extends QueryResultRow>(
  port: number,
  database: string,
  text: string,
): Promise<readonly Row[]> {
  const client = new Client({ host: "127.0.0.1", port, database, user: administrator, password });
  await client.connect();
  try {
    const result = await client.query<Row>(text);
    return result.rows;
  } finally {
    await client.end();
  }
}
