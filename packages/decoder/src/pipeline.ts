import type { DecodeEvent, LineCounters } from "./events.ts";
import type { AesGcm } from "./security/aes-gcm.ts";
import type { KeySet } from "./security/keys.ts";
import type { ZoneRules } from "./zone-rules.ts";

export interface MeterDecoderOptions {
  readonly zoneRules: ZoneRules;
  /** IANA zone of the meter. Without it the host's is taken, unless that is UTC; then Europe/Berlin. */
  readonly zone?: string;
  /** ISO 3166 country of the meter; taken from the zone where that lies in one country. */
  readonly country?: string;
  readonly keys?: KeySet;
  /** AES-GCM of the platform; pure JavaScript where none is given. */
  readonly aesGcm?: AesGcm;
  /** `live`: a line; `file`: a capture, which may also be a bare APDU or another reader's dump. Default: live. */
  readonly input?: "live" | "file";
}

/** Octets of one line in, readings and diagnoses out. */
export interface MeterDecoder {
  /** `now`: epoch milliseconds at which the octets arrived; undefined where that is not known. */
  push(octets: Uint8Array, now?: number): DecodeEvent[];
  /** To be called now and then (once a second will do): a line that pauses ends what was begun. */
  idle(now: number): DecodeEvent[];
  /** The stream ended. */
  end(now?: number): DecodeEvent[];
  setKeys(keys: KeySet): void;
  readonly counters: Readonly<LineCounters>;
}
