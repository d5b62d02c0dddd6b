import type { MeterState } from "@meter2mqtt/contract";
import {
  chooseZone,
  createDiagnosis,
  createIntlZoneRules,
  type Diagnosis,
  type Framing,
  type Reading,
  say,
  vendorProfiles,
} from "@meter2mqtt/decoder";
import type { JudgedTime } from "@meter2mqtt/energy";
import type { MeterSource } from "../meters/meter.ts";
import type { Logger } from "../runtime/log.ts";
import { storedName } from "../runtime/store-keeper.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";

/** A reading that was heard, with what is known of its meter. */
export interface HeardForLedger {
  readonly state: MeterState;
  readonly source: MeterSource;
  readonly reading: Reading;
  /** Absent for numbers that came without a frame. */
  readonly framing?: Framing | undefined;
  /** Id of the profile that read it. */
  readonly profile?: string | undefined;
  /** Epoch milliseconds: under which arrival the reading is kept. */
  readonly now: number;
}

/** Readings that are caught up with at once, while the gateway is at work. */
const caughtUpAtOnce = 1000;
/** Further off than this the decoder has said so already. */
const decoderReportsMs = 30 * 60_000;
const minuteMs = 60_000;

/** Gives the ledger what the gateway hears. A ledger that can't book stops nothing: it says so, and catches up later. */
export class LedgerFeed {
  readonly ledger: Ledger;
  readonly #log: Logger;
  #isFailing = false;

  constructor(ledger: Ledger, log: Logger) {
    this.ledger = ledger;
    this.#log = log.child({ component: "ledger" });
  }

  /** Books a reading. Gives what is to be said of the meter's clock, where that isn't believed. */
  heard(heard: HeardForLedger): Diagnosis | undefined {
    const judged = this.#guarded(() => this.ledger.book(toLedgerMeter(heard), heard.reading, heard.now));
    return judged === undefined ? undefined : diagnosisOf(judged, heard.reading);
  }

  /** Books readings of the store that are not in the ledger yet. */
  proceed(): void {
    this.#guarded(() => this.ledger.proceed(caughtUpAtOnce));
  }

  #guarded<T>(work: () => T): T | undefined {
    try {
      const result = work();
      this.#isFailing = false;
      return result;
    } catch (error) {
      if (!this.#isFailing) this.#log.error(error, "the ledger can't book readings; it catches up when it can again");
      this.#isFailing = true;
      return undefined;
    }
  }
}

const zoneRules = createIntlZoneRules();

/** What booking must know of the meter that a reading came from. */
export function toLedgerMeter({ state, source, framing, profile: id }: HeardForLedger): LedgerMeter {
  const profile = id === undefined ? undefined : vendorProfiles.find((candidate) => candidate.id === id);
  const { listVersion } = state;
  const stated = profile?.registers;
  const isSnapshot = stated?.listVersions.some((start) => listVersion?.startsWith(start)) === true;
  const { multipliers, mainFuse } = source;
  return {
    meter: storedName(state),
    zone: chooseZone(zoneRules, source.zone, source.country ?? profile?.country).zone,
    ...(multipliers === undefined ? {} : { multipliers }),
    ...(mainFuse === undefined ? {} : { mainFuse }),
    ...(isSnapshot ? { snapshotMinutes: stated.minutes } : {}),
    ...(framing === "p1" || framing === "sml" ? { isLive: true } : {}),
  };
}

function diagnosisOf({ clock, offsetMs = 0 }: JudgedTime, { timestamp = "" }: Reading): Diagnosis | undefined {
  const minutes = Math.round(offsetMs / minuteMs);
  const evidence = { timestamp, minutes };
  if (clock === "swinging") {
    const key = minutes > 0 ? "clockJumpedAhead" : "clockJumpedBehind";
    return createDiagnosis("clock/swinging", say(key, { timestamp, minutes: Math.abs(minutes) }), { evidence });
  }
  if (clock === "implausible" && Math.abs(offsetMs) <= decoderReportsMs)
    return createDiagnosis("clock/implausible", say("clockNeverSet", { timestamp }), { evidence });
  return undefined;
}
