import type { Reading } from "@meter2mqtt/decoder";
import { ClockJudge, type JudgedTime } from "@meter2mqtt/energy";

/** More meters than one gateway hears. */
const mostMeters = 1000;

/** The clocks of all meters: for each reading whether its clock is believed, and when it was taken. */
export class MeterClocks {
  readonly #judges = new Map<string, ClockJudge>();

  /** Undefined for a reading that was not heard just now and tells no time. */
  judge(meter: string, { timestamp }: Reading, arrivedAt: number | undefined): JudgedTime | undefined {
    const clock = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
    if (Number.isNaN(clock) && arrivedAt === undefined) return undefined;
    return this.#judgeOf(meter).judge({
      ...(Number.isNaN(clock) ? {} : { clock }),
      isMidnight: timestamp?.slice(11, 19) === "00:00:00",
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
    });
  }

  #judgeOf(meter: string): ClockJudge {
    const known = this.#judges.get(meter);
    if (known !== undefined) return known;
    const oldest = this.#judges.keys().next();
    if (this.#judges.size >= mostMeters && oldest.done !== true) this.#judges.delete(oldest.value);
    const judge = new ClockJudge();
    this.#judges.set(meter, judge);
    return judge;
  }
}
