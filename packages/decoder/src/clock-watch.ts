import { createDiagnosis, type Diagnosis } from "./diagnosis.ts";
import type { ClockZone } from "./reading/meter-clock.ts";
import { say } from "./words/say.ts";

/** A reading's time as the meter's clock says it. */
export interface ClockedReading {
  /** Epoch milliseconds of the meter's clock; undefined where it said none. */
  readonly clock?: number | undefined;
  /** The clock's offset came from zone rules. */
  readonly usedZone?: boolean | undefined;
}

/** More than this between the meter's clock and the time of arrival is no transmission delay. */
const clockTolerance = 30 * 60_000;
const nothing: readonly Diagnosis[] = [];

/** Compares a meter's clock with the time of arrival, and says once which zone was taken where none is known. */
export class ClockWatch {
  readonly #zone: () => ClockZone;
  #zoneReported = false;

  /** `zone`: in which a clock is read of whose maker nothing is known. */
  constructor(zone: () => ClockZone) {
    this.#zone = zone;
  }

  /** `timestamp`: of the reading; `now`: epoch milliseconds of its arrival, where known. */
  judge(
    { clock, usedZone }: ClockedReading,
    timestamp: string | undefined,
    now: number | undefined,
  ): readonly Diagnosis[] {
    if (clock === undefined || timestamp === undefined) return nothing;
    const isFar = now !== undefined && Math.abs(clock - now) > clockTolerance;
    const isNews = usedZone === true && !this.#zoneReported;
    if (!isFar && !isNews) return nothing;
    return [...(isNews ? this.#zoneAssumed() : nothing), ...(isFar ? [implausible(timestamp, clock - now)] : nothing)];
  }

  #zoneAssumed(): readonly Diagnosis[] {
    this.#zoneReported = true;
    const { zone, assumed } = this.#zone();
    if (!assumed) return nothing;
    return [createDiagnosis("clock/zone-assumed", say("zoneAssumed", { zone }), { evidence: { zone } })];
  }
}

function implausible(timestamp: string, ahead: number): Diagnosis {
  const minutes = Math.round(ahead / 60_000);
  const words = say(minutes > 0 ? "clockAhead" : "clockBehind", { timestamp, minutes: Math.abs(minutes) });
  return createDiagnosis("clock/implausible", words, { evidence: { timestamp, minutes } });
}
