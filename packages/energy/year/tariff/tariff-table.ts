import { roomOf } from "./check-costs.ts";
import type { ComparedSum } from "./compare.ts";
import type { LateFile } from "./late-files.ts";
import type { ContractResult, TariffReport } from "./tariff-report.ts";

/** The report as lines of text for people. */
export function tariffTables({ contracts, late, projections }: TariffReport): string[] {
  const changed = late.filter(isChanged);
  return [
    "costs: the product against the plain computation (largest difference, and what was left open there)",
    row(["", "", "in all", "measured days", "", "other days", "", "months", "", "peaks", ""]),
    ...contracts.map(contractRow),
    `files that came late: the month until then, before and after (true in brackets); ${late.length - changed.length} bills didn't change`,
    row(["outage", "", "", "peak before", "", "after", "", "cost before", "", "after", ""]),
    ...changed.map(lateRow),
    "projection of the running window",
    row(["", "", "over", "windows", "", "mean error", "", "half range", "", "range held", ""]),
    ...[...projections].flatMap(([name, results]) =>
      results.map(({ quarter, asked, held, meanErrorKw, meanRoomKw }) => {
        const share = `${((100 * held) / asked).toFixed(1)} %`;
        return row([name, "", `${quarter}/4`, asked, "", kw(meanErrorKw), "", kw(meanRoomKw), "", share, ""]);
      }),
    ),
  ];
}

function contractRow({ contract, meter, compared }: ContractResult): string {
  const { days, months, peaks, total } = compared;
  const measured = days.filter(({ isMeasured }) => isMeasured);
  const others = days.filter(({ isMeasured }) => !isMeasured);
  const peak = peaks.reduce(
    (worst, { engine, truth, low, high }) => {
      const difference = Math.abs(engine - truth);
      return difference >= worst.difference ? { difference, room: Math.max(truth - low, high - truth) } : worst;
    },
    { difference: 0, room: 0 },
  );
  return row([
    contract.country,
    meter,
    `${total.toFixed(2)} ${contract.contract.currency}`,
    measured.length,
    worst(measured),
    others.length,
    worst(others),
    months.length,
    worst(months),
    peaks.length,
    peaks.length === 0 ? "" : `${peak.difference.toFixed(3)} of ${kw(peak.room)}`,
  ]);
}

/** Of the sum that is furthest from the truth. */
function worst(sums: readonly ComparedSum[]): string {
  const off = ({ engine, truth }: ComparedSum) => Math.abs(engine.money - truth.money);
  const [first] = [...sums].sort((a, b) => off(b) - off(a));
  return first === undefined ? "" : `${off(first).toFixed(2)} of ${roomOf(first).toFixed(2)}`;
}

function isChanged({ before, after }: LateFile): boolean {
  const isOther = (one = 0, other = 0) => Math.abs(one - other) >= 0.005;
  const money = ({ months: [first] }: LateFile["after"]) => first?.engine.money;
  const peak = ({ peaks: [first] }: LateFile["after"]) => first?.engine;
  return isOther(money(before), money(after)) || isOther(peak(before), peak(after));
}

function lateRow({ outage, country, meter, before, after }: LateFile): string {
  const hours = ((outage.to - outage.from) / 3_600_000).toFixed(1);
  const peak = ({ peaks: [first] }: typeof after) => (first === undefined ? "" : kw(first.engine));
  const cost = ({ months: [first] }: typeof after) => (first === undefined ? "" : first.engine.money.toFixed(2));
  return row([
    new Date(outage.from).toISOString().slice(0, 10),
    `${country} ${meter}`,
    `${hours} h`,
    peak(before),
    "",
    peak(after),
    after.peaks[0] === undefined ? "" : `(${after.peaks[0].truth.toFixed(3)})`,
    cost(before),
    "",
    cost(after),
    `(${(after.months[0]?.truth.money ?? 0).toFixed(2)})`,
  ]);
}

function kw(value: number): string {
  return `${value.toFixed(3)} kW`;
}

const widths = [12, 12, 14, 11, 13, 11, 14, 11, 16, 12, 18];

function row(cells: readonly (string | number)[]): string {
  return `  ${cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 0)).join(" ")}`.trimEnd();
}
