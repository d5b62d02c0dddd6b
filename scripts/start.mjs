/** `npm start`: sets the clone up, then runs the gateway in this very process, so that signals and exit codes are its own. */
import { launch } from "../bin/launch.js";

const PARENT_POLL_MS = 250;

endWithParent();
await launch(["run", ...process.argv.slice(2)], { quiet: false });

/**
 * npm runs scripts through a shell, and hands SIGTERM to that shell only, which dies of it and leaves its child alone.
 * So when the parent is gone this process asks itself to end, by the signal that did not arrive.
 */
function endWithParent() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, PARENT_POLL_MS);
  timer.unref();
}
