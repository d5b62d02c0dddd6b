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

/** Whether a register that stands still may be an old one. */
export function mayRepeat({ registers, stepsPerWattHour }: TrackRules): boolean {
  return registers.kind === "snapshot" && stepsPerWattHour !== undefined;
}

/**
 * Whether one of these marks is certainly not left out, whatever power says: of three that differ, each from the one
 * before, the latter two repeat nothing, and not both are outliers.
 */
export function hasFoothold(marks: readonly Mark[]): boolean {
  return marks.some((mark, index) => {
    const second = marks[index + 1];
    const third = marks[index + 2];
    return third !== undefined && mark.value !== second?.value && second?.value !== third.value;
  });
}
