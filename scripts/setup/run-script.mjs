import { SetupError } from "./setup-error.mjs";

/**
 * Runs a script and sets the exit code that it resolves with. What a person can mend is told in one sentence; anything
 * else is a mistake in the script, and keeps its stack trace.
 *
 * @param {() => Promise<number>} work
 */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
