import type { CapacityCharge, Component, TimeFilter } from "@meter2mqtt/energy";

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What a component says, in a sentence: `0.30 NOK for each kWh, from 6 to 22 o'clock on Monday to Friday.` */
export function componentWords(component: Component, currency: string): string {
  const times = [component.when].filter((filter) => filter !== undefined).map(filterWords);
  const exceptions = (component.unless ?? []).map(filterWords);
  const when = times.length === 0 ? "" : `, ${times.join(" or ")}`;
  const unless = exceptions.length === 0 ? "" : `, except ${exceptions.join(" and ")}`;
  return `${kindWords(component, currency)}${when}${unless}.`;
}

function kindWords(component: Component, currency: string): string {
  const perKwh = (amount: number) => `${amountWords(amount, currency)} for each kWh`;
  switch (component.kind) {
    case "spot":
    case "spot-month-mean": {
      const what = component.kind === "spot" ? "The market's price" : "The mean of the market's prices in the month";
      const factor = component.factor === undefined || component.factor === 1 ? "" : ` times ${component.factor}`;
      return `${what}${factor}${component.add === undefined ? "" : `, and ${perKwh(component.add)}`}`;
    }
    case "per-kwh":
      return perKwh(component.amount);
    case "tiers":
      return component.tiers
        .map(({ fromKwh, amount }) => `from ${fromKwh} kWh a ${component.per} ${perKwh(amount)}`)
        .join(", ");
    case "spot-support":
      return `${component.share * 100} % of what the market's price is above ${amountWords(component.above, currency)} is paid back${capWords(component)}`;
    case "spot-replaced":
      return `${perKwh(component.by)} in the place of the market's price${capWords(component)}`;
    case "percent":
      return `${component.percent} % of ${component.of === undefined ? "all before" : component.of.join(", ")}`;
    case "fee":
      return `${amountWords(component.amount, currency)} a ${component.per}`;
    case "capacity":
      return `${component.rule.name}${chargeWords(component.rule.charge, currency)}`;
    case "netted":
      return `${perKwh(component.amount)} given to the grid that was taken from it within the ${component.per}`;
    case "surplus":
      return `${perKwh(component.amount)} given to the grid beyond what was taken from it within the ${component.per}`;
  }
}

function amountWords(amount: number, currency: string): string {
  return `${amount} ${currency}`;
}

function capWords({ capKwhPerMonth }: { readonly capKwhPerMonth?: number }): string {
  return capKwhPerMonth === undefined ? "" : `, up to ${capKwhPerMonth} kWh a month`;
}

function chargeWords(charge: CapacityCharge | undefined, currency: string): string {
  if (charge === undefined) return "; no prices are set";
  if (charge.kind === "steps") {
    const steps = charge.steps.map(({ fromKw, perMonth }) => `from ${fromKw} kW ${amountWords(perMonth, currency)}`);
    return `; a month costs ${steps.join(", ")}`;
  }
  const rates = charge.rates.map(({ months, perKwMonth }) => {
    const inMonths = months === undefined ? "" : ` in ${months.map((month) => monthNames[month - 1]).join(", ")}`;
    return `${amountWords(perKwMonth, currency)}${inMonths}`;
  });
  return `; a kW costs ${rates.join(", ")} a month`;
}

/** Without a word at the beginning: `in January and February from 6 to 22 o'clock on Monday`. */
function filterWords({ months, dates, weekdays, hours, holidays }: TimeFilter): string {
  const parts = [
    ...(months === undefined ? [] : [`in ${months.map((month) => monthNames[month - 1]).join(", ")}`]),
    ...(dates === undefined ? [] : [`from ${dates[0]} to ${dates[1]}`]),
    ...(hours === undefined ? [] : [hours.map(([from, to]) => `from ${clock(from)} to ${clock(to)}`).join(" and ")]),
    ...(weekdays === undefined ? [] : [`on ${weekdays.map((day) => weekdayNames[day - 1]).join(", ")}`]),
    ...(holidays === undefined ? [] : [holidayWords[holidays]]),
  ];
  return parts.length === 0 ? "always" : parts.join(" ");
}

const holidayWords = {
  only: "on public holidays",
  except: "not on public holidays",
  "as-sunday": "with public holidays as Sundays",
} as const;

/** 7.75 as `7:45`. */
function clock(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
