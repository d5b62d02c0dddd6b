import type { MeterState } from "@meter2mqtt/contract";
import type { DiagnosisCode } from "@meter2mqtt/decoder";

/** The firmware's number for each diagnosis; for one that is not named here, that of its stage. */
export const errorNumbers: Readonly<Partial<Record<DiagnosisCode, number>>> = {
  "frame/bad-checksum": -5,
  "frame/bad-header-checksum": -4,
  "frame/truncated": -2,
  "frame/none-found": -9,
  // The firmware has no number for a key that is not there: this one sends its user to the key as well.
  "security/encryption-key-missing": -53,
  "security/encryption-key-wrong": -52,
  "security/authentication-key-wrong": -51,
  "security/tag-wrong": -51,
  "security/tag-missing": -51,
  "security/replayed": -51,
  "security/key-is-example": -53,
  "security/key-all-zero": -53,
  "security/key-length-wrong": -53,
  "security/key-invalid": -53,
  "security/unsupported": -9,
  "security/plain-behind-ciphering-header": -9,
  // Good to know, but the reading came.
  "security/authentication-key-missing": 0,
  "security/key-not-needed": 0,
  "security/key-ascii": 0,
  "security/counter-restarted": 0,
  "security/counter-went-back": 0,
  "apdu/no-values": 89,
  "p1/malformed-line": 0,
  "p1/no-checksum": 0,
};

/** The firmware's number for what is not named alone, by the stage in front of the stroke. */
export const stageNumbers: Readonly<Record<string, number>> = {
  line: 90,
  frame: -3,
  reassembly: -1,
  security: -52,
  apdu: -9,
  axdr: -1,
  p1: -1,
  sml: -1,
  profile: 0,
  clock: 0,
};

/** A meter from which nothing comes. */
export const silentMeter = 90;

/** What the firmware shows for a diagnosis; an unknown stage is a failure of reading. */
export function errorNumber(code: string): number {
  const named = Object.entries(errorNumbers).find(([known]) => known === code)?.[1];
  return named ?? stageNumbers[code.split("/")[0] ?? ""] ?? -1;
}

/** Beginnings of manufacturers' names and of their letters in identifications, and the firmware's number for each. */
const meterTypes: readonly (readonly [type: number, ...beginnings: string[]])[] = [
  [1, "aidon", "adn"],
  [2, "kaifa", "kfm"],
  [3, "kamstrup", "kam", "kmp"],
  [8, "iskra", "isk"],
  [9, "landis", "lgz", "lgf", "xmx"],
  [10, "sagemcom", "sag", "est", "ene"],
];
const unknownType = 255;

/** The firmware's number for the maker of a meter; 0 where no meter was heard. */
export function meterTypeNumber(state: MeterState | undefined): number {
  if (state === undefined) return 0;
  const names = [state.manufacturer, state.listVersion, state.meterModel].map((name) => name?.toLowerCase() ?? "");
  const isOf = ([, ...beginnings]: (typeof meterTypes)[number]) =>
    names.some((name) => beginnings.some((beginning) => name.startsWith(beginning)));
  return meterTypes.find(isOf)?.[0] ?? unknownType;
}
