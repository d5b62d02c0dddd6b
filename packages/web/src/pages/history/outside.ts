import type { CompareAnswer } from "@meter2mqtt/contract";
import { sendFile } from "../../api/client.ts";
import { isComparison } from "./answers.ts";
import type { Period } from "./periods.ts";

/* The grid company's file beside the ledger. */

export type Direction = "import" | "export";

/** What the file says of the hours of one bar that differ. */
export interface BarDifference {
  readonly hours: number;
  /** What the bar would come to if the file were right in the hours that differ. */
  readonly theirsWh: number;
}

/** Sends the file to be compared. Rejects with ApiProblem, which says what is wrong with the file. */
export function compareFile(
  meter: string,
  file: Blob,
  {
    direction,
    map,
    zone,
  }: { readonly direction?: Direction | undefined; readonly map?: string | undefined; readonly zone: string },
): Promise<CompareAnswer> {
  const query = new URLSearchParams({ zone });
  if (direction !== undefined) query.set("direction", direction);
  if (map !== undefined) query.set("map", map);
  return sendFile(`api/v1/meters/${encodeURIComponent(meter)}/compare?${query}`, file, isComparison);
}

interface ComparedBar extends Period {
  readonly known: { readonly value: number } | undefined;
}

/** Which bars differ from the file, by their index. */
export function differencesOf(
  bars: readonly ComparedBar[],
  answer: CompareAnswer | undefined,
  direction: Direction,
): ReadonlyMap<number, BarDifference> {
  const found = new Map<number, BarDifference>();
  if (answer === undefined) return found;
  const missing = answer.missingInOurs.map(({ wh, ...hour }) => ({ ...hour, theirsWh: wh, oursWh: 0 }));
  for (const hour of [...answer.different, ...missing]) {
    if (hour.direction !== direction) continue;
    const at = Date.parse(hour.start);
    const index = bars.findIndex(({ from, to }) => at >= from && at < to);
    const bar = bars[index];
    if (bar === undefined) continue;
    const before = found.get(index) ?? { hours: 0, theirsWh: bar.known?.value ?? 0 };
    found.set(index, { hours: before.hours + 1, theirsWh: before.theirsWh + hour.theirsWh - hour.oursWh });
  }
  return found;
}
