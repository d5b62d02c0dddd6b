import { parseArgs } from "node:util";
import type { Finding } from "./check/finding.ts";
import { runYear, wholeYear } from "./run/run-year.ts";
import { tariffTables } from "./tariff/tariff-table.ts";
import { runWire } from "./wire/run-wire.ts";

/*
 * A simulated year of a household behind two meters, booked as a reader books it, and compared with what was true, as are
 * its bills under contracts of five countries; then a week of two virtual meters, whose frames are damaged and decoded first.
 */
const usage = "usage: npm run year -- [--seed N]";
const mostShown = 5;
const seed = seedOf(process.argv.slice(2));
if (seed === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const start = performance.now();
  const { booked, outages, findings, tariffs } = runYear(seed, wholeYear());
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`seed ${seed}: ${booked.toLocaleString("en")} lists booked, ${outages} outages, ${seconds} s`);
  const broken = show([...findings, ...tariffs.findings, ...runWire(seed)]);
  for (const line of tariffTables(tariffs)) console.log(line);
  console.log(broken === 0 ? "the ledger and its bills are right" : `${broken} limits broken`);
  if (broken > 0) process.exitCode = 1;
}

/** Returns how many limits are broken. */
function show(findings: readonly (readonly [string, readonly Finding[]])[]): number {
  let broken = 0;
  for (const [name, list] of findings) {
    console.log(name);
    for (const { what, checked, wrong } of list) {
      if (wrong.length > 0) broken++;
      const verdict = wrong.length === 0 ? "right" : `${wrong.length} WRONG`;
      console.log(`  ${what.padEnd(44)} ${checked.toLocaleString("en").padStart(8)}  ${verdict}`);
      for (const line of wrong.slice(0, mostShown)) console.log(`    ${line}`);
    }
  }
  return broken;
}

function seedOf(args: readonly string[]): number | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { seed: { type: "string" } } });
    const number = Number(values.seed ?? "1");
    return Number.isSafeInteger(number) && number >= 0 && number < 2 ** 24 ? number : undefined;
  } catch {
    return undefined;
  }
}
