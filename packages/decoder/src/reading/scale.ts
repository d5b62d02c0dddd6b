import { scaled } from "../bytes/decimal.ts";
import { generic } from "../profiles/generic.ts";
import type { ScaleRule, VendorProfile } from "../profiles/profile.ts";

/**
 * The scaler of a register that came without one: the maker's documented one (by country, where it differs), or the
 * first of the known ones that gives a plausible value. Undefined where nothing is documented: better no number than
 * one that may be ten times too high.
 */
export function chooseScaler(
  profile: VendorProfile | undefined,
  unit: string,
  raw: number,
  country: string | undefined,
): number | undefined {
  const rules = (profile?.scales?.length ?? 0) > 0 ? profile?.scales : generic.scales;
  const rule = rules?.find((candidate) => candidate.unit === unit);
  if (rule === undefined) return undefined;
  const documented = typeof rule.scaler === "number" ? rule.scaler : rule.scaler[country ?? ""];
  return documented === undefined ? undefined : plausibleScaler(rule, documented, raw);
}

function plausibleScaler(rule: ScaleRule, documented: number, raw: number): number {
  const { plausible, alternatives = [] } = rule;
  if (plausible === undefined || raw === 0) return documented;
  const isPlausible = (scaler: number): boolean => {
    const size = Math.abs(scaled(raw, scaler));
    return size >= plausible.from && size <= plausible.to;
  };
  return [documented, ...alternatives].find(isPlausible) ?? documented;
}
