import type { Database } from "./database.ts";
import type { StorePart } from "./store-part.ts";

/** Several parts as one. Each is written when it wants to be; all of them when the database is about to be closed. */
export class StoreParts implements StorePart {
  readonly #parts: readonly StorePart[];
  #due: readonly StorePart[] = [];

  constructor(parts: readonly StorePart[]) {
    this.#parts = parts;
  }

  attach(database: Database): void {
    for (const part of this.#parts) part.attach(database);
  }

  detach(): void {
    for (const part of this.#parts) part.detach();
  }

  isDue(now: number): boolean {
    this.#due = this.#parts.filter((part) => part.isDue(now));
    return this.#due.length > 0;
  }

  /** Unasked whether anything is due: then everything is. */
  write(now: number): void {
    if (this.#due.length === 0) this.#due = this.#parts;
    for (const part of this.#due) part.write(now);
  }

  committed(now: number): void {
    for (const part of this.#due) part.committed(now);
    this.#due = [];
  }

  failed(): void {
    for (const part of this.#due) part.failed();
    this.#due = [];
  }

  prune(now: number): void {
    for (const part of this.#parts) part.prune(now);
  }
}
