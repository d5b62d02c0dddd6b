import type { Settings, SourceSettings } from "../../config/settings.ts";
import { partKey } from "./part-key.ts";

/** What a change of the sources means for the meters that were heard there. */
export interface ChangedSources {
  /** They are no longer there. */
  readonly gone: readonly string[];
  /** Their meter is called otherwise: what it was called stands for nothing any more. */
  readonly renamed: readonly string[];
  /** Another meter may be behind them. */
  readonly moved: readonly string[];
}

export function changedSources(old: Settings["sources"], next: Settings["sources"]): ChangedSources {
  const after = new Map(next.map((own) => [own.source.name, own]));
  const both = old.flatMap((before) => {
    const own = after.get(before.source.name);
    return own === undefined ? [] : [{ name: before.source.name, before, own }];
  });
  const differs = (part: (own: SourceSettings) => unknown) =>
    both.filter(({ before, own }) => partKey(part(before)) !== partKey(part(own))).map(({ name }) => name);
  return {
    gone: old.map(({ source }) => source.name).filter((name) => !after.has(name)),
    renamed: differs(({ meter: { name, slug } }) => ({ name, slug })),
    moved: differs(({ source, secrets }) => ({ ...source, meter: undefined, secrets })),
  };
}
