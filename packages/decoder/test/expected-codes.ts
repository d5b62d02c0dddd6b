import type { CorpusRow } from "@meter2mqtt/corpus";
import type { DiagnosisCode } from "../src/index.ts";

const codes: Readonly<Record<string, readonly DiagnosisCode[]>> = {
  "error:bad-fcs": ["frame/bad-checksum"],
  "error:bad-crc": ["frame/bad-checksum"],
  "error:bad-checksum": ["frame/bad-checksum"],
  "error:bad-hcs": ["frame/bad-header-checksum"],
  // Where the length is wrong the header checksum fails as well: either is right.
  "error:truncated": ["frame/truncated", "frame/bad-header-checksum"],
  "error:length-mismatch": ["frame/length-mismatch", "frame/bad-header-checksum"],
  "error:no-start-flag": ["frame/none-found"],
  "error:garbage": ["frame/none-found"],
  "error:not-p1": ["frame/none-found"],
  "error:not-dlms": ["frame/none-found"],
  "error:corrupt": ["frame/damaged"],
  "error:gbt-sequence": ["reassembly/out-of-sequence"],
  "partial (multi-frame)": ["reassembly/incomplete"],
  "error:malformed-axdr": ["axdr/malformed"],
  "error:unsupported": ["apdu/no-values"],
  "error:no-information-field": ["apdu/no-values"],
  "decrypts-not (no key)": ["security/encryption-key-missing"],
};

/** Diagnosis codes that are right for a row that gives no reading. */
export function codesFor(row: CorpusRow): readonly DiagnosisCode[] {
  return [...(codes[row.expect] ?? []), ...(codes[row.expectStrict ?? ""] ?? [])];
}
