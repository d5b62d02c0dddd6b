/** Above this, a millionth is more than a number can hold. */
const largestWithMillionths = 1e9;

/** Takes away what binary fractions add to a sum or a product of decimal numbers: an integer of Wh stays one. */
export function exact(value: number): number {
  return Math.abs(value) < largestWithMillionths ? Math.round(value * 1e6) / 1e6 : Number(value.toPrecision(15));
}
