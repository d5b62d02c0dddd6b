import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Whoever makes it starts programs and waits for them. */
const patience = 240_000;

/**
 * A folder that is filled once for all files of a test run: whoever asks first does it, the others wait. It stays as it was
 * filled: who wants to change something takes a copy.
 */
export async function onceForRun(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const run = process.env["TEST_RUN_FOLDER"];
  if (run === undefined) throw new Error("scripts/testing/run-folder.mjs has not set TEST_RUN_FOLDER");
  const done = join(run, name);
  const begun = `${done}-begun`;
  for (const end = Date.now() + patience; ; ) {
    if (await isThere(done)) return done;
    if (await isFirst(begun)) return fillInto(done, { begun, fill });
    if (Date.now() > end) throw new Error(`${name} was not made by the test file that began with it`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Filling {
  readonly begun: string;
  readonly fill: (folder: string) => Promise<void>;
}

async function fillInto(done: string, { begun, fill }: Filling): Promise<string> {
  const folder = await mkdtemp(`${done}-`);
  try {
    await fill(folder);
    await rename(folder, done);
    return done;
  } catch (error) {
    // The next one tries it again, and says why it fails.
    await rm(folder, { recursive: true, force: true });
    await rm(begun, { recursive: true });
    throw error;
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Of several processes that make the same folder one has success. */
function isFirst(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false,
  );
}
