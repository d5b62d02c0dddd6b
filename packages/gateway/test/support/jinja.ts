import { spawnSync } from "node:child_process";

/** Home Assistant's templates are Jinja's: with `value_json`, the payload, where that is JSON. */
const program = `
import json, sys
from jinja2.sandbox import ImmutableSandboxedEnvironment
environment = ImmutableSandboxedEnvironment()
job = json.load(sys.stdin)
print(json.dumps([environment.from_string(t).render(value_json=job["payload"]) for t in job["templates"]]))
`;

export const hasJinja: boolean = spawnSync("python3", ["-c", "import jinja2"], { stdio: "ignore" }).status === 0;

/** What Jinja makes of each template, given a payload. */
export function renderTemplates(templates: readonly string[], payload: unknown): readonly string[] {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", program], {
    input: JSON.stringify({ templates, payload }),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the templates could not be rendered: ${stderr}`);
  const rendered: unknown = JSON.parse(stdout);
  if (!Array.isArray(rendered)) throw new Error("no list of texts");
  return rendered.map(String);
}
