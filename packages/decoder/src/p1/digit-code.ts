import type { ReadingCode } from "../reading/reading-code.ts";

/** Statements that read digits, four at a time. */
export class DigitCode {
  readonly #code: ReadingCode;
  readonly #others: string[] = [];

  constructor(code: ReadingCode) {
    this.#code = code;
  }

  /**
   * An expression for `whole` digits in front of a point and `fraction` behind it, as one whole number. `at`: of the first
   * one, four octets behind the beginning of the message at least.
   */
  read(at: number, whole: number, fraction: number): string {
    const front = this.#wholeNumber(at + whole, whole);
    if (fraction === 0) return this.#code.variable(front);
    const behind = this.#wholeNumber(at + whole + 1 + fraction, fraction);
    return this.#code.variable(`(${front}) * ${10 ** fraction} + ${behind}`);
  }

  /** Where something else than a digit stands in a digit's place, the message is read in full. */
  leaveIfOthers(): void {
    // Of all octets only digits stay below 16, with 6 added and without.
    if (this.#others.length > 0) this.#code.leaveIf(`((${this.#others.join(" | ")}) & 0xf0f0f0f0) !== 0`);
  }

  /** The number that the `count` digits in front of `end` say. */
  #wholeNumber(end: number, count: number): string {
    const groups: string[] = [];
    for (let left = count, at = end - 4; left > 0; left -= 4, at -= 4) {
      const group = this.#fourDigits(at, left);
      groups.push(groups.length === 0 ? group : `${group} * ${10_000 ** groups.length}`);
    }
    return groups.join(" + ");
  }

  /** The number that four octets say, or the last `count` of them: all four at once. */
  #fourDigits(at: number, count: number): string {
    const code = this.#code;
    const others = count < 4 ? 8 * (4 - count) : 0;
    // What makes the octets differ from `0`, the first of them lowest.
    const octets = `view.getInt32(at + ${at}, true) ^ 0x30303030`;
    const digits = code.variable(others === 0 ? octets : `((${octets}) >> ${others}) << ${others}`);
    this.#others.push(`(${digits} + 0x06060606) | ${digits}`);
    const pairs = code.variable(`(Math.imul(${digits}, 10) + (${digits} >>> 8)) & 0x00ff00ff`);
    return `((${pairs} & 0xff) * 100 + (${pairs} >>> 16))`;
  }
}
