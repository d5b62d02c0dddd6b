import { aidonMeters } from "./makers/aidon.ts";
import { iskraemecoMeters } from "./makers/iskraemeco.ts";
import { kaifaMeters } from "./makers/kaifa.ts";
import { kamstrupMeters } from "./makers/kamstrup.ts";
import { landisGyrMeters } from "./makers/landis-gyr.ts";
import { p1Meters } from "./makers/p1.ts";
import { sagemcomMeters } from "./makers/sagemcom.ts";
import { smlMeters } from "./makers/sml.ts";
import type { MeterDescription, MeterDrafts } from "./meter-description.ts";

const drafts = {
  ...kamstrupMeters,
  ...aidonMeters,
  ...kaifaMeters,
  ...p1Meters,
  ...iskraemecoMeters,
  ...landisGyrMeters,
  ...sagemcomMeters,
  ...smlMeters,
} satisfies MeterDrafts;

export type VirtualMeterName = keyof typeof drafts;

/** A virtual meter: what it is, and how it speaks. */
export interface VirtualMeterDescription extends MeterDescription {
  readonly name: VirtualMeterName;
}

const names = Object.keys(drafts).filter(isVirtualMeterName);

/** Every virtual meter by its name. Ids are made up, in the form that each maker's have. */
export const virtualMeters = Object.fromEntries(names.map((name) => [name, { ...drafts[name], name }])) as Readonly<
  Record<VirtualMeterName, VirtualMeterDescription>
>;

export function isVirtualMeterName(name: string): name is VirtualMeterName {
  return Object.hasOwn(drafts, name);
}
