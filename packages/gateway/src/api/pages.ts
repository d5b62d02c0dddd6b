import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built pages, found beside this package both in its sources and built. */
export function findPages(): string | undefined {
  // src/api and dist/api are equally deep.
  const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../web/dist");
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}

/** What stands where the pages would be. */
export const missingPages: string = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>meter2mqtt</title>
<h1>meter2mqtt is running</h1>
<p>Its pages are not built: run <code>npm run build</code>, then start it again.</p>
<p>The state as JSON: <a href="api/v1/state">api/v1/state</a></p>
</html>
`;
