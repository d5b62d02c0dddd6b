import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endProcess, hasProgram } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { canConnect } from "./mosquitto.ts";

export const hasInfluxdb: boolean = hasProgram("influxd", "version");

export interface Influxdb {
  readonly port: number;
  /** Rows of the first series of the answer; none where there is none. `epoch=ns` would not fit a number: times are texts. */
  query(text: string, database?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  end(): Promise<void>;
}

export interface InfluxdbOptions {
  readonly folder: string;
  /** An administrator, and everybody must sign in. */
  readonly user?: { readonly name: string; readonly password: string };
}

/** Starts a real InfluxDB 1 on loopback. */
export async function startInfluxdb({ folder, user }: InfluxdbOptions): Promise<Influxdb> {
  const port = await freePort();
  const file = join(folder, `influxdb-${port}.conf`);
  const data = join(folder, `influxdb-${port}`);
  await writeFile(
    file,
    `reporting-disabled = true
bind-address = "127.0.0.1:${await freePort()}"
[meta]
  dir = "${data}/meta"
[data]
  dir = "${data}/data"
  wal-dir = "${data}/wal"
[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = ${user !== undefined}
[monitor]
  store-enabled = false
`,
  );
  const child = spawn("influxd", ["-config", file], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  while (!(await canConnect(port))) if (child.exitCode !== null) throw new Error(`influxd did not start: ${said}`);
  const sign = user === undefined ? "" : `&u=${user.name}&p=${encodeURIComponent(user.password)}`;
  const query: Influxdb["query"] = async (text, database) => {
    const where = database === undefined ? "" : `&db=${database}`;
    const body = new URLSearchParams({ q: text });
    const answer = await fetch(`http://127.0.0.1:${port}/query?${sign}${where}`, { method: "POST", body });
    return rowsOf(await answer.json());
  };
  if (user !== undefined) await query(`CREATE USER ${user.name} WITH PASSWORD '${user.password}' WITH ALL PRIVILEGES`);
  return { port, query, end: () => endProcess(child, "SIGKILL") };
}

interface Answer {
  readonly results?: readonly {
    readonly error?: string;
    readonly series?: readonly {
      readonly columns: readonly string[];
      readonly values: readonly (readonly unknown[])[];
    }[];
  }[];
  readonly error?: string;
}

function rowsOf(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { results, error } = answer as Answer;
  const why = error ?? results?.[0]?.error;
  if (why !== undefined) throw new Error(why);
  const series = results?.[0]?.series?.[0];
  return (series?.values ?? []).map((row) =>
    Object.fromEntries((series?.columns ?? []).map((column, index) => [column, row[index]])),
  );
}
