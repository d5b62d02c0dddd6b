import type { KeySet } from "@meter2mqtt/decoder";
import type { FoundKeys } from "@meter2mqtt/decoder/input";
import { decodeAlone } from "./inspect.ts";

export interface FittedKeys {
  readonly keys: KeySet;
  /** The text named them otherwise, or brought others: these are the ones that fit the frame. */
  readonly isOther: boolean;
}

/** How well keys fit: a verified tag counts more than a message that can be read. */
type Score = 0 | 1 | 2;

/**
 * Chooses among all the keys of a letter those that fit a frame. Where none does, the keys are those that it names, so that
 * the verdict is on them.
 */
export function fitKeys(octets: Uint8Array, found: FoundKeys, zone: string | undefined): FittedKeys {
  const { keys: named, all } = found;
  const asNamed = { keys: named, isOther: false };
  const namedScore = scoreOf(octets, named, zone);
  if (all.length < 2 || namedScore === 2) return asNamed;
  let best: { readonly keys: KeySet; readonly score: Score } = { keys: named, score: namedScore };
  for (const keys of pairs(found)) {
    const score = scoreOf(octets, keys, zone);
    if (score > best.score) best = { keys, score };
    if (score === 2) break;
  }
  return best.keys === named ? asNamed : { keys: best.keys, isOther: true };
}

/** Each key as the encryption key, with each other one. A letter's keys are few: `findKeys` bounds them. */
function pairs({ all, keys: { systemTitle } }: FoundKeys): readonly KeySet[] {
  const title = systemTitle === undefined ? {} : { systemTitle };
  return all.flatMap((encryptionKey) =>
    all
      .filter((other) => other !== encryptionKey)
      .map((authenticationKey): KeySet => ({ ...title, encryptionKey, authenticationKey })),
  );
}

function scoreOf(octets: Uint8Array, keys: KeySet, zone: string | undefined): Score {
  const { reading } = decodeAlone(octets, { keys, zone }, []);
  if (reading === undefined) return 0;
  return reading.authenticated === true ? 2 : 1;
}
