import type { TouchedPart } from "@meter2mqtt/contract";
import { type PlannedPart, partId, partKinds } from "./part-plan.ts";

/** What has to be done so that other parts run than before. */
export interface PartChange {
  /** In the order in which they stop. */
  readonly stop: readonly PlannedPart[];
  /** In the order in which they start; one that takes up its new settings while it runs is only here. */
  readonly start: readonly PlannedPart[];
}

/** Which parts stop and start where `next` is to run in place of `running`. All stand on the store. */
export function partsThatDiffer(running: readonly PlannedPart[], next: readonly PlannedPart[]): PartChange {
  const [before, after] = [byId(running), byId(next)];
  const isSame = (part: PlannedPart) => before.get(partId(part))?.key === after.get(partId(part))?.key;
  const store = next.find(({ kind }) => kind === "store");
  const isNewStore = store !== undefined && !isSame(store);
  const differs = (part: PlannedPart) => isNewStore || !isSame(part);
  const isLasting = (part: PlannedPart) =>
    part.lasting !== undefined && after.get(partId(part))?.lasting === part.lasting;
  const stays = (part: PlannedPart) =>
    !isNewStore && after.has(partId(part)) && (partKinds[part.kind].adjusts || isLasting(part));
  return {
    stop: running.filter((part) => differs(part) && !stays(part)).sort((a, b) => stageOf(b) - stageOf(a)),
    start: next.filter(differs).sort((a, b) => stageOf(a) - stageOf(b)),
  };
}

/** The same in words for people: what each part goes through. */
export function touchedParts(running: readonly PlannedPart[], next: readonly PlannedPart[]): TouchedPart[] {
  const { stop, start } = partsThatDiffer(running, next);
  const known = byId(running);
  const stopped = byId(stop);
  const begun = byId(start);
  return [
    ...start.map((part) => {
      const id = partId(part);
      const change = stopped.has(id) ? "restart" : known.has(id) ? "adjust" : "start";
      return toTouched(part, change);
    }),
    ...stop.filter((part) => !begun.has(partId(part))).map((part) => toTouched(part, "stop")),
  ];
}

function toTouched({ kind, name }: PlannedPart, change: TouchedPart["change"]): TouchedPart {
  return { part: kind, ...(name === undefined ? {} : { name }), change };
}

export function stageOf({ kind }: PlannedPart): number {
  return partKinds[kind].stage;
}

function byId(parts: readonly PlannedPart[]): ReadonlyMap<string, PlannedPart> {
  return new Map(parts.map((part) => [partId(part), part]));
}
