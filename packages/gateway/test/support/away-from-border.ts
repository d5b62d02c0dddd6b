/** As long as a test takes on a slow machine. */
const marginMs = 30_000;

/** For tests that speak of the quarter or hour that runs: one that is almost over is waited out, so that theirs lasts. */
export async function awayFromBorder(periodMs: number): Promise<void> {
  const left = periodMs - (Date.now() % periodMs);
  if (left < marginMs) await new Promise((resolve) => setTimeout(resolve, left + 100));
}
