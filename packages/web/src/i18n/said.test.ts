import { brokerReasons, findings, told } from "@meter2mqtt/contract";
import { diagnoses, englishOf, type Sentence, sayInEnglish } from "@meter2mqtt/decoder";
import { eventNames, events, exchangeSentences, tariffSentences } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { said as da } from "./da/said/index.ts";
import { said as de } from "./de/said/index.ts";
import { said as nb } from "./nb/said/index.ts";
import { said as nl } from "./nl/said/index.ts";
import type { Said } from "./said.ts";
import { eventIn, evidenceIn, titledIn, wordsIn } from "./said-text.ts";
import { said as sv } from "./sv/said/index.ts";

const others: Readonly<Record<string, Said>> = { nb, da, sv, de, nl };

/** What is left out where it is not known. */
const optional = ["when", "version", "newVersion", "maker", "country"];
const asIs = (value: number) => String(value);

interface Sample {
  readonly sentence: Sentence;
  readonly english: string;
}

/** A sentence with `‹name›` in place of each value that the English one takes. */
function sampleOf(key: string, say: (sentence: Sentence) => string): Sample {
  if (key === "hintOf") return filled({ key, values: { code: "frame/truncated" } }, say);
  const names = new Set<string>();
  const get = (_values: object, name: string) => {
    names.add(name);
    return "";
  };
  say({ key, values: new Proxy({}, { get }) });
  return filled({ key, values: Object.fromEntries([...names].map((name) => [name, `‹${name}›`])) }, say);
}

function filled(sentence: Sentence, say: (sentence: Sentence) => string): Sample {
  return { sentence, english: say(sentence) };
}

const samples: readonly Sample[] = [
  ...Object.keys(nb.sentences).map((key) => sampleOf(key, (sentence) => sayInEnglish([sentence]))),
  ...Object.keys(told).map((key) => sampleOf(key, (sentence) => englishOf(told, sentence))),
  ...Object.keys(tariffSentences).map((key) => sampleOf(key, (sentence) => englishOf(tariffSentences, sentence))),
  ...Object.keys(exchangeSentences).map((key) => sampleOf(key, (sentence) => englishOf(exchangeSentences, sentence))),
];

const partsOf = (text: string) => [...new Set(text.match(/‹\w+›/g))].sort();
/** What stands between backticks is code. */
const proseOf = (text: string) => text.replaceAll(/`[^`]*`/g, "code");
const isCareless = (text: string) =>
  text !== text.trim() || /['"`]|\.\.\.| {2}| [.,;!?]|\n|\bundefined\b|\bNaN\b/.test(proseOf(text));

test("no two sentences have the same key", () => {
  const keys = samples.map(({ sentence }) => sentence.key);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("there are as many texts as codes and sentences", () => {
  expect(samples.length).toBeGreaterThan(150);
  expect(samples.every(({ english }) => english !== "")).toBe(true);
});

describe.each(Object.entries(others))("%s", (_language, said) => {
  const pairs = [
    ...Object.entries({ ...diagnoses, ...findings }).flatMap(([code, { title, hint }]) => [
      { name: code, english: title, text: titledIn(said, code)?.title ?? "" },
      { name: code, english: hint, text: titledIn(said, code)?.hint ?? "" },
    ]),
    ...samples.map(({ sentence, english }) => ({
      name: sentence.key,
      english,
      text: wordsIn(said, [sentence], asIs) ?? "",
    })),
    ...eventNames.flatMap((name) =>
      (["raised", "cleared"] as const).map((state) => ({
        name: `${name} ${state}`,
        english: events[name][state].replaceAll(/\{(\w+)\}/g, "‹$1›"),
        text: eventIn(said, name, state, { phase: "‹phase›", value: "‹value›", limit: "‹limit›" })?.message ?? "",
      })),
    ),
    ...eventNames.map((name) => ({ name, english: events[name].title, text: said.events[name].title })),
    ...Object.entries(said.evidence).flatMap(([name, words]) =>
      Object.entries(words).map(([english, text]) => ({ name, english, text })),
    ),
  ];

  test("says all that English says, and each value in it", () => {
    expect(pairs.filter(({ text }) => text === "")).toEqual([]);
    for (const { name, english, text } of pairs) expect(partsOf(text), name).toEqual(partsOf(english));
  });

  test("says what each reason code of a broker means", () => {
    const refusal = (reason: number) => ({ key: "brokerRefuses", values: { place: "‹place›", reason } });
    const unknown = wordsIn(said, [refusal(99)], asIs)?.replaceAll("99", "");
    for (const reason of Object.keys(brokerReasons).map(Number).filter(Number.isFinite)) {
      const text = wordsIn(said, [refusal(reason)], asIs) ?? "";
      expect(text, `${reason}`).toMatch(new RegExp(`^‹place› .+: .+ \\(.+ ${reason}\\)\\.$`));
      expect(text.replaceAll(`${reason}`, ""), `${reason}`).not.toBe(unknown);
      expect(isCareless(text) || text === englishOf(told, refusal(reason)), `${reason}`).toBe(false);
    }
  });

  test("is no English", () => {
    expect(pairs.filter(({ english, text }) => english === text)).toEqual([]);
  });

  test("is written with care", () => {
    expect(pairs.filter(({ text }) => isCareless(text))).toEqual([]);
    const isSentence = (english: string) => /[.?:]$/.test(english);
    expect(pairs.filter(({ english, text }) => isSentence(english) !== isSentence(text))).toEqual([]);
  });

  test("has the same code and numbers", () => {
    const of = (pattern: RegExp) => (text: string) => (text.match(pattern) ?? []).sort();
    for (const { name, english, text } of pairs) {
      if (/‹code›|`!`|`code\(value\)`/.test(english)) continue;
      expect(of(/`[^`]*`/g)(text), name).toEqual(of(/`[^`]*`/g)(english));
    }
    for (const code of Object.keys(diagnoses)) {
      const [from, to] = pairs.filter(({ name }) => name === code).map(({ english, text }) => [english, text])[1] ?? [];
      expect(of(/\d+/g)(to ?? ""), code).toEqual(of(/\d+/g)(from ?? ""));
    }
  });

  test("says it without what is not known, and for one value", () => {
    for (const { sentence } of samples) {
      const known = Object.entries(sentence.values ?? {}).filter(([name]) => !optional.includes(name));
      const values = Object.fromEntries(known.map(([name, value]) => [name, name === "count" ? 1 : value]));
      expect(isCareless(wordsIn(said, [{ ...sentence, values }], asIs) ?? "undefined"), sentence.key).toBe(false);
    }
  });
});

describe("what is said in another language", () => {
  const number = (value: number) => new Intl.NumberFormat("de").format(value);

  test("is sentence after sentence, with numbers as the reader writes them", () => {
    const words = [
      { key: "deciphered" },
      { key: "listCut", values: { type: "array", count: 1200, left: 3 } },
    ] satisfies readonly Sentence[];
    expect(wordsIn(de, words, number)).toBe("Entschlüsselt: Werte in array: 1.200; Oktette übrig: 3.");
    expect(wordsIn(de, [{ key: "hintOf", values: { code: "frame/none-found" } }], number)).toBe(
      de.diagnoses["frame/none-found"].hint,
    );
  });

  test("is left to English where a newer gateway says something else", () => {
    expect(wordsIn(de, [], number)).toBeUndefined();
    expect(wordsIn(de, [{ key: "noOctets" }, { key: "newer" }], number)).toBeUndefined();
    expect(wordsIn(de, [{ key: "toString" }], number)).toBeUndefined();
    expect(wordsIn(de, [{ key: "noFrame", values: { frames: 3 } }], number)).toBeUndefined();
    expect(wordsIn(de, [{ key: "hintOf", values: { code: "frame/newer" } }], number)).toBeUndefined();
    expect(titledIn(de, "frame/newer")).toBeUndefined();
    expect(titledIn(de, "security/keys-right")?.title).toBe("Die Schlüssel stimmen");
    expect(eventIn(de, "newer", "raised", { phase: "L1", value: "1", limit: "2" })).toBeUndefined();
  });

  test("has the few words of an evidence, and leaves codes as they are", () => {
    expect(evidenceIn(de, "encryptionKey", "wrong")).toBe("falsch");
    expect(evidenceIn(de, "systemTitle", "wrong")).toBeUndefined();
    expect(evidenceIn(de, "encryptionKey", "KAM1234567")).toBeUndefined();
  });
});
