import type { Mark } from "./mark.ts";
import { energyBetween, type PowerByQuarter } from "./power-shape.ts";
import { isPlausibleStep, type TrackRules } from "./track-rules.ts";

/** Two values of a register that follow each other and belong together: what is between them was counted. */
export interface Segment {
  readonly from: Mark;
  readonly to: Mark;
}

/** Power must say that so much was used before a value that stands still is called an old one, in watt-hours. */
const contradictionWh = 50;

/**
 * The spans over which a register counted. A value that doesn't fit between its neighbours, while they fit each other, is
 * left out; where the register goes back or jumps for good (another meter, another factor) a new series begins, and
 * nothing is counted across. Each mark is judged by its neighbours only: what a mark changes stays near it.
 */
export function segmentsOf(marks: readonly Mark[], rules: TrackRules, power: PowerByQuarter): Segment[] {
  const segments: Segment[] = [];
  let from: Mark | undefined;
  marks.forEach((mark, index) => {
    const before = marks[index - 1];
    if (before !== undefined && isLeftOut(before, mark, marks[index + 1], rules, power)) return;
    if (from !== undefined && isPlausibleStep(rules, from, mark)) segments.push({ from, to: mark });
    from = mark;
  });
  return segments;
}

function isLeftOut(
  before: Mark,
  mark: Mark,
  after: Mark | undefined,
  rules: TrackRules,
  power: PowerByQuarter,
): boolean {
  if (isRepeated(before, mark, rules, power)) return true;
  if (after === undefined || isPlausibleStep(rules, before, mark)) return false;
  return isPlausibleStep(rules, before, after);
}

/** Some meters (Aidon) send the last hour's register once more: power says that it can't have stood still. */
function isRepeated(before: Mark, mark: Mark, rules: TrackRules, power: PowerByQuarter): boolean {
  const { registers, stepsPerWattHour } = rules;
  if (registers.kind === "live" || stepsPerWattHour === undefined || mark.value !== before.value) return false;
  const { knownMs, steps } = energyBetween(rules, power, before.at, mark.at);
  return knownMs * 2 >= mark.at - before.at && steps > contradictionWh * stepsPerWattHour;
}
