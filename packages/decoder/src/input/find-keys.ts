import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { type KeySet, parseKey } from "../security/keys.ts";
import { say } from "../words/say.ts";
import { linesOf } from "./capture-text.ts";
import { textOfMail } from "./mail-text.ts";

/** What a text says of keys. */
export interface FoundKeys {
  /** By the names that the text gives them; without names the first is the encryption key, the second the other one. */
  readonly keys: KeySet;
  /** Every key in the text, in its order, each once. */
  readonly all: readonly Uint8Array[];
  /** Why a text that can only be meant as a key is none, or as what it was taken. Never holds the key. */
  readonly diagnosis?: Diagnosis;
}

type Name = keyof KeySet;

/** A letter brings two keys; a list of somebody's meters a few more. */
const mostKeys = 16;
/** A line as short as this, alone, is meant as a key. */
const longestAlone = 120;

/** 16 or 32 octets, with one blank or mark between any two or none. */
const keyRun = /(?<![0-9A-Za-z])(?:0[xX])?[0-9A-Fa-f]{2}(?:[ :\-.\u00a0]?[0-9A-Fa-f]{2}){15,31}(?![0-9A-Za-z])/g;
/** As grid companies name them in the languages of our meters; `GUEK` and `GAK` are the standard's abbreviations. */
const names: readonly (readonly [Name, RegExp])[] = [
  [
    "encryptionKey",
    /[ed]ncrypt|encipher|krypter|decrypt|schl(?:ü|ue|\u00c3\u00bc)sselung|versleutel|szyfr|\bG?U?EK\b/gi,
  ],
  ["authenticationKey", /auth?ent|\bG?AK\b|uwierzyt/gi],
  ["systemTitle", /system[ -]?t(?:itle|itel|ittel)/gi],
];
const title = /(?<![0-9A-Za-z])(?:0[xX])?[0-9A-Fa-f]{2}(?:[ :-]?[0-9A-Fa-f]{2}){7}(?![0-9A-Za-z])/g;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Finds the keys in what somebody pasted: a key in any form that {@link parseKey} takes, two of them on two lines, lines
 * with names, or the whole letter or mail in which they came.
 */
export function findKeys(input: string): FoundKeys {
  const text = textOfMail(input).trim();
  const alone = parseKey(text);
  const found = findInLines(text);
  // Two keys on two lines have as many digits as a long one; and one that was broken in two is in no line.
  const isAlone = alone.ok && (!/[\r\n]/.test(text) || found.all.length === 0);
  if (isAlone) {
    const { key, note } = alone;
    return { keys: { encryptionKey: key }, all: [key], ...(note === undefined ? {} : { diagnosis: note }) };
  }
  const isNone = found.all.length === 0 && found.keys.systemTitle === undefined;
  const letters = isNone ? lettersIn(text) : [];
  if (letters.length > 0) {
    const diagnosis = createDiagnosis("security/key-ascii", say("someKeyAsText"));
    return { keys: keySet(letters), all: letters.map(({ key }) => key), diagnosis };
  }
  const isMeantAsKey = text !== "" && text.length <= longestAlone && !/[\r\n]/.test(text);
  return !alone.ok && isNone && isMeantAsKey ? { ...found, diagnosis: alone.diagnosis } : found;
}

function findInLines(text: string): FoundKeys {
  const found: NamedKey[] = [];
  let before = "";
  for (const line of linesOf(text)) {
    found.push(...keysIn(line, before));
    if (line.trim() !== "") before = line;
  }
  const titles = found.filter(({ name }) => name === "systemTitle");
  const keys: NamedKey[] = [];
  for (const each of found) {
    const isNew = each.name !== "systemTitle" && !keys.some(({ key }) => isSame(key, each.key));
    if (isNew && keys.length < mostKeys) keys.push(each);
  }
  return {
    keys: { ...keySet(keys), ...(titles[0] && { systemTitle: titles[0].key }) },
    all: keys.map(({ key }) => key),
  };
}

/** By their names; what is left over takes the places that are free, in its order. */
function keySet(keys: readonly NamedKey[]): KeySet {
  const encryption = keys.find(({ name }) => name === "encryptionKey");
  const authentication = keys.find(({ name }) => name === "authenticationKey");
  const rest = keys.filter((each) => each !== encryption && each !== authentication);
  const encryptionKey = encryption ?? rest.shift();
  const authenticationKey = authentication ?? rest.shift();
  return {
    ...(encryptionKey && { encryptionKey: encryptionKey.key }),
    ...(authenticationKey && { authenticationKey: authenticationKey.key }),
  };
}

/** Keys of 16 letters (Polish Kaifa), behind the colon of a name; only looked for where there are none of digits. */
function lettersIn(text: string): readonly NamedKey[] {
  const found = linesOf(text).flatMap((line): NamedKey[] => {
    const match = /^(.*?)[:=]\s*([\x21-\x7e]{16})\s*$/.exec(line);
    const [name] = keyNamesIn(match?.[1] ?? "");
    const parsed = match === null || name === undefined ? undefined : parseKey(match[2] ?? "");
    return parsed?.ok === true ? [{ name, key: parsed.key }] : [];
  });
  return found.slice(0, mostKeys);
}

interface NamedKey {
  readonly name: Name | undefined;
  readonly key: Uint8Array;
}

/** The keys of a line, each by the name in front of it, behind it, or in the line before: in the same place there. */
function keysIn(line: string, lineBefore: string): readonly NamedKey[] {
  const runs = [...line.matchAll(keyRun)].filter(([run]) => octetsOf(run) !== undefined);
  if (runs.length === 0) return titleIn(line, lineBefore);
  const above = lineBefore.match(keyRun) === null ? keyNamesIn(lineBefore) : [];
  let from = 0;
  return runs.flatMap(([run], index): NamedKey[] => {
    const at = line.indexOf(run, from);
    const inFront = keyNamesIn(line.slice(from, at)).at(-1);
    from = at + run.length;
    const behind = runs.length === 1 ? keyNamesIn(line.slice(from))[0] : undefined;
    const name = inFront ?? behind ?? (above.length === runs.length ? above[index] : above.at(-1));
    const key = octetsOf(run);
    // What names a letter or a customer is no key.
    return key === undefined || (name === undefined && uuid.test(run)) ? [] : [{ name, key }];
  });
}

function titleIn(line: string, lineBefore: string): readonly NamedKey[] {
  const isNamed = namesIn(line).includes("systemTitle") || namesIn(lineBefore).at(-1) === "systemTitle";
  const [run] = isNamed ? (line.match(title) ?? []) : [];
  const key = run === undefined ? undefined : octetsOf(run);
  return key === undefined ? [] : [{ name: "systemTitle", key }];
}

/** The names that stand in a text, in its order. */
function namesIn(text: string): readonly Name[] {
  const found = names.flatMap(([name, words]) => [...text.matchAll(words)].map(({ index }) => ({ name, index })));
  const ordered = found.sort((a, b) => a.index - b.index).map(({ name }) => name);
  return ordered.filter((name, i) => name !== ordered[i - 1]);
}

function keyNamesIn(text: string): readonly Name[] {
  return namesIn(text).filter((name) => name !== "systemTitle");
}

/** 8, 16 or 32 octets. */
function octetsOf(run: string): Uint8Array | undefined {
  const digits = run.replace(/^0[xX]/, "").replace(/[^0-9A-Fa-f]/g, "");
  const count = digits.length / 2;
  if (count !== 8 && count !== 16 && count !== 32) return undefined;
  return Uint8Array.from({ length: count }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
