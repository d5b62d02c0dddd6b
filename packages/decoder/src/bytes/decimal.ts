const powers: readonly number[] = Array.from({ length: 23 }, (_, i) => 10 ** i);

/**
 * `integer` x 10^`exponent` as a number. A negative exponent divides by an exact power of ten: one rounding, so that
 * 2334 at -1 is 233.4 and never 233.39999. Exponents beyond ±22 are damage and give NaN.
 */
export function scaled(integer: number, exponent: number): number {
  if (exponent === 0) return integer;
  const power = powers[exponent < 0 ? -exponent : exponent];
  if (power === undefined) return Number.NaN;
  return exponent < 0 ? integer / power : integer * power;
}

/** The same for integers that a number can't hold: exact decimal text. */
export function scaledText(integer: bigint, exponent: number): string {
  if (exponent >= 0) return `${integer * 10n ** BigInt(exponent)}`;
  const digits = `${integer < 0n ? -integer : integer}`.padStart(1 - exponent, "0");
  const cut = digits.length + exponent;
  return `${integer < 0n ? "-" : ""}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}
