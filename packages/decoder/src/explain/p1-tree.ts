import { latin1 } from "../bytes/ascii.ts";
import { crc16Arc } from "../bytes/crc16.ts";
import { obisText } from "../cosem/obis-code.ts";
import { obisWords } from "../cosem/obis-names.ts";
import { type P1Line, parseP1Telegram } from "../p1/telegram.ts";
import { decodeHexText, parseP1Number, parseP1Time } from "../p1/value.ts";
import { type ClockContext, resolveSeasonTime } from "../reading/meter-clock.ts";
import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { means, meansAll, phrase } from "./means.ts";
import { hexNumber, localText } from "./words.ts";

const open = 0x28;
const close = 0x29;

/** The tree of a P1 telegram, from its `/` as far as it goes: header, lines with their objects, CRC. */
export function explainP1(telegram: Uint8Array, base: number, clock: ClockContext): Draft {
  const children: Draft[] = [];
  parseP1Telegram(telegram, (line) => children.push(explainLine(telegram, base, line, clock)));
  const end = children.at(-1)?.to ?? base;
  // Behind the last line stands nothing that a telegram could hold.
  const whole = draft("P1 telegram", base, Math.max(end, base + telegram.length), { clause: "IEC 62056-21, mode D" });
  return { ...whole, children };
}

function explainLine(telegram: Uint8Array, base: number, line: P1Line, clock: ClockContext): Draft {
  const { from, to } = line;
  let end = to;
  while (end > from && (telegram[end - 1] === 0x0a || telegram[end - 1] === 0x0d)) end--;
  const lineEnd = draft("line end", base + end, base + to);
  const text = latin1(telegram, from, end);
  switch (line.kind) {
    case "ident":
      return withChildren("header", base, line, [
        draft("identification", base + from, base + end, identDetails(text)),
        lineEnd,
      ]);
    case "blank":
      return draft("line end", base + from, base + to);
    case "end":
      return withChildren("end of the telegram", base, line, [...endOfTelegram(telegram, base, from, end), lineEnd]);
    case "malformed": {
      const isText = /^[\x20-\x7e]*$/.test(text);
      const details = { ...means("malformedLine"), problem: "p1/malformed-line" } as const;
      return draft("line", base + from, base + to, isText ? { value: text, ...details } : details);
    }
    default:
      return explainObject(telegram, base, line, end, clock);
  }
}

function withChildren(name: FieldName, base: number, line: P1Line, children: Draft[]): Draft {
  return { ...draft(name, base + line.from, base + line.to), children };
}

function identDetails(text: string): NodeDetails {
  const maker = text.slice(1, 4);
  const model = text.slice(5).trim();
  return { value: text, ...(model === "" ? means("makerOnly", { maker }) : means("makerAndModel", { maker, model })) };
}

function endOfTelegram(telegram: Uint8Array, base: number, from: number, end: number): Draft[] {
  const mark = draft("end mark", base + from, base + from + 1, { value: "!" });
  const digits = latin1(telegram, from + 1, end);
  if (digits === "") return [mark];
  const computed = crc16Arc(telegram, 0, from + 1);
  const received = /^[0-9A-Fa-f]{1,4}/.exec(digits)?.[0];
  if (received === undefined) return [mark];
  const isRight = Number.parseInt(received, 16) === computed;
  const details: NodeDetails = isRight
    ? { value: received, ...means("telegramChecksumRight") }
    : {
        value: received,
        ...means("telegramChecksumWrong", { computed: hexNumber(computed, 4) }),
        problem: "frame/bad-checksum",
      };
  return [mark, draft("CRC", base + from + 1, base + from + 1 + received.length, details)];
}

/** `code(value)(value)`: a leaf for the code, one for each value with its parentheses. */
function explainObject(telegram: Uint8Array, base: number, line: P1Line, end: number, clock: ClockContext): Draft {
  const { from, to, obis } = line;
  const children: Draft[] = [];
  const code = obis === undefined ? "" : obisText(obis);
  const named = meansAll((obis && obisWords(obis)) ?? []);
  const firstValue = telegram.indexOf(open, from);
  if (firstValue > from) children.push(draft("OBIS code", base + from, base + firstValue, { value: code, ...named }));
  let at = firstValue;
  for (const value of line.values ?? []) {
    const closing = telegram.indexOf(close, at);
    if (at < 0 || closing < 0 || closing >= end) break;
    children.push(draft("value", base + at, base + closing + 1, valueDetails(value, clock)));
    at = closing + 1;
  }
  children.push(draft("line end", base + end, base + to));
  const isContinued = line.kind === "continuation";
  return {
    ...draft(isContinued ? "object, continued" : "object", base + from, base + to, { value: code, ...named }),
    children,
  };
}

function valueDetails(value: string, clock: ClockContext): NodeDetails {
  const time = parseP1Time(value);
  if (time !== undefined) {
    const read = resolveSeasonTime(time.local, time.season, clock).text;
    const season = time.season === undefined ? [] : [phrase(time.season === "summer" ? "summerTime" : "winterTime")];
    const local = phrase("asIs", { text: localText(time.local) });
    return { value, ...meansAll([local, ...season, phrase("readAs", { time: read })]) };
  }
  const number = parseP1Number(value);
  if (number?.unit !== undefined) {
    return { value, ...means("measured", { value: number.value, unit: number.unit }) };
  }
  // Below six digits it is a number that happens to have an even count of them.
  const text = value.length < 6 ? value : decodeHexText(value);
  return text === value ? { value } : { value, text, ...means("textAsHex") };
}
