import type { Finding } from "../check/finding.ts";
import type { Reader, Simulated } from "../run/simulate.ts";
import type { Span } from "../world/fault-plan.ts";
import { type Account, accountOf, directions } from "./account.ts";
import { checkEngine, checkMeasuredSums, checkOtherSums, checkPeakValues } from "./check-costs.ts";
import { checkClockDays } from "./clock-days.ts";
import { type Compared, compare } from "./compare.ts";
import { type ComparedContract, comparedContracts } from "./contracts.ts";
import type { LateFile } from "./late-files.ts";
import type { TariffWatch } from "./tariff-watch.ts";
import type { ProjectionResult } from "./window-watch.ts";

/** The share of windows whose truth must be in the stated range. */
const leastHeld = 0.9;

/** A contract with what one meter's ledger makes of it. */
export interface ContractResult {
  readonly contract: ComparedContract;
  readonly meter: Account["meter"];
  readonly compared: Compared;
}

export interface TariffReport {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly contracts: readonly ContractResult[];
  /** Of the outage that was held back on purpose, and of those that the plan had. */
  readonly late: readonly LateFile[];
  readonly projections: ReadonlyMap<string, readonly ProjectionResult[]>;
}

/** What contracts come to out of the ledgers, compared with what is true. */
export function tariffReport(
  { readers, withheld }: Pick<Simulated, "readers" | "withheld">,
  watch: TariffWatch,
  { seed, time }: { readonly seed: number; readonly time: Span },
): TariffReport {
  const accounts = readers.map((reader: Reader) => accountOf(reader, time));
  const findings = new Map<string, readonly Finding[]>();
  findings.set("energy between known registers", accounts.map(checkRuns));
  const contracts: ContractResult[] = [];
  for (const contract of comparedContracts) {
    const market = watch.markets.get(contract);
    if (market === undefined) continue;
    for (const account of accounts) {
      const compared = compare(contract, account, market, time);
      contracts.push({ contract, meter: account.meter, compared });
      findings.set(`${contract.country}, ${account.meter}: ${contract.contract.name}`, checksOf(compared));
    }
  }
  findings.set("both changes of the clocks, five contracts", checkClockDays(accounts, seed));
  findings.set("files that come late", checkLate(watch.late.files, withheld));
  const projections = new Map(watch.windows.map((window) => [window.name, window.results(time.to)]));
  findings.set("projection of the running window", checkProjections(projections));
  return { findings, contracts, late: watch.late.files, projections };
}

function checksOf(compared: Compared): Finding[] {
  const findings = [
    checkEngine(compared),
    checkMeasuredSums(compared.days, "days"),
    checkOtherSums(compared.days, "days"),
    checkMeasuredSums(compared.months, "months"),
    checkOtherSums(compared.months, "months"),
    checkPeakValues(compared),
  ];
  return findings.filter(({ checked }) => checked > 0);
}

/** What the ranges of costs rest on: in all, what is booked between two known registers is what they moved. */
function checkRuns({ meter, runs, stretches, slack }: Account): Finding {
  const wrong: string[] = [];
  for (const { from, to } of runs) {
    const [first, last] = [slack[from], slack[to]];
    if (first === undefined || last === undefined) continue;
    for (const direction of directions) {
      const within = stretches.slice(from, to);
      const booked = within.reduce((sum, stretch) => sum + stretch.booked[direction], 0);
      const truth = within.reduce((sum, stretch) => sum + stretch.truth[direction], 0);
      if (Math.abs(booked - truth) <= first[direction] + last[direction]) continue;
      const at = new Date(within[0]?.at ?? 0).toISOString().slice(0, 16);
      wrong.push(`${at}, ${to - from} intervals of ${direction}: booked ${booked} Wh, true is ${truth} Wh`);
    }
  }
  return { what: `${meter}: nothing lost, nothing added`, checked: runs.length, wrong };
}

function checkLate(files: readonly LateFile[], withheld: LateFile["outage"]): Finding[] {
  const states = (["before", "after"] as const).map((state): Finding => {
    const parts = files.flatMap((file) => {
      const { months, peaks } = file[state];
      const findings = [checkEngine(file[state]), checkMeasuredSums(months, ""), checkOtherSums(months, "")];
      const all = peaks.length === 0 ? findings : [...findings, checkPeakValues(file[state])];
      return all.map(({ checked, wrong }) => ({
        checked,
        wrong: wrong.map((line) => `${file.country} ${file.meter}: ${line}`),
      }));
    });
    return {
      what: `month and peak ${state} the file`,
      checked: parts.reduce((sum, { checked }) => sum + checked, 0),
      wrong: parts.flatMap(({ wrong }) => wrong),
    };
  });
  const held = files.filter(({ outage, after }) => outage === withheld && after.peaks.length > 0);
  const risen = held.filter(({ before, after }) => (before.peaks[0]?.engine ?? 0) < (after.peaks[0]?.engine ?? 0));
  const wrong = risen.length > 0 ? [] : ["the file that was held back around a peak changes no peak"];
  return [...states, { what: "a peak that a late file brings", checked: held.length, wrong }];
}

function checkProjections(projections: ReadonlyMap<string, readonly ProjectionResult[]>): Finding[] {
  return [...projections].map(([name, results]) => ({
    what: `${name}: range holds ${100 * leastHeld} %`,
    checked: results.reduce((sum, { asked }) => sum + asked, 0),
    wrong: results
      .filter(({ asked, held }) => !(held >= leastHeld * asked && asked > 0))
      .map(({ quarter, asked, held }) => `${quarter}/4 of the window: ${held} of ${asked}`),
  }));
}
