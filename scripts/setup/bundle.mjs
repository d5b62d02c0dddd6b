/**
 * Joins the gateway's sources and what they import into a few files that Node runs as they are. Node opens some two
 * thousand modules otherwise, which is most of the time that a start takes. Types are not looked at here: `npm run check` does.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { bundleFolder, root } from "./paths.mjs";

/**
 * Node must find these in node_modules: packages with a binary of their own, and pg, whose modules of both kinds require each
 * other in a way that does not survive being joined. pg and date-holidays, which is large, are loaded by those who use them only.
 */
const external = ["better-sqlite3", "@node-rs/argon2", "@serialport/bindings-cpp", "pg", "date-holidays"];

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
