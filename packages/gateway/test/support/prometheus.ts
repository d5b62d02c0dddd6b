import { spawn, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endProcess, hasProgram } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { canConnect } from "./mosquitto.ts";

export const hasPromtool: boolean = hasProgram("promtool", "--version");
export const hasPrometheus: boolean = hasProgram("prometheus", "--version");

/** What `promtool check metrics` has to say against a text; nothing where it is content. */
export function promtoolCheck(text: string): string {
  const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

export interface Prometheus {
  /** Values now of the series that a query selects, with their labels. */
  query(
    text: string,
  ): Promise<readonly { readonly metric: Readonly<Record<string, string>>; readonly value: string }[]>;
  end(): Promise<void>;
}

/** Starts a real Prometheus on loopback that scrapes the port ten times a second. */
export async function startPrometheus(folder: string, target: number): Promise<Prometheus> {
  const port = await freePort();
  const file = join(folder, "prometheus.yml");
  await writeFile(
    file,
    `global: { scrape_interval: 100ms, scrape_timeout: 100ms }
scrape_configs: [{ job_name: gateway, static_configs: [{ targets: ["127.0.0.1:${target}"] }] }]
`,
  );
  const args = [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, "tsdb")}`];
  const child = spawn("prometheus", [...args, `--web.listen-address=127.0.0.1:${port}`], { stdio: "ignore" });
  while (!((await canConnect(port)) && (await isReady(port)))) {
    if (child.exitCode !== null) throw new Error("Prometheus did not start");
  }
  return {
    query: async (text) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query: text })}`);
      const { data } = (await answer.json()) as {
        readonly data?: { readonly result: readonly { metric: Record<string, string>; value: [number, string] }[] };
      };
      return (data?.result ?? []).map(({ metric, value }) => ({ metric, value: value[1] }));
    },
    end: () => endProcess(child),
  };
}

async function isReady(port: number): Promise<boolean> {
  const { ok } = await fetch(`http://127.0.0.1:${port}/-/ready`);
  return ok;
}
