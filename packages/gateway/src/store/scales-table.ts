import { isWords } from "@meter2mqtt/contract";
import type { ScaleDecision, Words } from "@meter2mqtt/decoder";
import type { Database, Statement } from "./database.ts";
import { numbersOf, textOf } from "./rows.ts";

/** A scale that was decided, and where it holds. */
export interface StoredScale {
  /** Name of the source, for a meter that never names itself; empty for a meter with a name, wherever it is heard. */
  readonly source: string;
  readonly decision: ScaleDecision;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
}

/** More meters than one gateway hears; the newest count. */
const mostScales = 1000;

/** Decided scales of all meters. */
export class ScalesTable {
  readonly #insert: Statement;
  readonly #all: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(
      "INSERT OR REPLACE INTO scales (source, meter, unit, scaler, about, words, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#all = database.prepare(
      `SELECT source, meter, unit, scaler, about, words, decided_at FROM scales ORDER BY decided_at DESC LIMIT ${mostScales}`,
    );
  }

  insert({ source, decision: { meter, unit, scaler, about, words }, decidedAt }: StoredScale): void {
    this.#insert.run(source, meter, unit, scaler, about, JSON.stringify(words ?? []), decidedAt);
  }

  all(): StoredScale[] {
    return this.#all.all().flatMap((row): StoredScale[] => {
      const [source, meter, unit, about] = ["source", "meter", "unit", "about"].map((column) => textOf(row, column));
      const [scaler, decidedAt] = numbersOf(row, "scaler", "decided_at");
      if (source === undefined || meter === undefined || unit === undefined || about === undefined) return [];
      if (scaler === undefined || decidedAt === undefined) return [];
      const words = parseWords(textOf(row, "words"));
      const decision = { meter, unit, scaler, about, ...(words.length === 0 ? {} : { words }) };
      return [{ source, decision, decidedAt }];
    });
  }
}

/** Empty for what an earlier release has decided. */
function parseWords(text: string | undefined): Words {
  try {
    const words: unknown = JSON.parse(text ?? "[]");
    return isWords(words) ? words : [];
  } catch {
    return [];
  }
}
