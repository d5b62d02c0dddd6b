import { existsSync } from "node:fs";

const entry = new URL("../packages/gateway/dist/bundle/main.js", import.meta.url);
const bootstrap = new URL("../scripts/bootstrap.mjs", import.meta.url);
const sources = new URL("../packages/gateway/src/", import.meta.url);

/**
 * Runs the command line in this process and sets its exit code. In a clone the set-up comes first; an image or a
 * package holds what was built and no sources, so there is nothing to set up.
 *
 * @param {readonly string[]} argv what follows the program's name
 * @param {{ quiet: boolean }} options
 */
export async function launch(argv, { quiet }) {
  // Node would read the maps at every start, and keep them: 40 MB. The gateway's log reads them when there is an error.
  if (isDebugging()) process.setSourceMapsEnabled(true);
  hideSqliteWarning();
  if (isGateway(argv)) process.on("SIGHUP", () => {});
  process.on("uncaughtException", endWith);
  process.stdout.on("error", endOnClosedPipe);
  try {
    if (existsSync(bootstrap) && existsSync(sources)) {
      const { ensureBuilt, ensureInstalled } = await import(bootstrap.href);
      await ensureInstalled({ quiet });
      await ensureBuilt({ quiet });
    }
    const { main } = await import(entry.href);
    process.exitCode = await main(argv);
  } catch (error) {
    endWith(error);
  }
}

/**
 * A person at a terminal, or a log, gets one line; whoever looks for the mistake sets METER2MQTT_DEBUG.
 *
 * @param {unknown} error
 * @returns {never}
 */
function endWith(error) {
  if (isDebugging()) console.error(error);
  else process.stderr.write(`meter2mqtt: ${messageOf(error).replace(/\s+/g, " ")}\n`);
  const code = error instanceof Error && "exitCode" in error ? error.exitCode : 1;
  process.exit(typeof code === "number" ? code : 1);
}

/**
 * A gateway reads its configuration again when SIGHUP says so. One that comes before it has read it the first time asks for
 * nothing else, and must not end it. In a terminal it does: that was closed.
 *
 * @param {readonly string[]} argv
 */
function isGateway([command = "run"]) {
  return !process.stdin.isTTY && (command === "run" || command.startsWith("-"));
}

function isDebugging() {
  return (process.env["METER2MQTT_DEBUG"] ?? "") !== "";
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message || error.name : String(error);
}

/**
 * `meter2mqtt decode ... | head` closes the pipe while there is more to print; that is no failure.
 *
 * @param {NodeJS.ErrnoException} error
 */
function endOnClosedPipe(error) {
  if (error.code === "EPIPE") process.exit();
  endWith(error);
}

/** Node 22 and 24 announce their SQLite as experimental on every start, which helps nobody who runs a gateway. */
function hideSqliteWarning() {
  const emitWarning = process.emitWarning;
  process.emitWarning = /** @type {typeof process.emitWarning} */ (
    (/** @type {[string | Error]} */ ...args) => {
      if (!String(args[0]).startsWith("SQLite is an experimental feature")) emitWarning.apply(process, args);
    }
  );
}
