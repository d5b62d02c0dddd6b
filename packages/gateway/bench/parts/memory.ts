import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { endProcess } from "../../test/support/child-process.ts";
import { residentOctets } from "./process-figures.ts";

const program = fileURLToPath(new URL("./children/idle-libraries.js", import.meta.url));
/** Between two looks, and how many in a row must find the same. */
const lookMs = 1000;
const sameLooks = 5;
const mostLooks = 40;
/** Two looks find the same when they differ by less. */
const tolerance = 0.005;

/** Memory of a process that has nothing to do, once it has stopped changing. */
export async function idleMemory(pid: number): Promise<number> {
  let steady = residentOctets(pid);
  let same = 0;
  for (let look = 0; look < mostLooks && same < sameLooks; look++) {
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    const now = residentOctets(pid);
    same = Math.abs(now - steady) <= steady * tolerance ? same + 1 : 0;
    if (same === 0) steady = now;
  }
  return residentOctets(pid);
}

/** Memory of a process with the gateway's libraries loaded, its own code among them, and nothing begun. */
export async function librariesMemory(root: string): Promise<number> {
  const bundle = pathToFileURL(join(root, "packages/gateway/dist/bundle/main.js")).href;
  const child = spawn(process.execPath, [program, bundle], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    return await idleMemory(child.pid ?? Number.NaN);
  } finally {
    await endProcess(child);
  }
}
