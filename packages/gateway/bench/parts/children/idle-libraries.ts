import { once } from "node:events";

/*
 * A process with everything loaded that the gateway loads, and nothing to do: what the gateway's memory is compared with.
 * Its one argument is the address of the bundle. Says "loaded", and ends with its standard input.
 */
const [bundle = ""] = process.argv.slice(2);
await import(bundle);
if (process.getBuiltinModule?.("node:sqlite") === undefined) {
  const { default: BetterSqlite } = await import("better-sqlite3");
  // The addon is loaded by the first database only.
  new BetterSqlite(":memory:").close();
}
process.stdout.write("loaded\n");
process.stdin.resume();
await once(process.stdin, "end");
