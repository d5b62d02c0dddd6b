import type { CapsuleDiagnosis } from "@meter2mqtt/contract";
import { type Diagnosis, diagnoses } from "@meter2mqtt/decoder";

/** More kinds than any line has at a time. */
const mostDiagnoses = 50;

/** Diagnoses of one source, each kind once with its last words and how often it came. */
export class ShownDiagnoses {
  readonly #inText: (text: string) => string;
  readonly #byCode = new Map<string, CapsuleDiagnosis>();

  /** `inText` replaces identities. */
  constructor(inText: (text: string) => string) {
    this.#inText = inText;
  }

  add(diagnosis: Diagnosis, at: number | undefined): void {
    const { code, severity, message, evidence } = diagnosis;
    const count = (this.#byCode.get(code)?.count ?? 0) + 1;
    if (count === 1 && this.#byCode.size >= mostDiagnoses) return;
    const last = at === undefined ? {} : { last: new Date(at).toISOString() };
    // What it quotes of a line that can't be read may be anything.
    const words = code === "p1/malformed-line" ? diagnoses[code].title : message;
    this.#byCode.set(code, {
      code,
      severity,
      message: this.#open(words),
      evidence: this.#evidence(evidence),
      count,
      ...last,
    });
  }

  get all(): CapsuleDiagnosis[] {
    return [...this.#byCode.values()];
  }

  #evidence(evidence: Diagnosis["evidence"]): CapsuleDiagnosis["evidence"] {
    return Object.fromEntries(
      Object.entries(evidence).map(([name, value]) => [name, typeof value === "string" ? this.#open(value) : value]),
    );
  }

  #open(text: string): string {
    return withoutNumbers(this.#inText(text)).slice(0, 1000);
  }
}

/** Words with many digits are numbers of something: what is no identity that is known may be one that isn't. */
function withoutNumbers(text: string): string {
  return text.replace(/[0-9A-Za-z]{8,}/g, (word) => (isNumber(word) ? "…" : word));
}

function isNumber(word: string): boolean {
  return word.replace(/\D/g, "").length >= 6 || /^[0-9A-Fa-f]{12,}$/.test(word);
}
