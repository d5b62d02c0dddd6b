import { encodeP1Telegram, type Random } from "@meter2mqtt/simulator";
import { pick, sizeUpTo } from "./octets.ts";

const codes: readonly string[] = [
  "0-0:1.0.0",
  "1-0:1.7.0",
  "1-0:1.8.0",
  "1-0:1.6.0",
  "0-0:98.1.0",
  "0-0:17.0.0",
  "0-0:96.13.0",
  "0-0:96.14.0",
  "0-1:24.1.0",
  "0-1:24.2.1",
  "0-1:24.3.0",
  "0-1:96.1.0",
  "255-255:255.255.255*255",
  "1-0:99.97.0",
  "999-0:1.7.0",
  "",
];

/** What stands between parentheses: what is meant, and what makes expressions that match it look again and again. */
const values: readonly string[] = [
  "000123.456*kWh",
  "00.244*kW",
  "230.1*V",
  "210203115950W",
  "20210203 11:59:50",
  "21-02-30 25:61:61",
  "9999-12-31 23:59:59",
  "0000-01-01 00:00:00",
  "999999999999999999999999*kWh",
  "-1.5*A",
  "4b384547303034303436333935353037",
  "0",
  "",
];

/** A telegram with a right CRC whose lines are not what lines are. */
export function hostileTelegram(random: Random): Uint8Array {
  const lines = Array.from({ length: sizeUpTo(random, 60) }, () => line(random));
  const checksum = random.chance(0.8) ? "crc16" : "none";
  return encodeP1Telegram({ ident: pick(random, ["/SIM5x", "/AAA", "/SIM5 /AAA5"]), lines, checksum });
}

function line(random: Random): string {
  const text = Array.from({ length: sizeUpTo(random, 6) }, () => `(${value(random)})`).join("");
  const code = pick(random, codes);
  if (random.chance(0.8)) return code + text;
  return pick(random, [`${code}${text}(`, `${text}${code}`, `${code}))${text}`, ` ${code}${text} `, `(${text}(`]);
}

function value(random: Random): string {
  const known = pick(random, values);
  if (random.chance(0.7)) return known;
  const run = pick(random, [" ", "0", "9", ".", "*", "a", "kWh", "0*", "1 ", "\t"]).repeat(sizeUpTo(random, 700));
  const at = random.integer(0, known.length);
  return known.slice(0, at) + run + pick(random, ["", "!", "x", ".", known.slice(at)]);
}
