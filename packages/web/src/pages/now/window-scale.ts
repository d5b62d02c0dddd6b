import type { WindowView } from "@meter2mqtt/contract";

/** Places on a bar, in percent of its width. */
export interface WindowScale {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly limit: number;
}

/** The bar ends a bit beyond the highest of what is on it, and begins at 0. */
export function windowScale({ lowKw, expectedKw, highKw, limitKw }: WindowView): WindowScale {
  const end = Math.max(highKw, limitKw, 0.1) * 1.15;
  const place = (kilowatts: number) => Math.min(100, Math.max(0, (kilowatts / end) * 100));
  return { low: place(lowKw), expected: place(expectedKw), high: place(highKw), limit: place(limitKw) };
}
