import { isGroupValue, type Settings } from "../settings/setting-node.ts";

/* Which contract is whose stands in the settings, under `tariffs`. */

export type UseAs = "contract" | "alternative";

export interface Wanted {
  readonly name: string;
  readonly as: UseAs;
  /** Undefined where there is one meter only. */
  readonly meter?: string | undefined;
  readonly country?: string | undefined;
}

function tariffsOf(settings: Settings): readonly Settings[] {
  const { tariffs } = settings;
  return Array.isArray(tariffs) ? tariffs.filter(isGroupValue) : [];
}

function alternativesOf({ alternatives }: Settings): readonly unknown[] {
  return Array.isArray(alternatives) ? alternatives : [];
}

/** Whether a meter has a contract with which another one could be compared. */
export function hasTariff(settings: Settings, meter: string | undefined): boolean {
  return placeOf(tariffsOf(settings), meter) >= 0;
}

/** A tariff that names no meter is of the first one. */
function placeOf(tariffs: readonly Settings[], meter: string | undefined): number {
  const own = tariffs.findIndex((tariff) => tariff["meter"] === meter);
  return own >= 0 ? own : tariffs.findIndex((tariff) => tariff["meter"] === undefined || meter === undefined);
}

/** Settings that use the contract; the one before stays to compare with. */
export function withContract(settings: Settings, { name, as, meter, country }: Wanted): Settings {
  const tariffs = tariffsOf(settings);
  const place = placeOf(tariffs, meter);
  const own = tariffs[place];
  if (own === undefined) {
    const whose = meter === undefined ? {} : { meter };
    const fresh = { ...whose, contract: name, ...(country !== undefined && { country }) };
    return { ...settings, tariffs: [...tariffs, fresh] };
  }
  const before = own["contract"];
  const others = [...alternativesOf(own), ...(as === "contract" ? [before] : [])].filter((one) => one !== name);
  const changed =
    as === "contract"
      ? {
          ...own,
          contract: name,
          alternatives: others,
          ...(own["country"] === undefined && country !== undefined && { country }),
        }
      : { ...own, alternatives: before === name ? others : [...others, name] };
  return { ...settings, tariffs: tariffs.map((tariff, index) => (index === place ? changed : tariff)) };
}

/** Settings that use the contract no more. A tariff without its contract goes by the first to compare with, or is gone. */
export function withoutContract(settings: Settings, name: string, folder: string): Settings {
  const isIt = (one: unknown) => one === name || one === `./${name}` || one === `${folder}/${name}`;
  const tariffs = tariffsOf(settings).flatMap((tariff): Settings[] => {
    const others = alternativesOf(tariff).filter((one) => !isIt(one));
    const { alternatives: _before, ...rest } = tariff;
    const kept = others.length === 0 ? {} : { alternatives: others };
    if (!isIt(tariff["contract"])) return [{ ...rest, ...kept }];
    const [next, ...left] = others;
    if (next === undefined) return [];
    return [{ ...rest, contract: next, ...(left.length > 0 && { alternatives: left }) }];
  });
  if (tariffs.length > 0) return { ...settings, tariffs };
  const { tariffs: _gone, ...others } = settings;
  return others;
}
