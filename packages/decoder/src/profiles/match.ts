import { aidon } from "./aidon.ts";
import { iskraemeco } from "./iskraemeco.ts";
import { kaifa } from "./kaifa.ts";
import { kamstrup } from "./kamstrup.ts";
import { landisGyr } from "./landis-gyr.ts";
import type { VendorProfile } from "./profile.ts";

/** All profiles that come with the decoder. */
export const vendorProfiles: readonly VendorProfile[] = [aidon, iskraemeco, kaifa, kamstrup, landisGyr];

/** What tells a maker, strongest first. */
export interface MakerTraits {
  /** The list's version text, or the text that stands first in a positional list. */
  readonly listVersion?: string | undefined;
  /** Three letters that begin the system title of a ciphered frame. */
  readonly flagId?: string | undefined;
}

export function matchProfile(traits: MakerTraits): VendorProfile | undefined {
  const { listVersion, flagId } = traits;
  if (listVersion !== undefined) {
    const byVersion = vendorProfiles.find((p) => p.listVersions.some((start) => listVersion.startsWith(start)));
    if (byVersion !== undefined) return byVersion;
  }
  if (flagId === undefined) return undefined;
  return vendorProfiles.find((profile) => profile.flagIds.includes(flagId));
}
