/**
 * After how many seconds without a message a value is void. Few steps: each change is another discovery message, and
 * every entity would be set up anew.
 */
const steps = [60, 120, 300, 900, 3600, 4 * 3600, 24 * 3600] as const;

/** More than the three intervals after which the meter itself is told as offline: this is for a gateway that is lost. */
const intervals = 5;

/**
 * The time after which values void, for a meter's rhythm. A meter that became slower gets more at once; one that became
 * quicker keeps what it has until that is four times too much: rhythms sway while a meter's lists come and go.
 */
export function expiryFor(intervalSeconds: number | undefined, current: number | undefined): number | undefined {
  if (intervalSeconds === undefined) return current;
  const needed = intervalSeconds * intervals;
  const step = steps.find((seconds) => seconds >= needed) ?? steps[steps.length - 1];
  if (step === undefined || current === undefined) return step;
  return current >= needed && current <= step * 4 ? current : step;
}

/** Whether a number is one of the steps: what comes back from a broker may be anything. */
export function isExpiry(value: unknown): value is number {
  return steps.some((step) => step === value);
}
