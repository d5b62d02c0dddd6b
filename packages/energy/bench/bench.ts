import { measure } from "../../decoder/bench/parts/measure.ts";
import { reportOf } from "../../decoder/bench/parts/report.ts";
import { createSubjects } from "./parts/subjects.ts";

/*
 * How fast readings are booked, without a store: each figure also as a ratio to a yardstick of the same run, as the
 * decoder's are.
 */
console.log(reportOf(measure(createSubjects(), { repeats: 5, milliseconds: 150 }), undefined));
