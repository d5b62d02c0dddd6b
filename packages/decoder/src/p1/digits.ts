/** Where the digits of a number stand: so many in front of the point, and behind it. */
export interface DigitPlaces {
  readonly whole: number;
  readonly fraction: number;
  /** Power of ten by which the digits behind the point move those in front of it. */
  readonly shift: number;
}

/**
 * The digits in front of the point and behind it as one whole number; below 0 where something else than a digit stands in a
 * digit's place. `at`: of the first one, four octets behind the beginning of `view` at least.
 */
export function digitsAt(view: DataView, at: number, { whole, fraction, shift }: DigitPlaces): number {
  const pointAt = at + whole;
  const front = wholeNumber(view, pointAt, whole);
  if (fraction === 0) return front;
  const behind = wholeNumber(view, pointAt + 1 + fraction, fraction);
  return front < 0 || behind < 0 ? -1 : front * shift + behind;
}

/** The number that the `count` digits in front of `end` say. */
function wholeNumber(view: DataView, end: number, count: number): number {
  let number = fourDigits(view, end - 4, count);
  let power = 10_000;
  for (let left = count - 4, at = end - 8; left > 0; left -= 4, at -= 4) {
    const more = fourDigits(view, at, left);
    if (more < 0 || number < 0) return -1;
    number += more * power;
    power *= 10_000;
  }
  return number;
}

/** The number that four octets say, or the last `count` of them: all four at once. */
function fourDigits(view: DataView, at: number, count: number): number {
  const others = count < 4 ? 8 * (4 - count) : 0;
  // What makes the octets differ from `0`, the first of them lowest.
  const digits = ((view.getInt32(at, true) ^ 0x3030_3030) >> others) << others;
  // Of all octets only digits stay below 16, with 6 added and without.
  if ((((digits + 0x0606_0606) | digits) & 0xf0f0_f0f0) !== 0) return -1;
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff_00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}
