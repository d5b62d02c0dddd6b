import { type ObisCode, parseObis } from "../cosem/obis-code.ts";

/** From value group C on: abstract data, not electricity (IEC 62056-6-1, value group C). */
const abstractFrom = 96;

/**
 * The code in front of a line's first parenthesis: `A-B:C.D.E` with `*F` or without, or what IEC 62056-21 calls the
 * reduced identification code, `C.D.E` and `C.D`, as meters send it whose readout has one medium only.
 */
export function parseP1Code(text: string): ObisCode | undefined {
  const full = parseObis(text);
  if (full !== undefined) return full;
  const code = text.trim();
  const match = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(\*\d{1,3})?$/.exec(code);
  if (match === null) return parseObis(code);
  const [, c = "", d = "", e = "0", f = ""] = match;
  // C 1 and D 0 is the clock: no mean of electricity is written without a tariff or a period.
  const isClock = Number(c) === 1 && Number(d) === 0;
  const isAbstract = isClock || Number(c) === 0 || Number(c) >= abstractFrom;
  return parseObis(`${isAbstract ? "0-0" : "1-0"}:${c}.${d}.${e}${f}`);
}
