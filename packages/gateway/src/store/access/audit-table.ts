import type { AuditEntry } from "@meter2mqtt/contract";
import type { Database, Statement } from "../database.ts";
import { numbersOf, textOf } from "../rows.ts";

type AuditKind = AuditEntry["kind"];

/** Something that somebody did, or tried. */
export interface AuditRecord {
  readonly at: number;
  readonly kind: AuditKind;
  readonly who: string;
  readonly address?: string | undefined;
  readonly action: string;
}

/**
 * So many of each kind are kept, some MB in all. Each kind has its own bound: who tries passwords all night must not drive
 * out what was changed.
 */
const most: Readonly<Record<AuditKind, number>> = { change: 10_000, "log-in": 2000, refused: 2000 };

const isKind = (text: string | undefined): text is AuditKind => text !== undefined && text in most;

/** What was changed, and who has logged in or was refused. */
export class AuditTable {
  readonly #insert: Statement;
  readonly #trim: Statement;
  readonly #newest: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO audit (at, kind, who, address, action) VALUES (?, ?, ?, ?, ?)");
    this.#trim = database.prepare(
      "DELETE FROM audit WHERE kind = ? AND id <= (SELECT id FROM audit WHERE kind = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
    );
    this.#newest = database.prepare("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?");
  }

  add({ at, kind, who, address, action }: AuditRecord): void {
    this.#insert.run(at, kind, who, address ?? null, action);
    this.#trim.run(kind, kind, most[kind]);
  }

  /** Entries older than one, the newest first. */
  before(id: number, count: number): (AuditRecord & { readonly id: number })[] {
    return this.#newest.all(id, count).flatMap((row) => {
      const [id, at] = numbersOf(row, "id", "at");
      const [kind, who, address, action] = ["kind", "who", "address", "action"].map((column) => textOf(row, column));
      if (id === undefined || at === undefined || !isKind(kind) || who === undefined || action === undefined) return [];
      return [{ id, at, kind, who, address, action }];
    });
  }
}
