/** `npm start`: sets the clone up, then runs the gateway in this very process, so that signals and exit codes are its own. */
import { launch } from "../bin/launch.js";

await launch(["run", ...process.argv.slice(2)], { quiet: false });
