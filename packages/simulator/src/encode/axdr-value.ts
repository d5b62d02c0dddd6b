/** Integers of the data choice, by name: tag, octets, and whether they are signed (Blue Book, "Common data types"). */
export const integerTypes = {
  "double-long": { tag: 5, octets: 4, signed: true },
  "double-long-unsigned": { tag: 6, octets: 4, signed: false },
  bcd: { tag: 13, octets: 1, signed: false },
  integer: { tag: 15, octets: 1, signed: true },
  long: { tag: 16, octets: 2, signed: true },
  unsigned: { tag: 17, octets: 1, signed: false },
  "long-unsigned": { tag: 18, octets: 2, signed: false },
  long64: { tag: 20, octets: 8, signed: true },
  "long64-unsigned": { tag: 21, octets: 8, signed: false },
  enum: { tag: 22, octets: 1, signed: false },
  "delta-integer": { tag: 28, octets: 1, signed: true },
  "delta-long": { tag: 29, octets: 2, signed: true },
  "delta-double-long": { tag: 30, octets: 4, signed: true },
  "delta-unsigned": { tag: 31, octets: 1, signed: false },
  "delta-long-unsigned": { tag: 32, octets: 2, signed: false },
  "delta-double-long-unsigned": { tag: 33, octets: 4, signed: false },
} as const;

export type IntegerType = keyof typeof integerTypes;

/** Types whose content is a fixed number of octets, given as they are. */
export const momentTypes = {
  "date-time": { tag: 25, octets: 12 },
  date: { tag: 26, octets: 5 },
  time: { tag: 27, octets: 4 },
} as const;

export type MomentType = keyof typeof momentTypes;

/** What the elements of a compact array are made of (Blue Book, TypeDescription). */
export type AxdrTypeDescription =
  | { readonly type: "structure"; readonly elements: readonly AxdrTypeDescription[] }
  | { readonly type: "array"; readonly count: number; readonly element: AxdrTypeDescription }
  | { readonly type: SimpleType };

export type SimpleType =
  | "null-data"
  | "boolean"
  | "bit-string"
  | "octet-string"
  | "visible-string"
  | "utf8-string"
  | "float32"
  | "float64"
  | "dont-care"
  | IntegerType
  | MomentType;

/** One value of the data choice. */
export type AxdrValue =
  | { readonly type: "null-data" | "dont-care" }
  | { readonly type: "array" | "structure"; readonly elements: readonly AxdrValue[] }
  | { readonly type: "compact-array"; readonly element: AxdrTypeDescription; readonly elements: readonly AxdrValue[] }
  | { readonly type: "boolean"; readonly value: boolean }
  /** The bits as text, `101`. */
  | { readonly type: "bit-string"; readonly bits: string }
  | { readonly type: "octet-string"; readonly octets: Uint8Array }
  | { readonly type: MomentType; readonly octets: Uint8Array }
  | { readonly type: "visible-string" | "utf8-string"; readonly text: string }
  | { readonly type: "float32" | "float64"; readonly value: number }
  | { readonly type: IntegerType; readonly value: number | bigint };

/** Tags of all types but the integers and moments, which have tables of their own. */
const otherTags = {
  "null-data": 0,
  array: 1,
  structure: 2,
  boolean: 3,
  "bit-string": 4,
  "octet-string": 9,
  "visible-string": 10,
  "utf8-string": 12,
  "compact-array": 19,
  float32: 23,
  float64: 24,
  "dont-care": 255,
} as const;

function isIntegerType(type: AxdrValue["type"]): type is IntegerType {
  return type in integerTypes;
}

function isMomentType(type: AxdrValue["type"]): type is MomentType {
  return type in momentTypes;
}

/** The tag that stands before a value of this type. */
export function toDataTag(type: AxdrValue["type"]): number {
  if (isIntegerType(type)) return integerTypes[type].tag;
  if (isMomentType(type)) return momentTypes[type].tag;
  return otherTags[type];
}
