/** Octets `from..to` of a unit. */
export interface OctetRange {
  readonly from: number;
  readonly to: number;
}

/** Which octets may differ from those that were seen once. */
export interface OctetFreedom {
  /** Any octet may stand here. */
  readonly free: readonly OctetRange[];
  /** Decimal digits in ASCII stand here: who reads them sees whether they are digits. */
  readonly digits?: readonly OctetRange[];
}
