import { toPercent } from "../../format/numbers.ts";
import { text } from "../../i18n/text.ts";
import { amountText, type Unit } from "./amounts.ts";
import { barLabel, labelWithin } from "./labels.ts";
import { overOf, qualities, type Shares } from "./quality.ts";
import type { Bar } from "./series.ts";
import type { BarSpan, Range } from "./view.ts";

/** What the bars of a chart have in common. */
export interface BarWords {
  readonly span: BarSpan;
  readonly zone: string;
  readonly unit: Unit;
}

/** The time of a bar in full. */
export function nameOf(bar: Bar, { span, zone }: BarWords): string {
  return barLabel(bar, span, zone);
}

/** The time of a bar below the name of its period. */
export function nameWithin(bar: Bar, range: Range, { span, zone }: BarWords): string {
  return labelWithin(bar, { span, range }, zone);
}

/** How a bar is known as far as it is over: `measured`, or `92 % measured, 8 % missing`. */
export function qualityText(shares: Shares): string {
  const present = qualities.filter((quality) => shares[quality] > 0.0005);
  const [only] = present;
  if (only === undefined) return "";
  if (present.length === 1) return text.history.qualities[only];
  const over = overOf(shares);
  return present
    .map((quality) => text.history.share(toPercent(shares[quality] / over), text.history.qualities[quality]))
    .join(", ");
}

/** All that is known of a bar beside its time and amount. */
export function detailsOf(bar: Bar, { zone, unit }: BarWords): string[] {
  const words = text.history;
  const { known, shares, time, compared } = bar;
  const { selfUse, peak, cost } = known ?? {};
  return [
    time === "running" ? words.running : "",
    time === "future" ? words.future : qualityText(shares),
    peak === undefined ? "" : words.peakAt(barLabel({ from: peak.start, to: peak.start + 3_600_000 }, "hour", zone)),
    peak?.counted === true ? words.counted : "",
    selfUse?.selfSufficiency === undefined ? "" : words.selfSufficiency(toPercent(selfUse.selfSufficiency)),
    selfUse?.selfConsumptionRate === undefined ? "" : words.selfConsumption(toPercent(selfUse.selfConsumptionRate)),
    cost?.unpricedKwh === undefined
      ? ""
      : words.unpriced(amountText(cost.unpricedKwh * 1000, { kind: "energy", name: "kWh", divisor: 1000 })),
    compared === undefined ? "" : words.comparedWith(amountText(compared.value, unit)),
  ].filter((part) => part !== "");
}

/** A bar as a sentence, for those who hear it. */
export function describeBar(bar: Bar, words: BarWords): string {
  const amount = bar.known === undefined ? text.history.notKnown : amountText(bar.known.value, words.unit);
  const rest = detailsOf(bar, words);
  return `${nameOf(bar, words)}: ${[amount, ...rest].join(", ")}`;
}
