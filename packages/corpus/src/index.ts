export { corpusRows, type CorpusRow, corpusAvailable, keysOf, octetsOf, zoneOf } from "./shared-corpus.ts";
export { compareCore, type CoreMismatch } from "./compare.ts";
