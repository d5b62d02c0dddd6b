import type { CapacityRule } from "../capacity-rule.ts";
import type { Component } from "../contract.ts";
import { capacityRules } from "../rules.ts";
import type { TimeFilter } from "../time-filter.ts";
import type { GridTariff } from "./grid-tariff.ts";
import { OutsideValue } from "./outside-value.ts";
import { type TariffRemark, tariffRemark } from "./sentences.ts";

const months = [
  "januar",
  "februar",
  "mars",
  "april",
  "mai",
  "juni",
  "juli",
  "august",
  "september",
  "oktober",
  "november",
  "desember",
];

/** Words for days, each with the filters of which one must hold. */
const dayWords: Readonly<Record<string, readonly TimeFilter[]>> = {
  mandag: [{ weekdays: [1] }],
  tirsdag: [{ weekdays: [2] }],
  onsdag: [{ weekdays: [3] }],
  torsdag: [{ weekdays: [4] }],
  fredag: [{ weekdays: [5] }],
  lørdag: [{ weekdays: [6] }],
  søndag: [{ weekdays: [7] }],
  ukedag: [{ weekdays: [1, 2, 3, 4, 5] }],
  helg: [{ weekdays: [6, 7] }],
  helligdager: [{ holidays: "only" }],
  fridag: [{ weekdays: [6, 7] }, { holidays: "only" }],
  virkedag: [{ weekdays: [1, 2, 3, 4, 5], holidays: "except" }],
  alle: [{}],
};

/** How the file's words for a rule are ours. */
const methods: Readonly<Record<string, (source: CapacityRule["source"]) => CapacityRule | undefined>> = {
  TRE_DØGNMAX_MND: (source) => ruleLike("no-three-days", source),
  FEM_VEKTET_ÅR: (source) => ruleLike("no-fjellnett-five-weeks", source),
  MND_MAX: (source) => {
    const rule = ruleLike("no-three-days", source);
    return rule === undefined ? undefined : { ...rule, id: "no-month-max", name: "The month's highest hour", top: 1 };
  },
};

function ruleLike(id: string, source: CapacityRule["source"]): CapacityRule | undefined {
  const rule = capacityRules.find((candidate) => candidate.id === id);
  return rule === undefined ? undefined : { ...rule, source };
}

/**
 * Reads a file of fri-nettleie, the open collection of Norwegian grid tariffs (github.com/kraftsystemet/fri-nettleie,
 * `tariff-eksempel.yml`). Prices in it are without taxes: energy in øre/kWh, capacity in kroner a year.
 *
 * @param file The parsed YAML.
 * @throws TariffFileError naming the place that isn't as the format says.
 */
export function readFriNettleie(file: unknown): GridTariff[] {
  const root = new OutsideValue(file);
  const owner = root.field("netteier").text();
  const url = root.field("kilder").items()[0]?.text() ?? "https://github.com/kraftsystemet/fri-nettleie";
  return root
    .field("tariffer")
    .items()
    .map((tariff) => readTariff(tariff, owner, url));
}

function readTariff(tariff: OutsideValue, owner: string, url: string): GridTariff {
  const from = tariff.field("gyldig_fra").date();
  const to = tariff.field("gyldig_til").optionalDate();
  const source = { url, about: `${owner}, from ${from}, by way of fri-nettleie` };
  const groups = tariff
    .field("kundegrupper")
    .items()
    .map((group) => group.text());
  const name = [owner, tariff.field("navn").optionalText(), groups.join(", "), `from ${from}`]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
  const validity = { direction: "import" as const, from, ...(to === undefined ? {} : { to }), source };
  const leftOut: TariffRemark[] = [];
  const components = [
    ...readEnergy(tariff.field("energiledd"), validity),
    ...readCapacity(tariff.field("fastledd"), validity, leftOut),
  ];
  return { name, currency: "NOK", from, ...(to === undefined ? {} : { to }), components, leftOut };
}

type Validity = Pick<Component, "direction" | "from" | "to" | "source">;

/** The first exception that holds has the price; the base price stands where none does. */
function readEnergy(energy: OutsideValue, validity: Validity): Component[] {
  if (energy.isAbsent) return [];
  const taken: TimeFilter[] = [];
  const exceptions = energy
    .field("unntak")
    .items()
    .flatMap((exception, index): Component[] => {
      const amount = exception.field("pris").number() / 100;
      const name = `Energiledd: ${exception.field("navn").optionalText() ?? `exception ${index + 1}`}`;
      const filters = filtersOf(exception);
      const components = filters.map((when, part): Component => {
        const unless = [...taken, ...filters.slice(0, part)];
        const id = filters.length === 1 ? `energy-${index + 1}` : `energy-${index + 1}-${part + 1}`;
        return { ...validity, id, name, kind: "per-kwh", amount, when, ...(unless.length === 0 ? {} : { unless }) };
      });
      taken.push(...filters);
      return components;
    });
  const amount = energy.field("grunnpris").number() / 100;
  const base: Component = { ...validity, id: "energy", name: "Energiledd", kind: "per-kwh", amount };
  return [{ ...base, ...(taken.length === 0 ? {} : { unless: taken }) }, ...exceptions];
}

/** All of months, days and hours must hold; of several words for days one. */
function filtersOf(exception: OutsideValue): TimeFilter[] {
  const monthNames = exception.field("måneder");
  const hours = exception.field("timer");
  const common: TimeFilter = {
    ...(monthNames.isAbsent ? {} : { months: monthNames.items().map(monthOf) }),
    ...(hours.isAbsent ? {} : { hours: hoursOf(hours) }),
  };
  const days = exception.field("dager").items();
  if (days.length === 0) return [common];
  return days.flatMap((day) => {
    const filters = dayWords[day.text()];
    if (filters === undefined) throw day.wrong("expectedOneOf", { choices: Object.keys(dayWords).join(", ") });
    return filters.map((filter) => ({ ...common, ...filter }));
  });
}

function monthOf(month: OutsideValue): number {
  const index = months.indexOf(month.text());
  if (index < 0) throw month.wrong("expectedOneOf", { choices: months.join(", ") });
  return index + 1;
}

/** `16-21` is from 16:00 to 22:00: the last hour is included; a list may hold hours and spans. */
function hoursOf(hours: OutsideValue): [number, number][] {
  const items = Array.isArray(hours.value) ? hours.items() : [hours];
  return items.map((item): [number, number] => {
    const match = /^(\d{1,2})(?:\s*-\s*(\d{1,2}))?$/.exec(String(item.value));
    const from = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (match === null || from > 23 || last > 23) throw item.wrong("expectedSpan");
    return [from, last + 1];
  });
}

function readCapacity(capacity: OutsideValue, validity: Validity, leftOut: TariffRemark[]): Component[] {
  if (capacity.isAbsent) return [];
  const method = capacity.field("metode").text();
  const source = validity.source ?? { url: "", about: "" };
  const rule = methods[method]?.(source);
  if (rule === undefined) {
    leftOut.push(tariffRemark("leftOutMethod", { method }));
    return [];
  }
  const included = capacity.field("terskel_inkludert");
  const steps = capacity
    .field("terskler")
    .items()
    .map((step) => ({ fromKw: step.field("terskel").number(), perMonth: step.field("pris").number() / 12 }))
    .sort((a, b) => a.fromKw - b.fromKw);
  const charge = { kind: "steps", steps, ...(included.value === false ? { isFromExcluded: true } : {}) } as const;
  return [{ ...validity, id: "capacity", name: "Kapasitetsledd", kind: "capacity", rule: { ...rule, charge } }];
}
