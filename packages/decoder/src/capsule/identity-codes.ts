import { cdeOf, type ObisCode } from "../cosem/obis-code.ts";

/**
 * What the value under an OBIS code is to whoever reads a capsule.
 *
 * - `identity`: it names a meter, a connection or a person, or is a text that the company wrote: replaced.
 * - `kept`: a version, a type or a state that many meters share.
 * - `unknown`: its form decides; a text, or octets of some length, is taken for an identity.
 */
export type Role = "identity" | "kept" | "unknown";

const kept: ReadonlySet<number> = new Set(
  [
    "0.2.0", // firmware
    "0.2.8", // version of the P1 port
    "0.2.129", // version of the list
    "96.1.4", // version of the P1 port (Belgium)
    "96.1.7", // meter type
    "96.50.1", // maker's letters
    "199.130.3", // maker's letters (older German meters)
    "1.0.0", // clock
    "0.9.1", // time
    "0.9.2", // date
    "99.97.0", // log of power failures: times and codes
    "98.1.0", // monthly maxima: times and codes
  ].map(cdeOf),
);

/** C and D of states and counts that some meters send as text or as octets: switches, errors, tariffs, power failures, checksums of settings. */
const keptFamilies: ReadonlySet<number> = new Set(
  ["96.3", "96.4", "96.5", "96.7", "96.10", "96.14", "96.90", "97.97"].map(familyOf),
);

/** Numbers of devices and of connections; names of logical devices; keys; texts from the company. */
const identities: ReadonlySet<number> = new Set(["0.0", "96.1", "96.13", "42.0", "41.0", "199.130"].map(familyOf));

/** Electricity's meter type where Kamstrup and Aidon write it; under medium 0 the same code is a device's number. */
const typeCode = cdeOf("96.1.1");
const electricity = 1;

/** What is known of the value under a code; undefined: it came without one. */
export function roleOf(obis: ObisCode | undefined): Role {
  if (obis === undefined) return "unknown";
  const { ab, cde } = obis;
  if (kept.has(cde) || keptFamilies.has(cde >> 8)) return "kept";
  if (cde === typeCode && ab >> 8 === electricity) return "kept";
  return identities.has(cde >> 8) ? "identity" : "unknown";
}

/** C groups of quantities under medium 1 (IEC 62056-6-1, table of value group C for electricity), and D groups that no maker has to itself. */
const lastQuantity = 92;
const lastStandardD = 127;
/** Values of devices on the meter's own M-Bus: gas, heat, water. */
const deviceValues = 24;

/** Whether a quantity stands under a code, or its time: a text there is no name, but what damage made of the value. */
export function isQuantity({ ab, cde }: ObisCode): boolean {
  const c = cde >> 16;
  if (ab >> 8 !== electricity) return c === deviceValues;
  return c >= 1 && c <= lastQuantity && ((cde >> 8) & 0xff) <= lastStandardD;
}

function familyOf(text: string): number {
  return cdeOf(`${text}.0`) >> 8;
}
