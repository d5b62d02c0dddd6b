import type { VoltageLimits } from "../voltage/voltage-limits.ts";
import type { EventName } from "./event-table.ts";

/** When events are raised and cleared, for one meter. */
export interface EventLimits {
  /** Events that are not wanted. */
  readonly off: ReadonlySet<EventName>;
  readonly fuse: {
    /** Of one phase; absent where nobody said: then there is no such event. */
    readonly amperes?: number;
    /** Shares of it. */
    readonly raiseAt: number;
    readonly clearBelow: number;
    readonly holdMs: number;
  };
  readonly voltage: {
    readonly limits: VoltageLimits;
    /** In volts: how far inside the limits it must be again. */
    readonly hysteresis: number;
    readonly holdMs: number;
  };
  readonly silence: { readonly holdMs: number };
  readonly clock: { readonly holdMs: number };
  readonly export: { readonly watts: number; readonly holdMs: number };
}
