import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Plugin } from "vite";

const compress = promisify(gzip);
const texts: ReadonlySet<string> = new Set([".html", ".js", ".css", ".svg"]);
/** A smaller one fits in a packet as it is. */
const smallest = 1000;

/** Beside each file of the pages, writes the same as gzip, so that the gateway need not compress it for each request. */
export function compressedFiles(): Plugin {
  let folder: string | undefined;
  return {
    name: "compressed-files",
    apply: "build",
    writeBundle({ dir }) {
      folder = dir;
    },
    // Last of all: other plugins write files as well.
    async closeBundle() {
      if (folder !== undefined) await compressAll(folder);
    },
  };
}

async function compressAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && texts.has(extname(entry.name)));
  await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))));
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < smallest) return;
  await writeFile(`${file}.gz`, await compress(content, { level: 9 }));
}
