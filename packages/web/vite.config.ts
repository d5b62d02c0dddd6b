import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defaultClientConditions, defineConfig } from "vite";
import { compressedFiles } from "./build/compressed-files.ts";
import { standaloneInspector } from "./build/standalone-inspector.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  // Relative, so that the pages also work below a path of a reverse proxy.
  base: "./",
  // The other packages from their sources: nothing else need be built before the pages are.
  resolve: { conditions: ["source", ...defaultClientConditions] },
  plugins: [svelte({ configFile: false }), standaloneInspector(root), compressedFiles()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Nothing as a data: URL, nothing inline: the gateway's content security policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
