export { type Bucket, bucketStart, marksOf, withMark } from "./bucket.ts";
export { Calendar, type LocalDate, type Span } from "./calendar.ts";
export { type ClockedArrival, ClockJudge, type JudgedTime } from "./clock-judge.ts";
export { type ComputedQuality, computeIntervals, type Interval, type IntervalsInput } from "./intervals.ts";
export {
  type Edit,
  effectiveIntervals,
  type ImportedInterval,
  type LedgerInterval,
  type Quality,
} from "./ledger-intervals.ts";
export type { Mark } from "./mark.ts";
export { MemoryTrackStorage } from "./memory-track-storage.ts";
export { type PowerMean, PowerSlots } from "./power-slots.ts";
export { type Rollup, rollUp, rollUpFurther } from "./rollup.ts";
export { type SelfUse, selfUse } from "./self-use.ts";
export { Track, type TrackStorage } from "./track.ts";
export {
  intervalMsOf,
  intervalStart,
  isPlausibleStep,
  momentOf,
  quarterMs,
  type RegisterKind,
  type TrackRules,
} from "./track-rules.ts";
