import { type FileHandle, open, stat } from "node:fs/promises";

/** So much of a file's end is looked at for keys: some thousand lines, more than any batch. */
const tailOctets = 4 * 1024 * 1024;
/** A first line is no longer than this. */
const headOctets = 64 * 1024;
const lineFeed = 0x0a;

/** A file of lines that is appended to. Each line in it is whole: what a crash left half written is cut off at opening. */
export class LineFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  #size: number;

  constructor(handle: FileHandle, path: string, size: number) {
    this.#handle = handle;
    this.#path = path;
    this.#size = size;
  }

  /** Whether its path still leads to it: a file that was moved or deleted takes lines as well, and nobody would find them. */
  async isInPlace(): Promise<boolean> {
    const [own, there] = await Promise.all([this.#handle.stat(), stat(this.#path).catch(() => undefined)]);
    return there?.ino === own.ino && there.dev === own.dev;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends all of the text, or leaves the file as it was. */
  async append(text: string): Promise<void> {
    const octets = Buffer.from(text);
    try {
      await this.#handle.appendFile(octets);
    } catch (error) {
      // A disk that is full took a part of it; where cutting fails as well, the next opening does it.
      await this.#handle.truncate(this.#size).catch(() => undefined);
      throw error;
    }
    this.#size += octets.length;
  }

  async firstLine(): Promise<string | undefined> {
    const head = await readAt(this.#handle, 0, Math.min(this.#size, headOctets));
    const end = head.indexOf(lineFeed);
    return end === -1 ? undefined : head.subarray(0, end).toString("utf8");
  }

  /** The whole lines at the end of the file. */
  async lastLines(): Promise<readonly string[]> {
    const from = Math.max(0, this.#size - tailOctets);
    const lines = (await readAt(this.#handle, from, this.#size - from)).toString("utf8").split("\n");
    // Behind the last line feed there is nothing; before the first one, maybe half a line.
    return lines.slice(from === 0 ? 0 : 1, -1);
  }

  /** Puts it on the disk and closes it. */
  async close(): Promise<void> {
    try {
      await this.#handle.datasync();
    } finally {
      await this.#handle.close();
    }
  }
}

/** Opens a file, makes it where it is missing, and cuts off a last line without its end. */
export async function openLineFile(path: string): Promise<LineFile> {
  const handle = await open(path, "a+");
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - tailOctets);
    const whole = from + (await readAt(handle, from, size - from)).lastIndexOf(lineFeed) + 1;
    if (whole < size) await handle.truncate(whole);
    return new LineFile(handle, path, whole);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
