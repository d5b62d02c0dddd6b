import type { ContractView } from "@meter2mqtt/contract";

/** What a bill must know of a component; of one that is gone it knows no more than the id. */
export type Component = Omit<ContractView["components"][number], "details">;

/** What people sort a bill by. */
export const groupNames = ["energy", "grid", "taxes", "fees", "support", "sold"] as const;
export type GroupName = (typeof groupNames)[number];

const byKind: Readonly<Record<string, GroupName>> = {
  spot: "energy",
  "spot-month-mean": "energy",
  "spot-support": "support",
  "spot-replaced": "support",
  percent: "taxes",
  capacity: "grid",
  netted: "sold",
  surplus: "sold",
};

/** Words by which amounts of a kWh, and fees, are told apart: contracts name them as the bill does. */
const taxWords =
  /tax|vat|levy|levies|duty|avgift|moms|mva|enova|skatt|afgift|steuer|abgabe|umlage|btw|heffing|belasting|accijns/;
const gridWords = /grid|nett(?!o)|nät|netz|\bnet\b|transport|distribution|distributie|tso|dso|system/;

/** Where a component belongs: by its kind; where that says nothing, by what it is called. */
export function groupOf({ kind, direction, id, name }: Component): GroupName {
  if (direction === "export") return "sold";
  const known = byKind[kind];
  if (known !== undefined) return known;
  const called = `${id} ${name}`.toLowerCase();
  if (taxWords.test(called)) return "taxes";
  if (gridWords.test(called)) return "grid";
  return kind === "fee" ? "fees" : "energy";
}

export interface Group<T> {
  readonly name: GroupName;
  readonly items: readonly T[];
}

/** In the order of a bill; groups that have nothing are left out. */
export function grouped<T>(items: readonly T[], componentOf: (item: T) => Component): Group<T>[] {
  const names = new Map(items.map((item) => [item, groupOf(componentOf(item))]));
  return groupNames
    .map((name) => ({ name, items: items.filter((item) => names.get(item) === name) }))
    .filter((group) => group.items.length > 0);
}
