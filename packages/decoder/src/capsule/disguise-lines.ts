import { ExplainContext, type ExplainOptions } from "../explain/explain-context.ts";
import type { KeySet } from "../security/keys.ts";
import { type Carried, carriedMessages } from "./carried-messages.ts";
import { type Disguise, disguiseMessage, disguiseTitle, type LeftOut } from "./disguise-message.ts";
import { LeakSearch } from "./leak-search.ts";
import { Pseudonyms, type RandomOctets } from "./pseudonyms.ts";
import type { TestKeys } from "./seal.ts";

/** Octets as they arrived: a whole frame, a few, or a capture. */
export interface LinePiece {
  readonly octets: Uint8Array;
  /** Epoch milliseconds; undefined where it isn't known. */
  readonly at?: number | undefined;
}

/** What one source heard, and what it is read with: the meter's own keys, which go no further. */
export interface CapsuleLine {
  readonly pieces: readonly LinePiece[];
  readonly reading: ExplainOptions;
}

export interface CapsuleFrame extends LinePiece {
  /** It is as the meter sent it, with all that it says of whose it is. */
  readonly identifying?: LeftOut | "damaged";
}

export interface DisguisedLine {
  readonly frames: readonly CapsuleFrame[];
  /** Where frames are ciphered: the keys that open them now. */
  readonly keys?: KeySet;
  /** How many messages were left out, and why. */
  readonly leftOut: Readonly<Partial<Record<LeftOut | "damaged", number>>>;
}

export interface DisguiseOptions {
  readonly random: RandomOctets;
  /** Whether what can't be made anonymous goes in as it is. */
  readonly includeIdentifying?: boolean | undefined;
}

export interface DisguisedLines {
  readonly lines: readonly DisguisedLine[];
  /** How many different identities were replaced. */
  readonly replaced: number;
  /** Replaces the same identities in what is said about the frames. */
  readonly inText: (text: string) => string;
  /** Looks for the identities in all that is to be given away. */
  readonly search: LeakSearch;
  /** Identities that are left in frames: a reason not to give any of it away. */
  readonly leaks: number;
}

/**
 * Replaces whose they are in frames of several lines: one set of pseudonyms for all, keys of its own for each line. The lines
 * are gone through twice, so that an identity which one frame names as such is found in all of them.
 */
export function disguiseLines(lines: readonly CapsuleLine[], options: DisguiseOptions): DisguisedLines {
  const names = new Pseudonyms(options.random);
  for (const line of lines) disguiseLine(line, names, options);
  const results = lines.map((line) => disguiseLine(line, names, options));
  const { originals } = names;
  const ownKeys = lines.flatMap(({ reading: { keys = {} } }) => [keys.encryptionKey, keys.authenticationKey]);
  const sought = [...originals.map(({ original }) => original), ...ownKeys.filter((key) => key !== undefined)];
  const search = new LeakSearch(sought);
  const hidden = results.flatMap(({ shown }) => shown);
  return {
    lines: results.map(({ line }) => line),
    replaced: originals.length,
    inText: (text) => names.replaceIn(text),
    search,
    leaks: hidden.reduce((sum, octets) => sum + search.countInOctets(octets), 0),
  };
}

function disguiseLine(
  { pieces, reading }: CapsuleLine,
  names: Pseudonyms,
  { random, includeIdentifying = false }: DisguiseOptions,
): { readonly line: DisguisedLine; readonly shown: readonly Uint8Array[] } {
  const context = new ExplainContext(reading);
  const testKeys = testKeysFor(context.keys, random);
  const disguise: Disguise = { context, names, testKeys };
  const frames: CapsuleFrame[] = [];
  const shown: Uint8Array[] = [];
  const leftOut: Partial<Record<LeftOut | "damaged", number>> = {};
  let isCiphered = false;
  for (const { carried, at } of messagesOf(pieces)) {
    // Disguising works on the carried octets; what goes in as it is needs them as they were.
    const original = carried.octets.slice();
    const result = carried.kind === "message" ? disguiseMessage(carried, disguise) : "damaged";
    if (typeof result !== "string") {
      isCiphered ||= result.isCiphered;
      frames.push({ octets: result.octets, at });
      shown.push(result.octets, result.plain);
    } else if (includeIdentifying) frames.push({ octets: original, at, identifying: result });
    else leftOut[result] = (leftOut[result] ?? 0) + 1;
  }
  const keys = isCiphered ? keysToShow(context.keys, testKeys, names) : undefined;
  return { line: { frames, leftOut, ...(keys === undefined ? {} : { keys }) }, shown };
}

function messagesOf(
  pieces: readonly LinePiece[],
): readonly { readonly carried: Carried; readonly at?: number | undefined }[] {
  return pieces.flatMap(({ octets, at }) => carriedMessages(octets).map((carried) => ({ carried, at })));
}

const keyOctets = 16;

function testKeysFor({ encryptionKey, authenticationKey }: KeySet, random: RandomOctets): TestKeys {
  return {
    encryptionKey: random(encryptionKey?.length ?? keyOctets),
    authenticationKey: random(authenticationKey?.length ?? encryptionKey?.length ?? keyOctets),
  };
}

/** A key for each that the user has: with one more, tags would be verified that were not. */
function keysToShow(own: KeySet, testKeys: TestKeys, names: Pseudonyms): KeySet {
  const { encryptionKey, authenticationKey, systemTitle } = own;
  return {
    ...(encryptionKey === undefined ? {} : { encryptionKey: testKeys.encryptionKey }),
    ...(authenticationKey === undefined ? {} : { authenticationKey: testKeys.authenticationKey }),
    ...(systemTitle === undefined ? {} : { systemTitle: disguiseTitle(systemTitle, names) }),
  };
}
