import { ensureBuilt, ensureInstalled } from "./bootstrap.mjs";
import { runScript } from "./setup/run-script.mjs";

await runScript(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return 0;
});
