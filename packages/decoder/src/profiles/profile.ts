import type { ClockRule } from "../reading/meter-clock.ts";

/** One place of a positional list. `obis: undefined` is a value whose meaning isn't known; it stays in `objects`. */
export interface Column {
  /** `A-B:C.D.E` */
  readonly obis?: string;
  readonly unit?: string;
  /** The value is the integer sent x 10^scaler. Default 0. */
  readonly scaler?: number;
  /** Data type that must stand here, in the books' words, where lists of one length are told apart by it. */
  readonly type?: string;
}

/** A list whose values have their meaning by their place. */
export interface Layout {
  readonly about: string;
  readonly columns: readonly Column[];
  /** The list says nothing of its maker: it is known by its shape alone. */
  readonly anonymous?: boolean;
  /** A grid company or a country wants it of every maker: tried for other makers' meters as well, after their own lists. */
  readonly everyMaker?: boolean;
}

/** The scale of registers that come with an OBIS code but without scaler and unit. */
export interface ScaleRule {
  /** Applies to quantities of this unit (`quantities.ts`). */
  readonly unit: string;
  /** Documented scaler; or by country, where `undefined` for a country means that it is not decided. */
  readonly scaler: number | Readonly<Record<string, number>>;
  /** By the beginning of the meter's type text, where that tells; before the country. */
  readonly models?: Readonly<Record<string, number>>;
  /**
   * Other scalers that meters of this make are known to use, in the order in which they are tried. Where registers have
   * some, their steps are compared with power, until it is clear which scaler the meter uses.
   */
  readonly alternatives?: readonly number[];
  /** What the largest of a list's scaled values must be within; decides between the scaler and its alternatives. */
  readonly plausible?: { readonly from: number; readonly to: number };
}

/** Registers that a maker's meters send once in so many minutes, as they were at the full period. */
export interface SnapshotRegisters {
  /** Beginnings of the version text of the lists that do so: makers build meters for other grid companies too. */
  readonly listVersions: readonly string[];
  readonly minutes: number;
}

/** What is known about a maker's lists: data only. */
export interface VendorProfile {
  readonly id: string;
  readonly manufacturer: string;
  /** First three letters of system titles (the DLMS user association's FLAG ids). */
  readonly flagIds: readonly string[];
  /** Beginnings of the list's version text. */
  readonly listVersions: readonly string[];
  /** Country of all meters that this profile matches, where there is one only. */
  readonly country?: string;
  readonly clock?: ClockRule;
  readonly registers?: SnapshotRegisters;
  readonly scales?: readonly ScaleRule[];
  readonly layouts?: readonly Layout[];
}
