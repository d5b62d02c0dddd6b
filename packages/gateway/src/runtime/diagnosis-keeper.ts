import { type ShownDiagnosis, toWords } from "@meter2mqtt/contract";
import { type Diagnosis, diagnoses, type Severity } from "@meter2mqtt/decoder";

/** How long an error is shown before something less bad may take its place. */
const shownMs = 60_000;
/** How often sinks hear of a diagnosis that goes on. */
const repeatMs = 60_000;

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

export interface KeptDiagnosis {
  readonly shown: ShownDiagnosis;
  /** True: worth telling; false: the same as a moment ago. */
  readonly isNews: boolean;
}

/**
 * The diagnosis of a source that people should see: the latest, counted while it repeats. What every frame says beside
 * its reading (information) does not push a recent error away.
 */
export class DiagnosisKeeper {
  readonly #source: string;
  #latest: ShownDiagnosis | undefined;
  #latestAt = 0;
  readonly #counts = new Map<string, { count: number; toldAt: number }>();

  constructor(source: string) {
    this.#source = source;
  }

  get latest(): ShownDiagnosis | undefined {
    return this.#latest;
  }

  add(diagnosis: Diagnosis, now: number): KeptDiagnosis {
    const { code, severity, message, words, hint, evidence } = diagnosis;
    // Errors interrupt each other's row; information that comes with every frame does not.
    if (severity !== "info")
      for (const other of this.#counts.keys())
        if (other !== code && severityOf(other) !== "info") this.#counts.delete(other);
    const entry = this.#counts.get(code) ?? { count: 0, toldAt: Number.NEGATIVE_INFINITY };
    entry.count++;
    const isNews = entry.count === 1 || now - entry.toldAt >= repeatMs;
    if (isNews) entry.toldAt = now;
    this.#counts.set(code, entry);

    const { title } = diagnoses[code];
    const shown: ShownDiagnosis = {
      at: new Date(now).toISOString(),
      source: this.#source,
      code,
      severity,
      title,
      message,
      words: toWords(words),
      hint,
      evidence: { ...evidence },
      count: entry.count,
    };
    const current = this.#latest;
    if (current === undefined || ranks[severity] >= ranks[current.severity] || now - this.#latestAt > shownMs) {
      this.#latest = shown;
      this.#latestAt = now;
    }
    return { shown, isNews };
  }

  /** A reading came through: the next error begins a new row. */
  readingCame(): void {
    for (const code of this.#counts.keys()) if (severityOf(code) === "error") this.#counts.delete(code);
  }
}

function severityOf(code: string): Severity {
  return Object.entries(diagnoses).find(([known]) => known === code)?.[1].severity ?? "error";
}
