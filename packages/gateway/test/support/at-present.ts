/** What the calculation below takes at most where nothing else runs. */
const calculationMs = 60;

/**
 * How long something may take now that takes at most so long where nothing else runs: where much else does, or the machine is
 * slow, as much longer as a calculation takes longer.
 */
export function atPresent(quietMs: number): number {
  const began = performance.now();
  let mixed = 1;
  for (let i = 0; i < 30_000_000; i++) mixed = Math.imul(mixed ^ i, 0x9e37_79b1);
  // That the result is used keeps the loop from being left out.
  const slowness = (performance.now() - began + (mixed & 0)) / calculationMs;
  return quietMs * Math.max(1, 2 * slowness - 1);
}
