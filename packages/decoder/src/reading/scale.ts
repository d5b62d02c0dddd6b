import { scaled } from "../bytes/decimal.ts";
import { generic } from "../profiles/generic.ts";
import type { ScaleRule, VendorProfile } from "../profiles/profile.ts";

/** What decides between the scales that a maker is known to use. */
export interface ScaleTraits {
  readonly country?: string | undefined;
  /** The meter's type text. */
  readonly model?: string | undefined;
}

/** The rule for values of a unit that come without a scaler: the maker's, or what holds for meters of any make. */
export function scaleRuleOf(profile: VendorProfile | undefined, unit: string): ScaleRule | undefined {
  const rules = (profile?.scales?.length ?? 0) > 0 ? profile?.scales : generic.scales;
  return (
    rules?.find((candidate) => candidate.unit === unit) ??
    // What every grid allows says more than nothing: frequencies, which few makers document.
    generic.scales?.find((candidate) => candidate.unit === unit && candidate.plausible !== undefined)
  );
}

/** Values that share a scaler, and the scalers that it may be. */
export interface ScaledAlike {
  readonly rule: ScaleRule | undefined;
  readonly candidates: readonly number[];
  readonly raws: readonly number[];
}

/**
 * The value of a list that tells the scaler of all: the largest one that is plausible at any; 0 where none is. At the scale
 * of a smaller one it would be beyond what a grid has, while at its own the smaller one is a phase that has failed, of which
 * a few volts are left. One phase is there at least: it feeds the meter.
 */
export function tellingValue({ rule, candidates, raws }: ScaledAlike): number {
  let telling = 0;
  if (rule !== undefined)
    for (const raw of raws)
      if (Math.abs(raw) > Math.abs(telling) && isPlausibleAtAny(rule, raw, candidates)) telling = raw;
  return telling;
}

function isPlausibleAtAny(rule: ScaleRule, raw: number, candidates: readonly number[]): boolean {
  for (const scaler of candidates) if (isPlausible(rule, raw, scaler)) return true;
  return false;
}

/**
 * The scaler of values that came without one: the documented one, or the first of the known ones at which the telling
 * value is plausible. Undefined where nothing is documented: better no number than one that may be ten times too high.
 */
export function chooseScaler(
  rule: ScaleRule | undefined,
  documented: number | undefined,
  telling: number,
): number | undefined {
  if (rule === undefined || documented === undefined || isPlausible(rule, telling, documented)) return documented;
  return rule.alternatives?.find((scaler) => isPlausible(rule, telling, scaler)) ?? documented;
}

/** What the maker documents: by model or country, where it differs. */
export function documentedScaler(rule: ScaleRule, { country, model }: ScaleTraits): number | undefined {
  const byModel =
    model === undefined ? undefined : Object.entries(rule.models ?? {}).find(([start]) => model.startsWith(start));
  if (byModel !== undefined) return byModel[1];
  return typeof rule.scaler === "number" ? rule.scaler : rule.scaler[country ?? ""];
}

/** All scalers that the rule speaks of: evidence decides between them, and never for another. */
export function candidateScalers({ scaler, models = {}, alternatives = [] }: ScaleRule): readonly number[] {
  const documented = typeof scaler === "number" ? [scaler] : Object.values(scaler);
  return [...new Set([...documented, ...Object.values(models), ...alternatives])];
}

/** Whether a value is more than the rule allows. */
export function isBeyond({ plausible }: ScaleRule, raw: number, scaler: number): boolean {
  return plausible !== undefined && scaled(raw, scaler) > plausible.to;
}

/** Whether a value is 0 or lies within what the rule allows. */
export function isPlausible({ plausible }: ScaleRule, raw: number, scaler: number): boolean {
  if (plausible === undefined || raw === 0) return true;
  const size = Math.abs(scaled(raw, scaler));
  return size >= plausible.from && size <= plausible.to;
}
