import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, defaultClientConditions, type Plugin } from "vite";
import { withoutOtherWords } from "./standalone-words.ts";

/** Besides the pages, writes the inspector as one file that needs nothing else and asks nobody. */
export function standaloneInspector(root: string): Plugin {
  return {
    name: "standalone-inspector",
    apply: "build",
    async writeBundle({ dir }) {
      if (dir !== undefined) await writeFile(join(dir, "inspector.html"), await buildFile(root));
    },
  };
}

async function buildFile(root: string): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    mode: "production",
    logLevel: "warn",
    resolve: { conditions: ["source", ...defaultClientConditions] },
    plugins: [svelte({ configFile: false }), withoutOtherWords()],
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, "src/pages/inspector/standalone/main.ts"),
        // One script: it has nowhere to load another from.
        output: { codeSplitting: false },
      },
    },
  });
  const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
  const scripts = outputs.flatMap((each) => (each.type === "chunk" ? [each.code] : []));
  const styles = outputs.flatMap((each) => (each.type === "asset" ? [`${each.source}`] : []));
  const [script, ...others] = scripts;
  if (script === undefined || others.length > 0)
    throw new Error(`the inspector has ${scripts.length} scripts, not one`);
  const icon = await readFile(join(root, "public/icon.svg"), "utf8");
  return compose(withoutEndTag(script), styles.join("\n"), icon);
}

/** In a script's strings and patterns the two mean the same; in HTML only one of them ends the element. */
function withoutEndTag(script: string): string {
  return script.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "<\\!--");
}

const hashOf = (content: string): string => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

/** Its policy lets in its own script and style, by their hashes, and nothing out: no request to anybody. */
function compose(script: string, style: string, icon: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="content-security-policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}" />
    <title>meter2mqtt inspector</title>
    <style>${style}</style>
  </head>
  <body>
    <div id="app">
      <h1>meter2mqtt inspector</h1>
      <p>If you can read this, the script in this file was not run: save the file, then open it from disk.</p>
    </div>
    <script type="module">${script}</script>
  </body>
</html>
`;
}
