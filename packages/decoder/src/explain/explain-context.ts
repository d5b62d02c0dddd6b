import { toHex } from "../bytes/hex.ts";
import { type ProfileSet, vendorProfiles } from "../profiles/match.ts";
import type { VendorProfile } from "../profiles/profile.ts";
import { type ClockContext, chooseZone } from "../reading/meter-clock.ts";
import { countryOfZone } from "../reading/zone-country.ts";
import type { AesGcm } from "../security/aes-gcm.ts";
import { nobleAesGcm } from "../security/aes-gcm-noble.ts";
import type { CipheredApdu } from "../security/general-ciphering.ts";
import type { KeySet } from "../security/keys.ts";
import { type Unsealed, unseal } from "../security/unseal.ts";
import type { ZoneRules } from "../zone-rules.ts";
import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";

/** As of the decoder; the input is always a capture. */
export interface ExplainOptions {
  readonly zoneRules: ZoneRules;
  readonly zone?: string | undefined;
  readonly country?: string | undefined;
  readonly keys?: KeySet | undefined;
  readonly aesGcm?: AesGcm | undefined;
  /** The user's own profiles: tried before the built-in ones. */
  readonly profiles?: readonly VendorProfile[] | undefined;
  /** Whether the profiles that come with the decoder are used. Default: true. */
  readonly builtInProfiles?: boolean | undefined;
}

/** What an explanation is made with. */
export class ExplainContext {
  readonly keys: KeySet;
  readonly country: string | undefined;
  readonly profiles: ProfileSet;
  readonly #aesGcm: AesGcm;
  readonly #options: ExplainOptions;
  readonly #spaces = new Map<string, number>();
  #seenTitle: Uint8Array | undefined;

  constructor(options: ExplainOptions) {
    this.#options = options;
    this.keys = options.keys ?? {};
    this.#aesGcm = options.aesGcm ?? nobleAesGcm;
    this.profiles = {
      user: options.profiles ?? [],
      builtIn: options.builtInProfiles === false ? [] : vendorProfiles,
    };
    this.country = options.country ?? (options.zone === undefined ? undefined : countryOfZone(options.zone));
  }

  clock(profile: VendorProfile | undefined): ClockContext {
    const { zoneRules, zone } = this.#options;
    return {
      rules: zoneRules,
      zone: chooseZone(zoneRules, zone, this.country ?? profile?.country),
      profileRule: profile?.clock,
    };
  }

  /** For APDUs without one: the system title that was set, else the one seen last. */
  get knownTitle(): Uint8Array | undefined {
    return this.keys.systemTitle ?? this.#seenTitle;
  }

  /** A system title that was sent. */
  sawTitle(title: Uint8Array): void {
    this.#seenTitle = title;
  }

  /** Takes the protection off, or says why not. */
  unseal(apdu: CipheredApdu): Unsealed {
    return unseal(apdu, { keys: this.keys, aesGcm: this.#aesGcm, live: false, tagSeen: () => false });
  }

  /** The topmost node of a new space over `octets`. Its name is the first free of `kind`, `kind-2`, `kind-3` ... */
  space(kind: string, octets: Uint8Array, name: FieldName, details: NodeDetails): Draft {
    const count = (this.#spaces.get(kind) ?? 0) + 1;
    this.#spaces.set(kind, count);
    const space = count === 1 ? kind : `${kind}-${count}`;
    return { ...draft(name, 0, octets.length, details), space, octets: toHex(octets) };
  }
}
