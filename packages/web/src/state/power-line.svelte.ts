import type { MeterState } from "@meter2mqtt/contract";
import { untrack } from "svelte";
import { ApiProblem, getJson } from "../api/client.ts";
import { toEpoch } from "../format/times.ts";
import { isHistoryAnswer } from "./guards.ts";
import { hourMilliseconds, type PowerPoint, pointsBetween, withPoint } from "./history.ts";
import { netPower } from "./power.ts";
import { PowerPieces } from "./power-pieces.ts";
import { piecesOf, type Run, runsOf, stepOf, stepsOfPiece, untilNow, type View } from "./power-view.ts";

/** A view that was looked at for so long is meant. */
const settleMilliseconds = 80;

export type LineStatus = "loading" | "ready" | "failed";

/** Net power of the chosen meter: live, and back in time as far as the reader looks. Pieces are asked for as they are needed. */
export class PowerLine {
  /** What is known of the view, in order. */
  points: readonly PowerPoint[] = $state.raw([]);
  status: LineStatus = $state("loading");
  /** Milliseconds shown while the view follows the present. */
  span: number = $state(hourMilliseconds);
  /** Where the reader looks; undefined: at the present. */
  fixed: View | undefined = $state.raw();
  #meter: string | undefined;
  /** Rises with each choice, so that what is missing is asked for at once. */
  #choices: number = $state(0);
  readonly #pieces = new PowerPieces();
  /** What came live since the page was opened, or since the pieces that hold it were asked for. */
  #live: readonly PowerPoint[] = [];
  /** What `points` was put together from. */
  #shown: readonly (readonly PowerPoint[])[] = [];
  #request: AbortController | undefined;
  #asked = "";

  /** Shows `meter` from now on. After a pause, too: what was missed in it is asked for anew. */
  choose(meter: string): void {
    if (meter !== this.#meter) {
      this.#meter = meter;
      this.#pieces.clear();
      this.points = [];
      this.status = "loading";
      this.fixed = undefined;
    }
    this.#live = [];
    this.#shown = [];
    // Whoever chooses in an effect must not be called again by that.
    this.#choices = untrack(() => this.#choices) + 1;
  }

  /** A reading that has just arrived. */
  add(meter: MeterState): void {
    const at = toEpoch(meter.receivedAt);
    const watts = netPower(meter.values);
    if (meter.meter !== this.#meter || at === undefined || watts === undefined) return;
    this.#live = withPoint(this.#live, [at, watts], at - hourMilliseconds);
    this.points = withPoint(this.points, [at, watts], this.points[0]?.[0] ?? 0);
  }

  viewAt(now: number): View {
    return this.fixed ?? { from: now - this.span, to: now };
  }

  /** Looks at another time; one that reaches the present follows it. */
  look(view: View, now: number): void {
    const looked = untilNow(view, now);
    this.span = looked.to - looked.from;
    this.fixed = now - looked.to < this.span / 100 ? undefined : looked;
  }

  /** Back to the present, with so many milliseconds. */
  follow(span: number): void {
    this.span = span;
    this.fixed = undefined;
  }

  /** Asks for what the view lacks. Called whenever view or time have changed; what was asked already is not asked again. */
  async load(now: number): Promise<void> {
    const choices = this.#choices;
    const meter = this.#meter;
    if (meter === undefined) return;
    const view = this.viewAt(now);
    const step = stepOf(view);
    const starts = piecesOf(view, step, now);
    const missing = this.#pieces.missing(step, starts, now).filter((start) => !this.#isLive(start, step, now));
    this.#show(step, starts);
    const asked = `${choices}/${step}/${missing.join()}`;
    if (missing.length === 0 || asked === this.#asked) return;
    this.#asked = asked;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      // A wheel that is turned passes through many views of which none is missed.
      if (this.status === "ready") await pause(settleMilliseconds);
      if (request.signal.aborted) return;
      await Promise.all(runsOf(missing, step).map((run) => this.#fetch({ meter, step, run, now }, request.signal)));
      if (request.signal.aborted) return;
      this.status = "ready";
      this.#show(step, starts);
    } catch (error) {
      // The feed says that the gateway is away, and the next snapshot asks again.
      if (request.signal.aborted || !(error instanceof ApiProblem)) return;
      this.status = "failed";
    }
  }

  /** The running piece was asked for once, and goes on with what comes live. */
  #isLive(start: number, step: number, now: number): boolean {
    const first = this.#live[0];
    const isRunning = start + step * stepsOfPiece > now;
    return isRunning && first !== undefined && this.#pieces.missing(step, [start], first[0]).length === 0;
  }

  async #fetch(
    { meter, step, run, now }: { meter: string; step: number; run: Run; now: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { from, to, starts } = run;
    const query = `from=${from - 1}&to=${to - 1}&points=${starts.length * stepsOfPiece}`;
    const answer = await getJson(`api/v1/meters/${encodeURIComponent(meter)}/power?${query}`, isHistoryAnswer, {
      signal,
    });
    if (signal.aborted) return;
    for (const start of starts) {
      const end = start + step * stepsOfPiece;
      const points = pointsBetween(answer.points, start, end - 1);
      this.#pieces.put(step, start, { points, until: Math.min(end, now) });
    }
  }

  #show(step: number, starts: readonly number[]): void {
    const pieces = this.#pieces.points(step, starts);
    const parts = [...pieces, this.#live];
    // Panning asks many times a second, and each new array would be drawn from its beginning.
    if (parts.length === this.#shown.length && parts.every((part, i) => part === this.#shown[i])) return;
    this.#shown = parts;
    const points = pieces.flat();
    const live = this.#live.filter(([at]) => at > (points.at(-1)?.[0] ?? 0) && at >= (starts[0] ?? 0));
    this.points = [...points, ...live];
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
