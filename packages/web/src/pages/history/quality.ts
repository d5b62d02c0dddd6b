import type { LedgerAmount } from "@meter2mqtt/contract";

/** How a bar is known; `missing`: nothing of it is. */
export const qualities = ["measured", "interpolated", "estimated", "edited", "missing"] as const;
export type Quality = (typeof qualities)[number];

export type Shares = Readonly<Record<Quality, number>>;

/** Less than this of a bar's time does not change how it looks. */
const least = 0.005;

/** How much of a bar's time is known how. `over`: how much of it is over; the future is not missing. */
export function sharesOf(item: LedgerAmount | undefined, over = 1): Shares {
  const known = item?.shares ?? sharesOfInterval(item);
  const sum = known.measured + known.interpolated + known.estimated + known.edited;
  return { ...known, missing: Math.max(0, over - sum) };
}

/** How much of a bar's time is over. */
export function overOf({ measured, interpolated, estimated, edited, missing }: Shares): number {
  return measured + interpolated + estimated + edited + missing;
}

function sharesOfInterval(item: LedgerAmount | undefined): Omit<Shares, "missing"> {
  const none = { measured: 0, interpolated: 0, estimated: 0, edited: 0 };
  if (item?.quality === undefined) return none;
  return { ...none, [item.quality]: item.covered ?? 1 };
}

/** How the bar is filled: as the least sure part of it that counts. */
export function fillOf({ measured, interpolated, estimated, edited }: Shares): Quality {
  if (estimated > least) return "estimated";
  if (interpolated > least) return "interpolated";
  if (measured > least) return "measured";
  return edited > 0 ? "edited" : "missing";
}

/** What a bar is marked with beside its filling. */
export function marksOf({ edited, missing }: Shares): readonly ("edited" | "missing")[] {
  return [...(edited > 0 ? (["edited"] as const) : []), ...(missing > least ? (["missing"] as const) : [])];
}

/** All that a legend has to explain. */
export function presentIn(all: readonly Shares[]): readonly Quality[] {
  return qualities.filter((quality) => all.some((shares) => shares[quality] > (quality === "edited" ? 0 : least)));
}
