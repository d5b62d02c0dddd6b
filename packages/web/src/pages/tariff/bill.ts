import type { ContractView } from "@meter2mqtt/contract";
import { type Component, type GroupName, grouped } from "./groups.ts";

/** What one component comes to. */
export interface BillLine {
  readonly component: Component;
  /** Negative where it is received. */
  readonly amount: number;
}

export interface BillGroup {
  readonly name: GroupName;
  readonly lines: readonly BillLine[];
  readonly amount: number;
}

/** Sums of money to the cent: what binary fractions leave over is no money. */
export function sumOf(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 100) / 100;
}

/** Amounts by component as a bill; a component that the contract does not name any more keeps its id. */
export function billOf(contract: ContractView, amounts: Readonly<Record<string, number>>): BillGroup[] {
  const place = new Map(contract.components.map(({ id }, index) => [id, index]));
  const placeOf = (id: string) => place.get(id) ?? place.size;
  // As the contract has them, not as the first hours of the month brought them up.
  const sorted = Object.entries(amounts).sort(([a], [b]) => placeOf(a) - placeOf(b));
  const lines = sorted.map(([id, amount]): BillLine => {
    const known = contract.components[placeOf(id)];
    return { component: known ?? { id, name: id, kind: "", direction: "import" }, amount };
  });
  return grouped(lines, ({ component }) => component).map(({ name, items }) => ({
    name,
    lines: items,
    amount: sumOf(items.map(({ amount }) => amount)),
  }));
}

/** Two contracts side by side; undefined where one has nothing of the kind. */
export interface ComparedLine {
  readonly key: string;
  readonly name: string;
  readonly own: number | undefined;
  readonly other: number | undefined;
  readonly difference: number;
}

export interface ComparedGroup {
  readonly name: GroupName;
  readonly own: number | undefined;
  readonly other: number | undefined;
  readonly difference: number;
  readonly lines: readonly ComparedLine[];
}

/** Lines of the same group and name, or of the same id, stand beside each other. */
export function compareBills(own: readonly BillGroup[], other: readonly BillGroup[]): ComparedGroup[] {
  const names = [...new Set([...own, ...other].map(({ name }) => name))];
  const found = (groups: readonly BillGroup[], name: GroupName) => groups.find((group) => group.name === name);
  return names.map((name) => {
    const [a, b] = [found(own, name), found(other, name)];
    return {
      ...{ name, own: a?.amount, other: b?.amount, difference: sumOf([b?.amount ?? 0, -(a?.amount ?? 0)]) },
      lines: pair(a?.lines ?? [], b?.lines ?? []),
    };
  });
}

function pair(own: readonly BillLine[], other: readonly BillLine[]): ComparedLine[] {
  const left = new Set(other);
  const isSame = (a: Component, b: Component) => a.id === b.id || a.name.toLowerCase() === b.name.toLowerCase();
  const paired = own.map((line): ComparedLine => {
    const match = [...left].find((candidate) => isSame(candidate.component, line.component));
    if (match !== undefined) left.delete(match);
    const { id, name } = line.component;
    const difference = sumOf([match?.amount ?? 0, -line.amount]);
    return { key: `own/${id}`, name, own: line.amount, other: match?.amount, difference };
  });
  const alone = [...left].map(
    ({ component, amount }): ComparedLine => ({
      ...{ key: `other/${component.id}`, name: component.name },
      ...{ own: undefined, other: amount, difference: amount },
    }),
  );
  return [...paired, ...alone];
}

/** A part of a bar that shows what a bill is made of. */
export interface BillPart {
  readonly name: GroupName;
  /** Shares of what is paid, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** What is paid, group by group, as shares of all that is paid; what is received has no part in it. */
export function partsOf(groups: readonly BillGroup[]): BillPart[] {
  const paid = groups.filter(({ amount }) => amount > 0);
  const whole = paid.reduce((sum, { amount }) => sum + amount, 0);
  let from = 0;
  return paid.map(({ name, amount }) => {
    const part = { name, from, to: from + amount / whole };
    from = part.to;
    return part;
  });
}
