/**
 * Rows of the corpus that are not read right, each with its reason. A test fails on a gap that isn't listed here, and on
 * a listed row that is right.
 */
export const knownGaps: Readonly<Record<string, string>> = {};
