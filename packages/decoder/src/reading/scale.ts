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

/**
 * The scaler of a value that came without one: the documented one, or the first of the known ones that gives a plausible
 * value. Undefined where nothing is documented: better no number than one that may be ten times too high.
 */
export function chooseScaler(
  rule: ScaleRule | undefined,
  documented: number | undefined,
  raw: number,
): number | undefined {
  if (rule === undefined || documented === undefined || isPlausible(rule, raw, documented)) return documented;
  return rule.alternatives?.find((scaler) => isPlausible(rule, raw, scaler)) ?? documented;
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

/** Whether a value is 0 or lies within what the rule allows. */
export function isPlausible({ plausible }: ScaleRule, raw: number, scaler: number): boolean {
  if (plausible === undefined || raw === 0) return true;
  const size = Math.abs(scaled(raw, scaler));
  return size >= plausible.from && size <= plausible.to;
}
