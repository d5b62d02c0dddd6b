import type { Archive, Arrival } from "../world/line.ts";
import type { Reader } from "./simulate.ts";

/** Looks at a simulated time while it passes. */
export interface Watch {
  heard(reader: Reader, arrival: Arrival): void;
  /** Everything that came until then is booked. */
  passed(at: number): void;
  /** The readers know nothing but what they stored. */
  restarted(): void;
  /** What was kept of an outage is about to be read; called again when it has been. */
  file(reader: Reader, archive: Archive, state: "before" | "after"): void;
}
