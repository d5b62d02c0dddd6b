/** Money is counted in integers of 10^-8 of the currency: a watt-hour at a price of five decimals is a whole number. */
const unitsPerCurrency = 100_000_000;
const unitsPerCent = unitsPerCurrency / 100;

/** What `wattHours` cost at a price per kWh, in money units. */
export function costOf(wattHours: number, pricePerKwh: number): number {
  return Math.round((wattHours * pricePerKwh * unitsPerCurrency) / 1000);
}

/** An amount of the currency in money units. */
export function toMoney(amount: number): number {
  return Math.round(amount * unitsPerCurrency);
}

/** Money units as a number of the currency. */
export function fromMoney(units: number): number {
  return units / unitsPerCurrency;
}

/**
 * Rounds parts to cents so that they add up to their rounded total: the cents that are left go to the parts that lost
 * most by rounding, the first of equal ones.
 *
 * @returns Whole cents, in the order of the parts.
 */
export function toCents(parts: readonly number[]): { readonly total: number; readonly parts: readonly number[] } {
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0) / unitsPerCent);
  const floors = parts.map((part) => Math.floor(part / unitsPerCent));
  let left = total - floors.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, index) => ({ index, lost: part / unitsPerCent - (floors[index] ?? 0) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left--;
  }
  return { total, parts: floors };
}
