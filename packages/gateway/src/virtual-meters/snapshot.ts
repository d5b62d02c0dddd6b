import type { MeterState } from "@meter2mqtt/contract";
import type { Provenance, Reading } from "@meter2mqtt/decoder";
import type { Values } from "../meters/derive.ts";

/** A reading as it arrived, and what is known of its meter with it. */
export interface HeardReading {
  readonly state: MeterState;
  readonly reading: Reading;
  readonly frame: Pick<Provenance, "framing" | "octets" | "systemTitle">;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The name that the meter had in topics until now. */
  readonly retired?: string | undefined;
}

/** What a virtual meter may say now: nothing in it is older than it may be. */
export interface Snapshot {
  readonly state: MeterState;
  /** Values without the momentary ones that have not been heard for too long. */
  readonly values: Readonly<Values>;
  /** The tariff that the meter names. */
  readonly tariff?: number;
  /** IANA zone of the meter's clock. */
  readonly zone: string;
  /** Epoch milliseconds: the meter's clock, else the arrival. */
  readonly at: number;
  /** The P1 telegram, as the meter sent it, with its checksum. */
  readonly telegram?: Uint8Array;
}
