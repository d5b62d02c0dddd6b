import { randomInt } from "node:crypto";
import { isSame } from "./tokens.ts";

/** Without those that look like others. */
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const length = 10;
/** Then another one takes its place, which whoever guesses does not know either. */
const mostTries = 20;

/** The code of the log with which the first password is set: 49 bits, for a few tries. */
export class OneTimeCode {
  readonly #tell: (code: string) => void;
  #code: string | undefined;
  #tries = 0;

  /** `tell` is given each new code. */
  constructor(tell: (code: string) => void) {
    this.#tell = tell;
  }

  /** Makes one where there is none. */
  ensure(): void {
    if (this.#code !== undefined) return;
    this.#code = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
    this.#tries = 0;
    this.#tell(`${this.#code.slice(0, length / 2)}-${this.#code.slice(length / 2)}`);
  }

  /** Whether it is the code, in any case and with or without its dash. */
  matches(tried: string): boolean {
    this.ensure();
    const code = this.#code ?? "";
    const isRight = isSame(tried.toUpperCase().replace(/[^A-Z0-9]/g, ""), code);
    if (!isRight && ++this.#tries >= mostTries) {
      this.void();
      this.ensure();
    }
    return isRight;
  }

  /** It opens nothing any more. */
  void(): void {
    this.#code = undefined;
  }
}
