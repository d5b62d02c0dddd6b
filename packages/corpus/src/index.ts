export { type CoreMismatch, compareCore } from "./compare.ts";
export { type CorpusRow, corpusAvailable, corpusRows, fileOf, keysOf, octetsOf, zoneOf } from "./shared-corpus.ts";
