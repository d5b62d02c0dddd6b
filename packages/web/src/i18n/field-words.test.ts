import { createIntlZoneRules, diagnoses, parseHex, type Sentence, type Words } from "@meter2mqtt/decoder";
import { type ExplainNode, explain, fieldNames, joinPhrases, phrases } from "@meter2mqtt/decoder/explain";
import { describe, expect, test } from "vitest";
import { exampleFrame } from "../pages/inspector/example.ts";
import { fields as da } from "./da/said/fields.ts";
import { sentences as daSentences } from "./da/said/sentences.ts";
import { fields as de } from "./de/said/fields.ts";
import { sentences as deSentences } from "./de/said/sentences.ts";
import { type FieldTexts, meaningIn, nameIn } from "./field-text.ts";
import { fields as nb } from "./nb/said/fields.ts";
import { sentences as nbSentences } from "./nb/said/sentences.ts";
import { fields as nl } from "./nl/said/fields.ts";
import { sentences as nlSentences } from "./nl/said/sentences.ts";
import { fields as sv } from "./sv/said/fields.ts";
import { sentences as svSentences } from "./sv/said/sentences.ts";

const others = {
  nb: { ...nb, sentences: nbSentences },
  da: { ...da, sentences: daSentences },
  sv: { ...sv, sentences: svSentences },
  de: { ...de, sentences: deSentences },
  nl: { ...nl, sentences: nlSentences },
} as const satisfies Record<string, FieldTexts>;

type Other = keyof typeof others;
const isOther = (name: string): name is Other => Object.hasOwn(others, name);

/** Abbreviations, names and symbols, the same in every language; and words that a language has in common with English. */
const sameWords: Readonly<Record<Other | "all", readonly string[]>> = {
  all: ["HCS", "FCS", "CRC", "modulo 256", "‹text›", "‹value›", "‹value› ‹unit›"],
  nb: [
    ...["segment", "start", "security control", "invocation counter", "status", "compact-array: type"],
    ...["tariff ‹number›", "element ‹number›"],
  ],
  da: [
    ...["segment", "flag", "start", "stop", "version", "security control", "invocation counter", "compact-array: type"],
    ...["status", "gas", "gas:", "element ‹number›"],
  ],
  sv: [
    ...["segment", "start", "version", "security control", "invocation counter", "status", "gas", "gas:"],
    ...["tariff ‹number›", "element ‹number›", "block ‹number›"],
  ],
  de: [],
  nl: [
    ...["segment", "start", "stop", "security control", "invocation counter", "object", "status", "gas", "gas:"],
    ...["compact-array: type", "water"],
  ],
};

const asIs = (value: number) => String(value);

/** A phrase with `‹name›` in place of each value that the English one takes. */
function sampleOf(key: string): Sentence {
  if (key === "titleOf" || key === "hintOf") return { key, values: { code: "frame/truncated" } };
  const phrase: unknown = Object.entries(phrases).find(([name]) => name === key)?.[1];
  if (typeof phrase !== "function") return { key };
  const names = new Set<string>();
  const get = (_values: object, name: string) => {
    names.add(name);
    return "";
  };
  phrase(new Proxy({}, { get }));
  return { key, values: Object.fromEntries([...names].map((name) => [name, `‹${name}›`])) };
}

const english: FieldTexts = {
  names: { ...de.names, ...Object.fromEntries(fieldNames.map((name) => [name, name])) },
  phrases,
  sentences: deSentences,
};
const samples = Object.keys(phrases).map(sampleOf);
const partsOf = (text: string) => [...new Set(text.match(/‹\w+›/g))].sort();
const isCareless = (text: string) =>
  text !== text.trim() || /['"`]|\.\.\.| {2}| [.,;!?]|\n|\bundefined\b|\bNaN\b/.test(text);

function nodesOf(root: ExplainNode): readonly ExplainNode[] {
  return [root, ...(root.children ?? []).flatMap(nodesOf)];
}

describe.each(Object.keys(others).filter(isOther))("%s", (language) => {
  const texts = others[language];
  const pairs = [
    ...fieldNames.map((name) => ({ english: name as string, text: nameIn(texts, name, undefined, asIs) ?? "" })),
    ...samples.map((sample) => ({
      english: meaningIn(english, [sample], asIs) ?? "",
      text: meaningIn(texts, [sample], asIs) ?? "",
    })),
  ];

  test("says all that English says, and each value in it", () => {
    expect(pairs.filter((pair) => pair.text === "" || pair.english === "")).toEqual([]);
    for (const pair of pairs) expect(partsOf(pair.text), pair.english).toEqual(partsOf(pair.english));
  });

  test("is no English, beyond the words that are the same", () => {
    const same = new Set(pairs.filter((pair) => pair.english === pair.text).map(({ text }) => text));
    const known = [...sameWords.all, ...sameWords[language]];
    expect([...same].filter((text) => !known.includes(text))).toEqual([]);
    // A word that is no longer the same has no place in the list.
    expect(known.filter((word) => !same.has(word))).toEqual([]);
  });

  test("is written with care, also where there is one of it", () => {
    const isColon = (text: string) => text.endsWith(":");
    expect(pairs.filter(({ text }) => isCareless(text))).toEqual([]);
    expect(pairs.filter((pair) => isColon(pair.text) !== isColon(pair.english))).toEqual([]);
    for (const { key, values = {} } of samples.filter(({ key: each }) => !/^(title|hint)Of$/.test(each))) {
      const ones = Object.fromEntries(Object.keys(values).map((name) => [name, 1]));
      expect(isCareless(meaningIn(texts, [{ key, values: ones }], asIs) ?? "undefined"), key).toBe(false);
    }
  });
});

test.each(Object.entries(others))("%s has words for the example, whole and damaged", (_language, texts) => {
  const example = parseHex(exampleFrame.replace(/\s/g, "")) ?? new Uint8Array(0);
  for (const octets of [example, example.subarray(0, 100), example.map((octet, at) => (at === 20 ? 99 : octet))]) {
    const nodes = nodesOf(explain(octets, { zoneRules: createIntlZoneRules(), zone: "Europe/Oslo" }));
    const silent = nodes.filter(({ words }) => words !== undefined && meaningIn(texts, words, asIs) === undefined);
    expect(silent.map(({ words }) => words)).toEqual([]);
    expect(nodes.filter(({ words }) => words !== undefined).length).toBeGreaterThan(2);
  }
});

describe("a field in another language", () => {
  const german = others.de;
  const number = (value: number) => new Intl.NumberFormat("de").format(value);
  const said = (words: Words) => meaningIn(german, words, number);

  test("is called by its name, a term of the standard as the standard has it", () => {
    expect(nameIn(german, "frame format", undefined, number)).toBe("Rahmenformat");
    expect(nameIn(german, "data-notification", undefined, number)).toBeUndefined();
    expect(nameIn(german, "toString", undefined, number)).toBeUndefined();
    const nameWords = { key: "typeAndCount", values: { type: "array" } };
    expect(nameIn(german, "array: type and count", nameWords, number)).toBe("array: Typ und Anzahl");
  });

  test("means phrase after phrase, with numbers as the reader writes them", () => {
    const measured = { key: "measured", values: { value: 1234.5, unit: "W" } };
    expect(said([measured, { key: "activePowerImport" }])).toBe("1.234,5 W, Wirkleistung, Bezug");
    expect(said([{ key: "daylightSaving" }, { key: "readAs", values: { time: "2026" } }])).toBe(
      "Sommerzeit; gelesen als 2026",
    );
    expect(said([{ key: "gasOf" }, { key: "meterNumber" }])).toBe("Gas: Zählernummer");
    expect(said([{ key: "deviation", values: { minutes: -60 } }])).toBe("UTC ist Ortszeit - 60 Minuten");
  });

  test("is told as a diagnosis where something is wrong", () => {
    const hint = { key: "hintOf", values: { code: "frame/truncated" } };
    expect(said([{ key: "noOctets" }, hint])).toBe(
      `Es gibt gar keine Oktette. ${german.phrases.hintOf({ code: "frame/truncated" }, number)}`,
    );
    expect(Object.keys(diagnoses)).toContain("frame/truncated");
  });

  test("is left to English where it is not known", () => {
    expect(said([])).toBeUndefined();
    expect(said([{ key: "daylightSaving" }, { key: "newer" }])).toBeUndefined();
  });
});

test("phrases are joined with commas, but behind a colon or a full stop, and before a semicolon", () => {
  expect(joinPhrases(["a", "b", "; c"])).toBe("a, b; c");
  expect(joinPhrases(["a:", "b", "C."])).toBe("a: b, C.");
  expect(joinPhrases(["A.", "B."])).toBe("A. B.");
  expect(joinPhrases([])).toBe("");
});
