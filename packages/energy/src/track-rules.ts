import type { Mark } from "./mark.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** What tariffs and grid companies settle by. */
export const quarterMs = 900_000;

/**
 * What a register's value belongs to.
 *
 * A *snapshot* is the value at the full period at or before the meter's clock: hourly lists, sub-meters. A *live*
 * register is the value at the moment it is sent.
 */
export type RegisterKind =
  | {
      readonly kind: "snapshot";
      readonly periodMs: number;
      /** How far the zone's full hours are from UTC's: 30 minutes in India. */
      readonly phaseMs?: number;
    }
  | { readonly kind: "live"; readonly pushMs: number };

/** What must be known of one register to make intervals of it. */
export interface TrackRules {
  readonly registers: RegisterKind;
  /** The most that can flow in an hour, in steps: what the main fuse lets through, with room above it. */
  readonly maxPerHour: number;
  /** Steps in what 1 W is in an hour; absent where no power goes with the register. */
  readonly stepsPerWattHour?: number;
  /** How often power is sent. */
  readonly powerPushMs?: number;
}

/**
 * Hourly lists come at the full hour or seconds behind it. By the time of arrival, which jitters and is of another clock,
 * they may seem to come before it; then they would be taken for the hour before.
 */
const arrivalRoomMs = 30_000;

/** The moment that a value sent at `at` belongs to; `by` whose clock that is. */
export function momentOf({ registers }: TrackRules, at: number, by: "meter" | "arrival" = "meter"): number {
  if (registers.kind === "live") return at;
  const { periodMs, phaseMs = 0 } = registers;
  const room = by === "arrival" ? Math.min(arrivalRoomMs, periodMs / 4) : 0;
  return Math.floor((at + room - phaseMs) / periodMs) * periodMs + phaseMs;
}

/** Length of the track's intervals: quarters, and whole hours where the register isn't known at each quarter. */
export function intervalMsOf({ registers }: TrackRules): number {
  return registers.kind === "snapshot" && quarterMs % registers.periodMs !== 0 ? hourMs : quarterMs;
}

/** Start of the interval that `at` is in. */
export function intervalStart(rules: TrackRules, at: number): number {
  const lengthMs = intervalMsOf(rules);
  const phaseMs = rules.registers.kind === "snapshot" ? (rules.registers.phaseMs ?? 0) % lengthMs : 0;
  return Math.floor((at - phaseMs) / lengthMs) * lengthMs + phaseMs;
}

/**
 * Two values that are no further apart give the value between them as good as measured. Of snapshots none do: they are
 * sent for the full period, and one that is between two of them was missed.
 */
export function exactWithinMs({ registers }: TrackRules): number {
  return registers.kind === "live" ? 2 * registers.pushMs : 0;
}

/** Whether the register can have gone from one mark to the next: not back, and not faster than the fuse lets it. */
export function isPlausibleStep(rules: TrackRules, from: Mark, to: Mark): boolean {
  const amount = to.value - from.value;
  // Room of a step, for coarse registers move by a whole one at once, and of a minute, for clocks are off by seconds.
  return amount >= 0 && amount <= 1 + (rules.maxPerHour * (to.at - from.at + minuteMs)) / hourMs;
}
