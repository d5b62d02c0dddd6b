/**
 * Joins the gateway's sources and what they import into a few files that Node runs as they are. Node opens some two
 * thousand modules otherwise, which is most of the time that a start takes. Types are not looked at here: `npm run check` does.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { bundleFolder, root } from "./paths.mjs";

/**
 * Packages with a binary of their own: Node must find them in node_modules. `pg-native` is one that pg can use; nobody here
 * has it.
 */
const external = ["better-sqlite3", "@serialport/bindings-cpp", "pg-native"];

/** Writes the bundle, with source maps to the TypeScript lines. */
export async function bundleGateway() {
  const bundle = await rolldown({
    input: join(root, "packages/gateway/src/cli/main.ts"),
    platform: "node",
    external,
    resolve: { conditionNames: ["source", "node", "import", "default"] },
    logLevel: "warn",
  });
  await bundle.write({ dir: join(root, bundleFolder), format: "esm", sourcemap: true, cleanDir: true });
  await bundle.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await bundleGateway();
