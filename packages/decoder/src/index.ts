export { arrivedReading } from "./arrived-reading.ts";
export { crc16Arc, crc16X25 } from "./bytes/crc16.ts";
export { parseHex, toHex } from "./bytes/hex.ts";
export { createDiagnosis, type Diagnosis, type DiagnosisCode, diagnoses, type Severity } from "./diagnosis.ts";
export { DecodeError } from "./errors.ts";
export type { DecodeEvent, Framing, LineCounters, Provenance } from "./events.ts";
export { limits } from "./limits.ts";
export { type HistoryPeak, parsePeakHistory, peakHistoryObis } from "./p1/peak-history.ts";
export { createMeterDecoder, type MeterDecoder, type MeterDecoderOptions } from "./pipeline.ts";
export { vendorProfiles } from "./profiles/match.ts";
export type { Column, Layout, ScaleRule, VendorProfile } from "./profiles/profile.ts";
export { type ClockZone, chooseZone } from "./reading/meter-clock.ts";
export { type QuantityRow, quantities } from "./reading/quantities.ts";
export type {
  QuantityName,
  Reading,
  ReadingChannel,
  ReadingObject,
  ReadingQuantities,
} from "./reading/reading.ts";
export type { ScaleDecision, ScaleInUse, ScaleOverrides, ScaleReason } from "./reading/scale-book.ts";
export type { AesGcm } from "./security/aes-gcm.ts";
export { nobleAesGcm } from "./security/aes-gcm-noble.ts";
export type { AcceptedFrame } from "./security/counter-window.ts";
export { type KeySet, type MeterKeys, type ParsedKey, parseKey } from "./security/keys.ts";
export type { RememberedSender } from "./security/sender-watch.ts";
export type { EvidenceWords } from "./words/evidence-words.ts";
export {
  englishOf,
  type Sentence,
  type SentenceKey,
  type SentenceValues,
  say,
  sayInEnglish,
  toSentence,
  type ValuesOf,
  type Words,
} from "./words/say.ts";
export type { sentences } from "./words/sentences.ts";
export { createIntlZoneRules, type LocalTime, type Season, type ZoneRules } from "./zone-rules.ts";
