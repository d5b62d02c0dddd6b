import { describe, expect, test } from "vitest";
import { ClockJudge } from "./clock-judge.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const noon = Date.UTC(2026, 2, 28, 12);

/** A judge that has heard a clock, so far off, for five minutes until noon. */
function judgeUsedTo(offsetMs: number): ClockJudge {
  const judge = new ClockJudge();
  for (let at = noon - 5 * minuteMs; at < noon; at += 10 * secondMs)
    judge.judge({ clock: at + offsetMs, arrivedAt: at });
  return judge;
}

describe("ClockJudge", () => {
  test("believes a clock that is a bit off, and says by how much", () => {
    const judged = judgeUsedTo(-7000).judge({ clock: noon - 7000, arrivedAt: noon });
    expect(judged).toEqual({ at: noon - 7000, by: "meter", clock: "ok", offsetMs: -7000 });
  });

  test("without a clock the time of arrival counts, put right by how far the clock is off", () => {
    const judged = judgeUsedTo(-7000).judge({ arrivedAt: noon });
    expect(judged).toEqual({ at: noon - 7000, by: "arrival", clock: "absent" });
    expect(new ClockJudge().judge({ arrivedAt: noon })).toEqual({ at: noon, by: "arrival", clock: "absent" });
  });

  test("without a time of arrival the clock counts, and one of them there must be", () => {
    expect(new ClockJudge().judge({ clock: noon })).toEqual({ at: noon, by: "meter", clock: "ok" });
    expect(() => new ClockJudge().judge({})).toThrow(TypeError);
  });

  test("00:00:00 at noon, and of another day at midnight, is a clock that was never set", () => {
    const clock = noon - 12 * hourMs;
    const judged = judgeUsedTo(3000).judge({ clock, isMidnight: true, arrivedAt: noon });
    expect(judged).toEqual({ at: noon + 3000, by: "arrival", clock: "implausible", offsetMs: -12 * hourMs });
    // 10 minutes past midnight it is not far off, but it is not where it was.
    const midnight = noon + 12 * hourMs;
    const judge = new ClockJudge();
    for (let at = midnight; at < midnight + 10 * minuteMs; at += minuteMs) judge.judge({ clock: at, arrivedAt: at });
    const late = judge.judge({ clock: midnight, isMidnight: true, arrivedAt: midnight + 10 * minuteMs });
    expect(late).toMatchObject({ at: midnight + 10 * minuteMs, by: "arrival", clock: "implausible" });
    // At midnight a clock does show midnight.
    const onTime = judgeUsedTo(0).judge({ clock: midnight, isMidnight: true, arrivedAt: midnight + 2000 });
    expect(onTime).toMatchObject({ at: midnight, by: "meter", clock: "ok" });
  });

  test.each([hourMs, -hourMs])("%d ms off, a zone or a season is taken wrongly, however long it lasts", (offMs) => {
    const judge = judgeUsedTo(2000);
    for (let at = noon; at < noon + hourMs; at += 10 * secondMs) {
      const judged = judge.judge({ clock: at + offMs, arrivedAt: at });
      expect(judged).toMatchObject({ at: at + 2000, by: "arrival", clock: "implausible" });
    }
  });

  test("a clock that swings is not followed", () => {
    const judge = judgeUsedTo(0);
    const offsets = [-8, 5, 12, -15, 9, 20, -4, 7].map((minutes) => minutes * minuteMs);
    offsets.slice(0, 4).forEach((offMs, index) => {
      const at = noon + index * 10 * secondMs;
      const judged = judge.judge({ clock: at + offMs, arrivedAt: at });
      expect(judged).toMatchObject({ at, by: "arrival", clock: "swinging" });
    });
  });

  test("a clock that drifts is believed all along", () => {
    const judge = judgeUsedTo(0);
    for (let step = 0; step < 5000; step++) {
      const at = noon + step * 10 * secondMs;
      const clock = at + step * 200;
      expect(judge.judge({ clock, arrivedAt: at })).toMatchObject({ at: clock, by: "meter", clock: "ok" });
    }
  });

  test.each([10 * minuteMs, -10 * minuteMs])(
    "a clock that is set right in a step is followed after a while",
    (offMs) => {
      const judge = judgeUsedTo(offMs);
      const judged = Array.from({ length: 20 }, (_, index) => {
        const at = noon + index * 10 * secondMs;
        return judge.judge({ clock: at, arrivedAt: at });
      });
      expect(judged[0]).toMatchObject({ at: noon + offMs, by: "arrival", clock: "swinging" });
      expect(judged.at(-1)).toMatchObject({ by: "meter", clock: "ok", offsetMs: 0 });
    },
  );

  test.each([5 * minuteMs, 25 * minuteMs, 3 * hourMs])("what was held up for %d ms keeps its time", (heldMs) => {
    const judge = judgeUsedTo(1000);
    const released = noon + heldMs;
    let arrivedAt = released;
    // What was sent meanwhile comes all at once, what is sent then comes as ever.
    for (let at = noon; at < released + hourMs; at += 10 * secondMs) {
      arrivedAt = Math.max(arrivedAt + 20, at);
      expect(judge.judge({ clock: at + 1000, arrivedAt })).toMatchObject({ at: at + 1000, by: "meter", clock: "ok" });
    }
  });

  test("a clock that stood still for two hours without current is not one that is late", () => {
    const judge = judgeUsedTo(0);
    const back = noon + 2 * hourMs;
    for (let step = 1; step < 100; step++) {
      const at = back + step * 10 * secondMs;
      const judged = judge.judge({ clock: at - 2 * hourMs, arrivedAt: at });
      if (step > 1) expect(judged).toMatchObject({ at, by: "arrival", clock: "implausible" });
    }
  });

  test("set back while nothing was heard, the clock is behind from then on, for lists without one too", () => {
    const judge = judgeUsedTo(0);
    for (let step = 0; step < 12; step++) {
      const at = noon + 2 * hourMs + step * 10 * secondMs;
      judge.judge({ clock: at - 5 * minuteMs, arrivedAt: at });
    }
    const at = noon + 3 * hourMs;
    expect(judge.judge({ arrivedAt: at })).toMatchObject({ at: at - 5 * minuteMs, by: "arrival" });
  });
});
