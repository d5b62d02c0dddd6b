import { slownessOf } from "./checks/slowest.ts";
import { parseFuzzOptions } from "./run/parse-fuzz-options.ts";
import { type FuzzReport, mostGrowth, mostMilliseconds, runFuzz } from "./run/run-fuzz.ts";

/*
 * Random octets and damaged frames through the decoder: it never throws, gives no reading from a damaged frame, finds
 * the good frame behind the garbage, and takes neither memory nor time beyond its bounds.
 */
const options = parseFuzzOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else {
  const start = performance.now();
  const report = runFuzz(options);
  print(report, options.seed, (performance.now() - start) / 1000);
  if (report.failures.length > 0) process.exitCode = 1;
}

function print(report: FuzzReport, seed: number, seconds: number): void {
  const { octets, inputs, readings, diagnoses, recoveries, heap, captures } = report;
  const [slowest] = report.slowest;
  const megabytes = (count: number): string => (count / 1024 / 1024).toFixed(1);
  console.log(`seed        ${seed}; ${captures} captures beside the simulator's frames`);
  console.log(`fed         ${megabytes(octets)} MB in ${inputs} inputs, ${seconds.toFixed(1)} s`);
  console.log(`said        ${readings} readings, ${diagnoses} diagnoses`);
  console.log(
    `good frames ${recoveries.found} found behind garbage, ${recoveries.swallowed} swallowed by frames without a check`,
  );
  console.log(
    `memory      ${megabytes(heap.base)} MB in use, highest ${megabytes(heap.highest)} MB; may grow by ${megabytes(mostGrowth)} MB`,
  );
  if (slowest !== undefined) {
    const time = `${slowest.milliseconds.toFixed(2)} ms for ${slowest.octets.length} octets (${slowest.kind}, ${slowest.target})`;
    console.log(`slowest     ${slownessOf(slowest).toFixed(2)} ms for 2 KB, may be ${mostMilliseconds}: ${time}`);
  }
  for (const { what, target, kind, hex } of report.failures) {
    console.log(`\nFAILED      seed ${seed}, ${target}, ${kind}: ${what}\n            ${hex}`);
  }
  console.log(report.failures.length === 0 ? "clean" : `${report.failures.length} limits broken`);
}
