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

/** The moment that a value sent at `at` belongs to. */
export function momentOf({ registers }: TrackRules, at: number): number {
  if (registers.kind === "live") return at;
  const { periodMs, phaseMs = 0 } = registers;
  return Math.floor((at - phaseMs) / periodMs) * periodMs + phaseMs;
}

/** Length of the track's intervals: quarters, and whole hours where the register is known once an hour. */
export function intervalMsOf({ registers }: TrackRules): number {
  return registers.kind === "snapshot" && registers.periodMs > quarterMs ? hourMs : quarterMs;
}

/** Start of the interval that `at` is in. */
export function intervalStart(rules: TrackRules, at: number): number {
  const lengthMs = intervalMsOf(rules);
  const phaseMs = rules.registers.kind === "snapshot" ? (rules.registers.phaseMs ?? 0) % lengthMs : 0;
  return Math.floor((at - phaseMs) / lengthMs) * lengthMs + phaseMs;
}

/** Two values that are no further apart give the value between them as good as measured; 0 where none do. */
export function exactWithinMs({ registers }: TrackRules): number {
  if (registers.kind === "live") return 2 * registers.pushMs;
  return registers.periodMs < quarterMs ? 2 * registers.periodMs : 0;
}

/** Whether the register can have gone from one mark to the next: not back, and not faster than the fuse lets it. */
export function isPlausibleStep(rules: TrackRules, from: Mark, to: Mark): boolean {
  const amount = to.value - from.value;
  // A minute's worth of room: a register of whole kilowatt-hours steps at once, and clocks are off by seconds.
  return amount >= 0 && amount <= (rules.maxPerHour * (to.at - from.at + minuteMs)) / hourMs;
}
