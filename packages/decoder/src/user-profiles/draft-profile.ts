import type { Column, Layout, VendorProfile } from "../profiles/profile.ts";
import { findGrid } from "./draft-profile-grid.ts";
import { guessGrid } from "./draft-profile-grid-guesses.ts";
import { Places } from "./draft-profile-places.ts";
import { guessLargeTariffs, guessRegisters, guessRepeatedTariffs } from "./draft-profile-registers.ts";
import type { ListSample, SampleValue } from "./draft-profile-sample.ts";
import { guessTexts } from "./draft-profile-texts.ts";

export { type ListSample, unknownListsOf } from "./draft-profile-sample.ts";

/** One place of a list: what it is taken to be, why, and what stood there. */
export interface DraftColumn {
  readonly column: Column;
  readonly reason: string;
  /** The first capture's value. */
  readonly seen: string;
}

export interface DraftLayout {
  readonly about: string;
  readonly anonymous: boolean;
  readonly captures: number;
  readonly columns: readonly DraftColumn[];
}

export interface ProfileDraft {
  /** What a user's file would hold. */
  readonly profile: VendorProfile;
  /** The same layouts, with reasons. */
  readonly layouts: readonly DraftLayout[];
}

/**
 * A first draft of a profile from captures of lists that no profile knows: a layout for each shape that was seen, and a
 * guess for each place with what speaks for it. The guesses rest on what holds for every meter (voltages near 230 V,
 * currents that give the power, registers that never fall) and on the order in which meters put things.
 */
export function draftProfile(samples: readonly ListSample[], id?: string): ProfileDraft {
  const shapes = new Map<string, ListSample[]>();
  for (const sample of samples) {
    const shape = sample.types.join(" ");
    shapes.set(shape, [...(shapes.get(shape) ?? []), sample]);
  }
  const flagIds = [...new Set(samples.flatMap(({ flagId }) => flagId ?? []))];
  const listVersions = [...new Set(samples.flatMap((sample) => versionStart(sample) ?? []))];
  const layouts = [...shapes.values()].map((alike) => draftLayout(alike));
  const profile: VendorProfile = {
    id: id ?? idOf(listVersions[0] ?? flagIds[0]),
    manufacturer: "",
    flagIds,
    listVersions,
    layouts: layouts.map(toLayout),
  };
  return { profile, layouts };
}

function draftLayout(samples: readonly ListSample[]): DraftLayout {
  const ordered = thinned(samples.toSorted((a, b) => compareTexts(a.timestamp ?? "", b.timestamp ?? "")));
  const [first] = ordered;
  const types = first?.types ?? [];
  const places = new Places(ordered, types);
  guessTexts(places);
  guessLargeTariffs(places);
  const grid = findGrid(places);
  if (grid === undefined) guessRepeatedTariffs(places);
  else guessGrid(places, grid);
  guessRegisters(places);
  return {
    about: `${types.length} values`,
    anonymous: samples.every((sample) => sample.flagId === undefined && versionStart(sample) === undefined),
    captures: samples.length,
    columns: types.map((type, index) => {
      const { reason = "not known", ...column } = places.guesses[index] ?? {};
      const typed = type === "null-data" ? column : { ...column, type };
      return { column: typed, reason, seen: seenWords(first?.values[index]) };
    }),
  };
}

function toLayout({ about, anonymous, columns }: DraftLayout): Layout {
  return { about, ...(anonymous ? { anonymous } : {}), columns: columns.map(({ column }) => column) };
}

/** Letters with which the list's first text begins; a number says nothing of the maker. */
function versionStart({ values, types }: ListSample): string | undefined {
  const text = types[0]?.endsWith("string") === true ? values[0]?.text : undefined;
  return /^[A-Za-z][A-Za-z]+[_-]?/.exec(text ?? "")?.[0];
}

function idOf(maker: string | undefined): string {
  const word = (maker ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "");
  return word === "" ? "my-meter" : `my-${word}`;
}

function seenWords({ number, text, hex }: SampleValue = {}): string {
  if (number !== undefined) return `${number}`;
  return text ?? hex ?? "nothing";
}

/** Days of captures say no more than these, and take longer. */
const mostSamples = 300;

function thinned(samples: readonly ListSample[]): readonly ListSample[] {
  const step = Math.ceil(samples.length / mostSamples);
  return samples.filter((_, i) => i % step === 0);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
