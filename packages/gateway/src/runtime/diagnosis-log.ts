import type { LoggedDiagnosis, ShownDiagnosis } from "@meter2mqtt/contract";

/** So many are kept, of all sources together. */
const mostKept = 1000;
/** A diagnosis that is told again within so long a time goes on: it is told once a minute while it does. */
const sameRowMs = 150_000;

export interface DiagnosisPage {
  readonly source?: string | undefined;
  /** Only those with a smaller number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Diagnoses since the start, in memory: each row of the same ones is one entry with its count. */
export class DiagnosisLog {
  #entries: LoggedDiagnosis[] = [];
  #lastId = 0;

  add(diagnosis: ShownDiagnosis): void {
    const index = this.#entries.findLastIndex(
      ({ source, code }) => source === diagnosis.source && code === diagnosis.code,
    );
    const known = this.#entries[index];
    if (known !== undefined && continues(known, diagnosis)) {
      this.#entries[index] = { ...diagnosis, id: known.id, firstAt: known.firstAt };
      return;
    }
    this.#entries.push({ ...diagnosis, id: ++this.#lastId, firstAt: diagnosis.at });
    if (this.#entries.length > mostKept) this.#entries.shift();
  }

  /** Newest first. */
  page({ source, before = Number.POSITIVE_INFINITY, limit }: DiagnosisPage): LoggedDiagnosis[] {
    const wanted = this.#entries.filter(
      (entry) => entry.id < before && (source === undefined || entry.source === source),
    );
    return wanted.slice(-limit).reverse();
  }
}

function continues(known: LoggedDiagnosis, next: ShownDiagnosis): boolean {
  return next.count > known.count && Date.parse(next.at) - Date.parse(known.at) <= sameRowMs;
}
