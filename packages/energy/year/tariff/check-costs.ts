import type { Finding } from "../check/finding.ts";
import type { Compared, ComparedSum } from "./compare.ts";

/** Two sums are the same to the cent. */
const centRoom = 0.005;
/** What a live register may leave open of a sum of which each boundary is known to a Wh or two. */
const liveRoom = 0.01;
/** Floating point's own noise, in kWh and kW. */
const noise = 1e-6;

/** The product against the plain computation from the same intervals, whatever these are worth: there is no room. */
export function checkEngine({ days, months, peaks, total }: Compared): Finding {
  const wrong = [...days, ...months].flatMap((sum) => {
    const isRight =
      Math.abs(sum.engine.money - sum.same.money) < centRoom &&
      Math.abs(sum.engine.unpricedKwh - sum.same.unpricedKwh) < noise;
    return isRight ? [] : [`${sum.name}: ${shownSum(sum, "same")}`];
  });
  for (const { month, engine, same } of peaks) {
    if (!(Math.abs(engine - same) < noise)) wrong.push(`${month}: peak ${kw(engine)}, plainly ${kw(same)}`);
  }
  const parts = months.reduce((sum, { engine }) => sum + engine.money, 0);
  if (Math.abs(parts - total) >= centRoom) wrong.push(`months add up to ${parts}, all parts to ${total}`);
  return { what: "the plain bill of the same intervals", checked: days.length + months.length + peaks.length, wrong };
}

/** Against the truth, of days or months whose registers are all known: to the cent, and what live registers leave open. */
export function checkMeasuredSums(sums: readonly ComparedSum[], what: string): Finding {
  const measured = sums.filter(({ isMeasured }) => isMeasured);
  return { what: `measured ${what}, to the cent`, checked: measured.length, wrong: measured.flatMap(outside) };
}

/** Of those in which something was missed: within what that leaves open. */
export function checkOtherSums(sums: readonly ComparedSum[], what: string): Finding {
  const others = sums.filter(({ isMeasured }) => !isMeasured);
  return { what: `other ${what}, within what is unknown`, checked: others.length, wrong: others.flatMap(outside) };
}

export function checkPeakValues({ peaks }: Compared): Finding {
  const wrong = peaks
    .filter(({ engine, low, high }) => !(engine >= low - noise && engine <= high + noise))
    .map(({ month, engine, truth, low, high }) => {
      return `${month} says ${kw(engine)}, true is ${kw(truth)}, possible ${kw(low)} to ${kw(high)}`;
    });
  return { what: "the months' peaks", checked: peaks.length, wrong };
}

function outside(sum: ComparedSum): string[] {
  const { engine, truth, room, name } = sum;
  const isRight =
    Math.abs(engine.money - truth.money) < roomOf(sum) + centRoom &&
    Math.abs(engine.unpricedKwh - truth.unpricedKwh) < room.unpricedKwh + noise;
  return isRight ? [] : [`${name}: ${shownSum(sum, "truth")}, room ${roomOf(sum).toFixed(4)}`];
}

/** What was left open of a sum, in money. */
export function roomOf({ room, isMeasured }: ComparedSum): number {
  return room.fees + (isMeasured ? Math.min(liveRoom, room.energy) : room.energy);
}

function shownSum(sum: ComparedSum, other: "truth" | "same"): string {
  const { engine, [other]: plain } = sum;
  const word = other === "truth" ? "true is" : "plainly";
  const unpriced = `${engine.unpricedKwh.toFixed(3)} kWh without a price, ${word} ${plain.unpricedKwh.toFixed(3)}`;
  return `says ${engine.money.toFixed(4)}, ${word} ${plain.money.toFixed(4)}; ${unpriced}`;
}

function kw(value: number): string {
  return `${value.toFixed(3)} kW`;
}
