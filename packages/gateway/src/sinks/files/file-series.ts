import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OutboxEntry } from "../sink.ts";
import { type FileName, FileNames } from "./file-names.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { type LineFile, openLineFile } from "./line-file.ts";

export interface FileSeriesOptions {
  readonly folder: string;
  readonly prefix: string;
  readonly format: "csv" | "jsonl";
  /** A file of this size gets no more lines. */
  readonly maxOctets: number;
  readonly maxFiles: number;
}

/** A batch may have ended in a file and begun in the one before, by day or by size. */
const filesLookedAt = 3;

/** The files of one sink: chooses the one that an entry belongs to, begins new ones, and deletes the oldest. */
export class FileSeries {
  readonly #options: FileSeriesOptions;
  readonly #names: FileNames;
  #current: { readonly name: FileName; readonly file: LineFile } | undefined;
  #layout: Layout;

  constructor(options: FileSeriesOptions) {
    this.#options = options;
    this.#names = new FileNames(options.prefix, options.format);
    this.#layout = layoutOf(options.format, undefined);
  }

  /** Looks at the last files: the keys in them, and the newest one's layout, which goes on. */
  async recover(): Promise<readonly string[]> {
    await mkdir(this.#options.folder, { recursive: true });
    const keys: string[] = [];
    for (const name of (await this.#list()).slice(-filesLookedAt)) {
      const file = await openLineFile(this.#pathOf(name));
      try {
        this.#layout = layoutOf(this.#options.format, await file.firstLine());
        keys.push(...(await file.lastLines()).flatMap((line) => this.#layout.keyOf(line) ?? []));
      } finally {
        await file.close();
      }
    }
    return keys;
  }

  /** Lets go of a file that was moved or deleted while it was open. */
  async check(): Promise<void> {
    if (this.#current !== undefined && !(await this.#current.file.isInPlace())) await this.close();
  }

  /** Whether the entry can go to the file that is open. */
  takes(day: string, entry: OutboxEntry, waitingOctets: number): boolean {
    const { maxOctets } = this.#options;
    if (this.#current === undefined || this.#current.name.day !== day) return false;
    return this.#current.file.size + waitingOctets < maxOctets && this.#layout.fits(entry);
  }

  /** Opens the file that the entry belongs to: the day's last one where it has room, else a new one. */
  async openFor(day: string, entry: OutboxEntry): Promise<void> {
    await this.close();
    const last = (await this.#list()).filter((name) => name.day === day).at(-1);
    if (last !== undefined) await this.#open(last);
    if (this.takes(day, entry, 0)) return;
    await this.close();
    await this.#begin({ day, part: last === undefined ? 1 : last.part + 1 }, entry);
    await this.#prune();
  }

  line(entry: OutboxEntry): string {
    return `${this.#layout.line(entry)}\n`;
  }

  /** Appends to the file that is open. */
  async append(text: string): Promise<void> {
    await this.#current?.file.append(text);
  }

  async close(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    await current?.file.close();
  }

  async #open(name: FileName): Promise<void> {
    const file = await openLineFile(this.#pathOf(name));
    this.#current = { name, file };
    if (file.size > 0) this.#layout = layoutOf(this.#options.format, await file.firstLine());
    else if (this.#layout.header !== undefined) await file.append(`${this.#layout.header}\n`);
  }

  async #begin(name: FileName, entry: OutboxEntry): Promise<void> {
    if (!this.#layout.fits(entry)) this.#layout = this.#layout.grown(entry);
    await this.#open(name);
  }

  async #prune(): Promise<void> {
    const names = await this.#list();
    for (const name of names.slice(0, Math.max(0, names.length - this.#options.maxFiles))) {
      const { name: open } = this.#current ?? {};
      const isOpen = open?.day === name.day && open.part === name.part;
      if (!isOpen) await rm(this.#pathOf(name), { force: true });
    }
  }

  async #list(): Promise<readonly FileName[]> {
    return this.#names.select(await readdir(this.#options.folder));
  }

  #pathOf(name: FileName): string {
    return join(this.#options.folder, this.#names.toText(name));
  }
}
