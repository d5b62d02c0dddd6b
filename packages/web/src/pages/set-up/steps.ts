import type { Way } from "./set-up-draft.ts";

/** The way through set-up. */
export const steps = ["way", "place", "listen", "keys", "meter", "costs", "output", "save", "reading"] as const;
export type Step = (typeof steps)[number];

/** What decides which steps there are. */
export interface Situation {
  readonly way: Way;
  /** The frames that were heard can't be read without keys. */
  readonly needsKeys: boolean;
}

/** The steps that this reader has to go: a line is listened to where there is one, keys are asked for where frames are ciphered. */
export function stepsFor({ way, needsKeys }: Situation): readonly Step[] {
  const isLine = way === "serial" || way === "tcp";
  return steps.filter((step) => {
    if (step === "listen") return isLine;
    return step !== "keys" || (needsKeys && isLine);
  });
}

/** The step after, or before; the same one at the ends. */
export function stepBeside(step: Step, by: 1 | -1, situation: Situation): Step {
  const order = stepsFor(situation);
  return order[order.indexOf(step) + by] ?? step;
}

/** Steps that say nothing which must be known: they can be passed over. */
export function maySkip(step: Step): boolean {
  return ["listen", "keys", "meter", "costs", "output"].includes(step);
}
