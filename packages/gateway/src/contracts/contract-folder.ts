import { constants } from "node:fs";
import { access, open, readdir, realpath, rename } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { contractFileName, contractOctets } from "@meter2mqtt/contract";
import { replaceFile } from "../configuration/replace-file.ts";
import { errorCode } from "../sources/error-words.ts";

const namePattern = new RegExp(contractFileName);
/** So many files are looked at. */
const mostFiles = 200;
/** A tariff file of a grid company is longer than a contract. */
export const tariffFileOctets = 2 * 1024 * 1024;

/**
 * The folder in which contracts stand, with other files that are nobody's business here: only what looks like a contract
 * is shown, and a name is never a path.
 */
export class ContractFolder {
  readonly path: string;
  readonly #reserved: string;

  /** `reserved`: the configuration's own file. */
  constructor(path: string, reserved: string) {
    this.path = path;
    this.#reserved = basename(reserved);
  }

  isName(name: string): boolean {
    return namePattern.test(name) && name !== this.#reserved;
  }

  /** Where a file of this name is; only for names that {@link ContractFolder.isName} takes. */
  pathOf(name: string): string {
    if (!this.isName(name)) throw new RangeError("no name of a contract's file");
    return join(this.path, name);
  }

  /** Names of all files that look like contracts. */
  async names(): Promise<string[]> {
    const found: string[] = [];
    for (const name of (await this.#entries()).slice(0, mostFiles)) {
      const text = await this.read(name);
      if (text !== undefined && looksLikeContract(text)) found.push(name);
    }
    return found;
  }

  async #entries(): Promise<string[]> {
    try {
      return (await readdir(this.path)).filter((name) => this.isName(name)).sort();
    } catch (error) {
      if (errorCode(error) === "ENOENT") return [];
      throw error;
    }
  }

  /** A file's text; undefined where there is none, or it lies elsewhere, or is longer than `octets`. */
  async read(name: string, octets = contractOctets): Promise<string | undefined> {
    if (!this.isName(name) || !(await this.#isInside(name))) return undefined;
    try {
      const file = await open(this.pathOf(name), "r");
      try {
        const { size } = await file.stat();
        return size > octets ? undefined : await file.readFile("utf8");
      } finally {
        await file.close();
      }
    } catch (error) {
      if (["ENOENT", "EISDIR", "EACCES"].includes(errorCode(error) ?? "")) return undefined;
      throw error;
    }
  }

  async exists(name: string): Promise<boolean> {
    return access(this.pathOf(name)).then(
      () => true,
      () => false,
    );
  }

  /** Rejects with ConfigError where it can't be written. */
  async write(name: string, text: string): Promise<void> {
    await replaceFile(this.pathOf(name), text);
  }

  /** What it held stays beside it as `.bak`. */
  async remove(name: string): Promise<void> {
    const path = this.pathOf(name);
    await rename(path, `${path}.bak`);
  }

  async isWritable(): Promise<boolean> {
    return access(this.path, constants.W_OK).then(
      () => true,
      () => false,
    );
  }

  /** A link may lead out of the folder: what is there is not shown, nor written over. */
  async #isInside(name: string): Promise<boolean> {
    try {
      const [folder, file] = await Promise.all([realpath(this.path), realpath(this.pathOf(name))]);
      return file.startsWith(`${folder}${sep}`);
    } catch (error) {
      if (errorCode(error) === "ENOENT") return true;
      throw error;
    }
  }
}

/** Whether the text has what every contract has; it need not be right. */
export function looksLikeContract(text: string): boolean {
  return ["components", "currency"].every((key) => new RegExp(`(?:^|[{,])\\s*"?${key}"?\\s*:`, "m").test(text));
}
