let made = 0;

/**
 * Code that is made at run time for one kind of message: what an engine learns of it stays its own, so it is as quick
 * beside others as alone, and what is known beforehand stands in it. It is written of numbers, of names that are listed in this
 * program, and of constants that are given names here; no text that a meter sent gets into it.
 */
export class CodeMaker {
  readonly #names: string[] = [];
  readonly #values: unknown[] = [];

  /** A name for the value, the same one for the same value. */
  constant(value: unknown): string {
    const known = this.#values.indexOf(value);
    if (known >= 0) return `k${known}`;
    this.#values.push(value);
    this.#names.push(`k${this.#names.length}`);
    return `k${this.#names.length - 1}`;
  }

  /** What `body` returns, which may use all constants. */
  compile(body: string): unknown {
    // An engine takes code of the same text for the same code.
    return new Function(...this.#names, `"use strict"; ${body} // ${++made}`)(...this.#values);
  }
}

/** Whether code can be made here: a page's policy may forbid it, and reports who tries. */
export function canMakeCode(): boolean {
  try {
    return new CodeMaker().compile("return true;") === true;
  } catch {
    return false;
  }
}
