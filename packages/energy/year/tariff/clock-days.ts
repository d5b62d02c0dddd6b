import type { Finding } from "../check/finding.ts";
import { plainMoment } from "../plain/plain-time.ts";
import type { Span } from "../world/fault-plan.ts";
import { marketPrices } from "../world/spot-market.ts";
import type { Account } from "./account.ts";
import { checkEngine, checkMeasuredSums, checkOtherSums } from "./check-costs.ts";
import { compare } from "./compare.ts";
import { comparedContracts } from "./contracts.ts";
import { plainMarketOf, spotPricesOf } from "./engine-bill.ts";

const hourMs = 3_600_000;
/** Local midnights at which the days of 23 and of 25 hours begin and end. */
const clockDays: readonly Span[] = [
  { from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 22) },
  { from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 25, 23) },
];

/** Each day on which the clocks change, once with prices of hours and once of quarters, under every contract. */
export function checkClockDays(accounts: readonly Account[], seed: number): Finding[] {
  const findings: Finding[] = [];
  for (const { from, to } of clockDays) {
    for (const quartersFrom of [Number.POSITIVE_INFINITY, 0]) {
      const parts = accounts.flatMap((account) => checkDay(account, seed, { from, to }, quartersFrom));
      const minutes = quartersFrom === 0 ? 15 : 60;
      findings.push({
        what: `${plainMoment(from).date}, ${(to - from) / hourMs} hours, ${minutes}-minute prices`,
        checked: parts.reduce((sum, { checked }) => sum + checked, 0),
        wrong: parts.flatMap(({ wrong }) => wrong),
      });
    }
  }
  return findings.filter(({ checked }) => checked > 0);
}

function checkDay(account: Account, seed: number, day: Span, quartersFrom: number): Finding[] {
  const ofDay = cut(account, day);
  if (ofDay === undefined) return [];
  return comparedContracts.flatMap((contract) => {
    const prices = marketPrices({ seed, rate: contract.rate, quartersFrom, isWhole: true }, day);
    const market = { spot: spotPricesOf(prices), plain: plainMarketOf(prices) };
    const compared = compare(contract, ofDay, market, day);
    const findings = [
      checkEngine(compared),
      checkMeasuredSums(compared.days, "days"),
      checkOtherSums(compared.days, "days"),
    ];
    return findings.map(({ what, checked, wrong }) => ({
      what,
      checked,
      wrong: wrong.map((line) => `${contract.country} ${account.meter}: ${line}`),
    }));
  });
}

/** The account of one day of it; undefined where it has not all of it. */
function cut(account: Account, { from, to }: Span): Account | undefined {
  const first = account.stretches.findIndex(({ at }) => at === from);
  const end = first + (to - from) / account.lengthMs;
  if (first < 0 || end > account.stretches.length) return undefined;
  const within = ({ start }: { readonly start: number }) => start >= from && start < to;
  return {
    ...account,
    stretches: account.stretches.slice(first, end),
    slack: account.slack.slice(first, end + 1),
    runs: account.runs
      .filter((run) => run.from < end && run.to > first)
      .map((run) => ({ ...run, from: Math.max(0, run.from - first), to: Math.min(end, run.to) - first })),
    intervals: {
      import: account.intervals.import.filter(within),
      export: account.intervals.export.filter(within),
    },
  };
}
