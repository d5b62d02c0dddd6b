import { aidon } from "./aidon.ts";
import { iskraemeco } from "./iskraemeco.ts";
import { kaifa } from "./kaifa.ts";
import { kamstrup } from "./kamstrup.ts";
import { landisGyr } from "./landis-gyr.ts";
import type { Layout, VendorProfile } from "./profile.ts";

/** All profiles that come with the decoder. */
export const vendorProfiles: readonly VendorProfile[] = [aidon, iskraemeco, kaifa, kamstrup, landisGyr];

/** The profiles in force. The user's own are tried first. */
export interface ProfileSet {
  readonly user: readonly VendorProfile[];
  readonly builtIn: readonly VendorProfile[];
}

export const builtInProfiles: ProfileSet = { user: [], builtIn: vendorProfiles };

/** What tells a maker, strongest first. */
export interface MakerTraits {
  /** The list's version text, or the text that stands first in a positional list. */
  readonly listVersion?: string | undefined;
  /** Three letters that begin the system title of a ciphered frame. */
  readonly flagId?: string | undefined;
}

/** The profile that knows the maker. */
export function matchProfile(traits: MakerTraits, profiles: ProfileSet): VendorProfile | undefined {
  return (
    (profiles.user.length === 0 ? undefined : matchIn(profiles.user.filter(speaksOfCodes), traits)) ??
    matchIn(profiles.builtIn, traits) ??
    matchIn(profiles.user, traits)
  );
}

function matchIn(profiles: readonly VendorProfile[], { listVersion, flagId }: MakerTraits): VendorProfile | undefined {
  if (listVersion !== undefined) {
    const byVersion = profiles.find((profile) => profile.listVersions.some((start) => listVersion.startsWith(start)));
    if (byVersion !== undefined) return byVersion;
  }
  return flagId === undefined ? undefined : profiles.find((profile) => profile.flagIds.includes(flagId));
}

/** A user profile of layouts alone adds lists without OBIS codes: what is known of the maker otherwise still holds. */
function speaksOfCodes({ layouts, scales, clock }: VendorProfile): boolean {
  return layouts === undefined || scales !== undefined || clock !== undefined;
}

export interface LayoutMatch {
  readonly profile: VendorProfile;
  readonly layout: Layout;
}

/**
 * The first layout that fits a list without OBIS codes: of the user's profiles, those that know the maker before those
 * whose layouts are anonymous; then of the built-in profile that knows the maker, or of all where none does; then what every
 * maker's meters send somewhere.
 */
export function matchLayout(
  traits: MakerTraits,
  profiles: ProfileSet,
  fits: (layout: Layout) => boolean,
): LayoutMatch | undefined {
  const { user, builtIn } = profiles;
  const named = user.filter((profile) => matchIn([profile], traits) !== undefined);
  const known = matchIn(builtIn, traits);
  return (
    firstFitting(named, fits) ??
    firstFitting(user, (layout) => layout.anonymous === true && fits(layout)) ??
    (known === undefined
      ? firstFitting(builtIn, (layout) => layout.anonymous === true && fits(layout))
      : firstFitting([known], fits)) ??
    firstFitting([...user, ...builtIn], (layout) => layout.everyMaker === true && fits(layout))
  );
}

function firstFitting(profiles: readonly VendorProfile[], fits: (layout: Layout) => boolean): LayoutMatch | undefined {
  for (const profile of profiles) {
    const layout = profile.layouts?.find(fits);
    if (layout !== undefined) return { profile, layout };
  }
  return undefined;
}
