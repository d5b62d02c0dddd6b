/**
 * OBIS code: six value groups A-B:C.D.E*F (IEC 62056-6-1). Kept as three small integers, which compare and index
 * fast: `ab` (A and B: medium and channel), `cde` (C, D and E: what is measured, how, and which tariff) and `f`
 * (255: the current value; else a billing period).
 */
export interface ObisCode {
  readonly ab: number;
  readonly cde: number;
  readonly f: number;
}

/** Reads the six octets at `from`. */
export function obisAt(octets: Uint8Array, from: number): ObisCode {
  const at = (i: number): number => octets[from + i] as number;
  return { ab: (at(0) << 8) | at(1), cde: (at(2) << 16) | (at(3) << 8) | at(4), f: at(5) };
}

/** Texts of codes that came before: a meter says the same ones in every frame. */
const texts = new Map<number, string>();
/** Bound of the cache: far more codes than meters have, and small. */
const mostTexts = 2048;

/** `1-0:1.8.0*255` */
export function obisText({ ab, cde, f }: ObisCode): string {
  const key = ab * 0x1_0000_0000 + cde * 256 + f;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = `${ab >> 8}-${ab & 0xff}:${cde >> 16}.${(cde >> 8) & 0xff}.${cde & 0xff}*${f}`;
  if (texts.size >= mostTexts) texts.clear();
  texts.set(key, text);
  return text;
}

/** `C.D.E` as one integer. The argument is a constant of ours: wrong text is our bug. */
export function cdeOf(text: string): number {
  const [c = Number.NaN, d = Number.NaN, e = Number.NaN] = text.split(".").map(Number);
  if (![c, d, e].every((group) => Number.isInteger(group) && group >= 0 && group <= 255)) {
    throw new RangeError(`"${text}" is not C.D.E`);
  }
  return (c << 16) | (d << 8) | e;
}

/** What stands behind each of the first five groups. */
const separators = "-:..*";

/** Reads `A-B:C.D.E` with `*F` or without (then 255); undefined where it is not that. */
export function parseObis(text: string): ObisCode | undefined {
  const groups = [0, 0, 0, 0, 0, 255];
  let from = 0;
  for (let group = 0; group < groups.length; group++) {
    let to = from;
    while (isDigit(text.charCodeAt(to))) to++;
    if (to === from || to - from > 3) return undefined;
    const value = Number(text.slice(from, to));
    if (value > 255) return undefined;
    groups[group] = value;
    if (to === text.length) return group >= 4 ? toObisCode(groups) : undefined;
    if (text[to] !== separators[group]) return undefined;
    from = to + 1;
  }
  return undefined;
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

function toObisCode([a = 0, b = 0, c = 0, d = 0, e = 0, f = 255]: readonly number[]): ObisCode {
  return { ab: (a << 8) | b, cde: (c << 16) | (d << 8) | e, f };
}

/**
 * Whether six octets of an octet-string, where no value is awaited, are an OBIS code: media that meters use (abstract,
 * electricity, heat, gas, water: A up to 15) and the current value or a billing period. Texts begin at 0x20.
 */
export function looksLikeObis(octets: Uint8Array, from: number): boolean {
  const a = octets[from] as number;
  const f = octets[from + 5] as number;
  return a <= 15 && (f === 0xff || f <= 126) && (octets[from + 1] as number) <= 64;
}

/** Push setups (Blue Book, class 40): 0-b:25.9.e. */
const pushSetupPrefix = cdeOf("25.9.0") >> 8;

/** Whether an OBIS code names the push setup that sends a list. */
export function isPushSetup({ ab, cde }: ObisCode): boolean {
  return ab >> 8 === 0 && cde >> 8 === pushSetupPrefix;
}
