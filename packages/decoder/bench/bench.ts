import { allocatedByDecode } from "./parts/allocation.ts";
import { measure } from "./parts/measure.ts";
import { reportOf } from "./parts/report.ts";
import { createSubjects } from "./parts/subjects.ts";

/*
 * How fast the decoder is: each figure also as a ratio to a yardstick that was measured in the same run, so that it
 * means the same on any machine. One process, warm, frames in memory, medians of interleaved repeats.
 */
const rows = measure(createSubjects(), { repeats: 9, milliseconds: 300 });
const collect = globalThis.gc;
if (collect === undefined) console.error("Run with --expose-gc to see how much heap a decode takes.");
console.log(reportOf(rows, collect === undefined ? undefined : allocatedByDecode(() => void collect())));
