import type { Mark } from "./mark.ts";
import { energyBetween, type PowerByQuarter } from "./power-shape.ts";
import { isPlausibleStep, type TrackRules } from "./track-rules.ts";

/** Two values of a register that follow each other and belong together: what is between them was counted. */
export interface Segment {
  readonly from: Mark;
  readonly to: Mark;
}

/**
 * What power must say was used, in steps, before a register that stands still is called an old one. A fine one moves with
 * the least that is used; better its hour is called interpolated than a wrong one measured. A coarse one does stand still
 * while a home uses little.
 */
const contradictionSteps = { fine: 0.5, coarse: 2 } as const;
const finestCoarseWh = 20;
/** Share of a time for which power must be known before it says that a register moved too much. */
const wellKnown = 0.9;

/**
 * The spans over which a register counted. A value that doesn't fit between its neighbours, while they fit each other, is
 * left out; where the register goes back or jumps for good (another meter, another factor) a new series begins, and
 * nothing is counted across. Each mark is judged by few neighbours: what a mark changes stays near it.
 */
export function segmentsOf(marks: readonly Mark[], rules: TrackRules, power: PowerByQuarter): Segment[] {
  const segments: Segment[] = [];
  let from: Mark | undefined;
  marks.forEach((mark, index) => {
    if (isRepeated(marks[index - 1], mark, rules, power) || isOutlier(marks, index, rules)) return;
    if (isBehind(marks, index, rules, power)) return;
    if (from !== undefined && isPlausibleStep(rules, from, mark)) segments.push({ from, to: mark });
    from = mark;
  });
  return segments;
}

/** Two in a row are none: where two series alternate, neither may be called the right one. */
function isOutlier(marks: readonly Mark[], index: number, rules: TrackRules): boolean {
  return isOddOneOut(marks, index, rules) && !isOddOneOut(marks, index - 1, rules);
}

/** Whether a mark doesn't fit the one before, which the next one does fit without saying the same. */
function isOddOneOut(marks: readonly Mark[], index: number, rules: TrackRules): boolean {
  const before = marks[index - 1];
  const mark = marks[index];
  const after = marks[index + 1];
  if (before === undefined || mark === undefined || after === undefined || mark.value === after.value) return false;
  return !isPlausibleStep(rules, before, mark) && isPlausibleStep(rules, before, after);
}

/** Some meters (Aidon) send the last hour's register once more: power says that it can't have stood still. */
function isRepeated(before: Mark | undefined, mark: Mark, rules: TrackRules, power: PowerByQuarter): boolean {
  const { stepsPerWattHour } = rules;
  if (stepsPerWattHour === undefined || !mayRepeat(rules) || mark.value !== before?.value) return false;
  // What is known of the time is the least that was used.
  const { steps } = energyBetween(rules, power, before.at, mark.at);
  const isCoarse = stepsPerWattHour * finestCoarseWh <= 1;
  return steps > contradictionSteps[isCoarse ? "coarse" : "fine"];
}

/**
 * The same of an old register that is sent for the first time, its own list having been missed: power says that it moved too
 * little until then, or nothing, as after an outage, and too much from then on. Power that is wrong altogether says the same
 * of both.
 */
function isBehind(marks: readonly Mark[], index: number, rules: TrackRules, power: PowerByQuarter): boolean {
  const before = firstOfSame(marks, index - 1);
  const mark = marks[index];
  const after = marks[index + 1];
  if (!mayRepeat(rules) || before === undefined || mark === undefined || after === undefined) return false;
  if (!isPlausibleStep(rules, before, mark) || !isPlausibleStep(rules, mark, after)) return false;
  // Each mark that is left out must stand between two that are not.
  if (isOddOneOut(marks, index - 1, rules) || isOddOneOut(marks, index + 1, rules)) return false;
  const until = energyBetween(rules, power, before.at, mark.at);
  const isUnknown = until.knownMs < wellKnown * (mark.at - before.at);
  if (!isUnknown && until.steps - (mark.value - before.value) <= tooFar(until.steps)) return false;
  const from = energyBetween(rules, power, mark.at, after.at);
  const share = from.knownMs / (after.at - mark.at);
  return share >= wellKnown && after.value - mark.value - from.steps / share > tooFar(from.steps / share);
}

/** The first of marks in a row that say the same: those behind it may be old ones. */
function firstOfSame(marks: readonly Mark[], index: number): Mark | undefined {
  let first = index;
  while (first > 0 && marks[first - 1]?.value === marks[first]?.value) first--;
  return marks[first];
}

/** What power and register never differ by, in steps. */
function tooFar(steps: number): number {
  return Math.max(contradictionSteps.coarse, steps / 4);
}

/** Whether a register that stands still may be an old one. */
export function mayRepeat({ registers, stepsPerWattHour }: TrackRules): boolean {
  return registers.kind === "snapshot" && stepsPerWattHour !== undefined;
}

/**
 * Whether one of these marks is certainly not left out, whatever power says: of three that differ, each from the one
 * before, the latter two repeat nothing, and not both are left out for another reason.
 */
export function hasFoothold(marks: readonly Mark[]): boolean {
  return marks.some((mark, index) => {
    const second = marks[index + 1];
    const third = marks[index + 2];
    return third !== undefined && mark.value !== second?.value && second?.value !== third.value;
  });
}
