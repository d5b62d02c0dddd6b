import { type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { VendorProfile } from "@meter2mqtt/decoder";
import type { Logger } from "../runtime/log.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";
import { type FileProblem, problemWords, readProfileFile } from "./read-profile-file.ts";

export interface UserProfilesOptions {
  /** Where `*.yaml`, `*.yml` and `*.json` are profiles. Need not exist. */
  readonly folder: string;
  readonly log: Logger;
}

/** What changed in a folder within this time is looked at once: editors write a file in several steps. */
const settleMs = 200;
/** More files than anybody has meters of different makers. */
const mostFiles = 200;

type Listener = (profiles: readonly VendorProfile[]) => void;

/**
 * The profiles in the folder beside the configuration, watched: what is written there holds from the next frame on. A
 * file that is not right is logged with what was expected, and its last good version stays in force while it is there.
 */
export class UserProfiles implements AsyncDisposable {
  readonly #folder: string;
  readonly #log: Logger;
  readonly #listeners = new Set<Listener>();
  #byFile: ReadonlyMap<string, VendorProfile> = new Map();
  #current: readonly VendorProfile[] = [];
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ folder, log }: UserProfilesOptions) {
    this.#folder = resolve(folder);
    this.#log = log.child({ component: "profiles" });
  }

  /** Those in force, in the order in which they are tried. */
  get current(): readonly VendorProfile[] {
    return this.#current;
  }

  /** Reads the folder, and watches it from now on. */
  start(): void {
    // Watched first: what is written while it is read is not missed.
    this.#watch();
    this.#load();
  }

  /** `listener` is told whenever other profiles are in force. Returns how to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#listeners.clear();
    return Promise.resolve();
  }

  #load(): void {
    const before = this.#byFile;
    const byFile = new Map<string, VendorProfile>();
    for (const file of this.#files()) {
      const read = readProfileFile(file);
      const profile = read.ok ? read.profile : before.get(file);
      if (!read.ok) this.#refuse(read.problems, profile !== undefined);
      if (profile !== undefined && !this.#isTaken(profile, byFile, file)) byFile.set(file, profile);
    }
    this.#byFile = byFile;
    const profiles = [...byFile.values()];
    if (JSON.stringify(profiles) === JSON.stringify(this.#current)) return;
    this.#current = profiles;
    this.#log.info(
      { folder: this.#folder, profiles: profiles.map(({ id }) => id) },
      "profiles of your own are in force",
    );
    for (const listener of this.#listeners) listener(profiles);
  }

  #files(): readonly string[] {
    try {
      const names = readdirSync(this.#folder).filter((name) => /\.(ya?ml|json)$/i.test(name) && !name.startsWith("."));
      if (names.length > mostFiles) {
        this.#log.warn({ folder: this.#folder, files: names.length }, `only the first ${mostFiles} profiles are read`);
      }
      return names
        .sort()
        .slice(0, mostFiles)
        .map((name) => join(this.#folder, name));
    } catch (error) {
      if (errorCode(error) !== "ENOENT") {
        this.#log.warn({ folder: this.#folder, reason: errorMessage(error) }, "the folder of profiles can't be read");
      }
      return [];
    }
  }

  #refuse(problems: readonly FileProblem[], hasOlder: boolean): void {
    const rest = hasOlder ? "its last good version stays in force" : "the other profiles are in force";
    for (const problem of problems) {
      const { file, line, column, path, message } = problem;
      this.#log.error({ file, line, column, setting: path, problem: message }, `${problemWords(problem)}; ${rest}`);
    }
  }

  #isTaken({ id }: VendorProfile, byFile: ReadonlyMap<string, VendorProfile>, file: string): boolean {
    const other = [...byFile].find(([, profile]) => profile.id === id)?.[0];
    if (other === undefined) return false;
    this.#log.error(
      { file, setting: "id", other },
      `${file}: id is \`${id}\`, as in ${other}: expected a name of its own`,
    );
    return true;
  }

  /** Watches the folder; the one around it where there is none yet. */
  #watch(): void {
    this.#watcher?.close();
    this.#watcher = this.#watcherOf(this.#folder) ?? this.#watcherOf(dirname(this.#folder));
    if (this.#watcher === undefined) {
      this.#log.warn({ folder: this.#folder }, "the folder of profiles can't be watched: changes need a restart");
    }
  }

  #watcherOf(folder: string): FSWatcher | undefined {
    const isOwn = folder === this.#folder;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (isOwn || name === null || name === basename(this.#folder)) this.#changed();
      });
      watcher.on("error", () => this.#changed());
      return watcher;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return undefined;
    }
  }

  #changed(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The folder may have come, gone or been replaced: a watcher keeps to the old one.
      this.#watch();
      this.#load();
    }, settleMs);
  }
}
