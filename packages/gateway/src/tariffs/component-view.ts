import type { CapacityRuleView, ComponentDetails, ComponentView, TimeFilterView } from "@meter2mqtt/contract";
import type { CapacityRule, Component, TimeFilter } from "@meter2mqtt/energy";

/** A component as the API says it: data, of which whoever shows it makes words in its own language. */
export function componentView(component: Component): ComponentView {
  const { id, name, kind, direction, when, unless, from, to, source } = component;
  return {
    ...{ id, name, kind, direction },
    details: detailsOf(component),
    ...(when === undefined ? {} : { when: timesOf(when) }),
    ...(unless === undefined ? {} : { unless: unless.map(timesOf) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(source === undefined ? {} : { source }),
  };
}

function detailsOf(component: Component): ComponentDetails {
  switch (component.kind) {
    case "spot":
    case "spot-month-mean": {
      const { kind, factor, add } = component;
      return { kind, ...(factor === undefined ? {} : { factor }), ...(add === undefined ? {} : { add }) };
    }
    case "per-kwh":
      return { kind: component.kind, amount: component.amount };
    case "tiers":
      return { kind: component.kind, per: component.per, tiers: component.tiers.map((tier) => ({ ...tier })) };
    case "spot-support":
      return { kind: component.kind, share: component.share, above: component.above, ...capOf(component) };
    case "spot-replaced":
      return { kind: component.kind, by: component.by, ...capOf(component) };
    case "percent": {
      const { kind, percent, of } = component;
      return { kind, percent, ...(of === undefined ? {} : { of: [...of] }) };
    }
    case "fee":
      return { kind: component.kind, amount: component.amount, per: component.per };
    case "capacity":
      return { kind: component.kind, rule: ruleOf(component.rule) };
    case "netted":
    case "surplus":
      return { kind: component.kind, per: component.per, amount: component.amount };
  }
}

function capOf({ capKwhPerMonth }: { readonly capKwhPerMonth?: number }): { capKwhPerMonth?: number } {
  return capKwhPerMonth === undefined ? {} : { capKwhPerMonth };
}

function ruleOf(rule: CapacityRule): CapacityRuleView {
  const { id, name, source, windowMinutes, quantity, top, distinct, among } = rule;
  const { when, unless, weights, authority, leastKw, meanOfMonths, charge } = rule;
  return {
    ...{ id, name, source, windowMinutes, quantity, top, distinct, among },
    ...(when === undefined ? {} : { when: timesOf(when) }),
    ...(unless === undefined ? {} : { unless: timesOf(unless) }),
    ...(weights && { weights: weights.map((weight) => ({ when: timesOf(weight.when), factor: weight.factor })) }),
    ...(authority === undefined ? {} : { authority }),
    ...(leastKw === undefined ? {} : { leastKw }),
    ...(meanOfMonths === undefined ? {} : { meanOfMonths }),
    ...(charge === undefined ? {} : { charge: chargeOf(charge) }),
  };
}

function chargeOf(charge: NonNullable<CapacityRule["charge"]>): NonNullable<CapacityRuleView["charge"]> {
  if (charge.kind === "steps") return { kind: charge.kind, steps: charge.steps.map((step) => ({ ...step })) };
  const rates = charge.rates.map(({ months, perKwMonth }) => ({ perKwMonth, ...(months && { months: [...months] }) }));
  return { kind: charge.kind, rates };
}

function timesOf({ months, dates, weekdays, hours, holidays }: TimeFilter): TimeFilterView {
  return {
    ...(months && { months: [...months] }),
    ...(dates && { dates: { from: dates[0], to: dates[1] } }),
    ...(weekdays && { weekdays: [...weekdays] }),
    ...(hours && { hours: hours.map(([from, to]) => ({ from, to })) }),
    ...(holidays && { holidays }),
  };
}
