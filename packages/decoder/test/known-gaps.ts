/**
 * Rows of the corpus that are not read right, each with its reason. A test fails on a gap that isn't listed here, and on
 * a listed row that is right.
 */
export const knownGaps: Readonly<Record<string, string>> = {
  "scs-smartmeter-datacollector/lg-e450-extended-registers.hex":
    "The row takes 0-1:96.1.0 for the meter's number; channel 1 is a sub-meter's, and the list holds none of the electricity meter.",
};
