import type { MeterState } from "@meter2mqtt/contract";
import { toEpoch } from "../format/times.ts";
import { isHistoryAnswer } from "./guards.ts";
import { hourMilliseconds, mergePoints, type PowerPoint } from "./history.ts";
import { netPower } from "./power.ts";

export type HistoryStatus = "loading" | "ready" | "failed";

/** Net power of the chosen meter over the last hour: asked for once, then carried on by live readings. */
export class PowerHistory {
  points: readonly PowerPoint[] = $state.raw([]);
  status: HistoryStatus = $state("loading");
  #meter: string | undefined;
  #request: AbortController | undefined;

  /** Asks for the last hour, also to fill what was missed while the connection was down. */
  async load(meter: string): Promise<void> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    if (meter !== this.#meter) {
      this.#meter = meter;
      this.points = [];
      this.status = "loading";
    }
    try {
      const url = `api/v1/meters/${encodeURIComponent(meter)}/power?minutes=60`;
      const response = await fetch(url, { signal: request.signal });
      const answer: unknown = response.ok ? await response.json() : undefined;
      if (request.signal.aborted) return;
      if (isHistoryAnswer(answer)) this.#merge(answer.points);
      this.status = isHistoryAnswer(answer) ? "ready" : "failed";
    } catch {
      // The server is away or answered with something else: the feed says so, and the next snapshot asks again.
      if (!request.signal.aborted) this.status = "failed";
    }
  }

  /** A reading that has just arrived. */
  add(meter: MeterState): void {
    const at = toEpoch(meter.receivedAt);
    const watts = netPower(meter.values);
    if (meter.meter === this.#meter && at !== undefined && watts !== undefined) this.#merge([[at, watts]]);
  }

  #merge(points: readonly PowerPoint[]): void {
    const last = points.at(-1)?.[0] ?? 0;
    const newest = Math.max(last, this.points.at(-1)?.[0] ?? 0);
    this.points = mergePoints(this.points, points, newest - hourMilliseconds);
  }
}
