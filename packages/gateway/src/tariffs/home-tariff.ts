import type { EnergyNow } from "@meter2mqtt/contract";
import { energyOfWindow, WindowProjector } from "@meter2mqtt/energy";
import { energyNowOf } from "./tariff-answers.ts";
import { capacityComponents, type TariffBook } from "./tariff-book.ts";
import { type RunningWindow, tariffNow } from "./tariff-now.ts";

const minuteMs = 60_000;
/** Lists that come late still change a month that has just ended. */
const lateMs = 2 * 86_400_000;
const settledForMs = 3_600_000;

/** One home's tariff at work: takes its power as it comes, and says where it stands. */
export class HomeTariff {
  readonly book: TariffBook;
  readonly #limitWatts: number | undefined;
  readonly #projectors = new Map<number, WindowProjector>();
  /** Start of the running window of each length, when it was last looked at. */
  readonly #running = new Map<number, number>();
  #windows: readonly RunningWindow[] = [];
  #settledAt = Number.NEGATIVE_INFINITY;

  constructor(book: TariffBook, limitKw: number | undefined) {
    this.book = book;
    this.#limitWatts = limitKw === undefined ? undefined : limitKw * 1000;
    for (const { rule } of capacityComponents(book.contract.contract)) {
      const lengthMs = rule.windowMinutes * minuteMs;
      if (!this.#projectors.has(lengthMs)) this.#projectors.set(lengthMs, new WindowProjector(lengthMs));
    }
  }

  /** The power imported at `at`, in order of time. */
  observe(at: number, watts: number): void {
    for (const projector of this.#projectors.values()) projector.observe(at, watts);
  }

  /** Where the home stands; windows that have ended are learnt from. */
  now(meter: string, now: number): EnergyNow {
    this.#settle(now);
    const state = tariffNow(this.book, now, {
      limitWatts: this.#limitWatts,
      project: (windowMs, start, wattHours) => {
        const projector = this.#projectors.get(windowMs);
        const before = this.#running.get(windowMs);
        if (before !== undefined && before !== start) {
          const ended = energyOfWindow(this.book.data.imported(before, before + windowMs), {
            start: before,
            lengthMs: windowMs,
          });
          if (ended !== undefined) projector?.learn(before, ended);
        }
        this.#running.set(windowMs, start);
        const step = this.book.data.stepWattHours?.();
        const known = step === undefined ? {} : { stepWattHours: step };
        return projector?.project(now, { start, usedWattHours: wattHours, ...known });
      },
    });
    this.#windows = state.windows;
    return energyNowOf(meter, this.book, state, now);
  }

  /** What another process changed in months that are over is found within the hour. */
  #settle(now: number): void {
    const { settled, data } = this.book;
    settled.settle(data.calendar.startOf("month", now - lateMs));
    if (now >= this.#settledAt && now - this.#settledAt < settledForMs) return;
    this.#settledAt = now;
    settled.forget();
  }

  /** Of the running windows the one that is furthest over its limit, or nearest to it, as {@link now} saw them last. */
  worstWindow(): RunningWindow | undefined {
    const over = ({ projection, limitWatts }: RunningWindow) => projection.expectedWatts / Math.max(1, limitWatts);
    return this.#windows.toSorted((a, b) => over(b) - over(a))[0];
  }
}
