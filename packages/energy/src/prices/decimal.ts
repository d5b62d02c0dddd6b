/** Longer numbers are no prices, and would cost time. */
const maxDigits = 40;
const maxExponent = 60;

/**
 * A decimal number in steps of 10^-digits, exactly; what lies between two steps is rounded, halves away from zero.
 * Undefined for what is no number or too large to be counted exactly.
 */
export function parseDecimal(text: string, digits: number): number | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?\s*$/i.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const length = whole.length + fraction.length;
  const shift = digits + Number(exponent) - fraction.length;
  if (length === 0 || length > maxDigits || Math.abs(shift) > maxExponent) return undefined;
  const steps = scaled(BigInt(whole + fraction), shift);
  const value = Number(steps);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === "-" && value !== 0 ? -value : value;
}

function scaled(value: bigint, shift: number): bigint {
  return shift >= 0 ? value * 10n ** BigInt(shift) : divideRounded(value, 10n ** BigInt(-shift));
}

/** Quotient of two integers, halves away from zero; the divisor is positive. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = (magnitude: bigint) => (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -half(-dividend) : half(dividend);
}
