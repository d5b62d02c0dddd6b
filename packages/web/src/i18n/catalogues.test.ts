import { describe, expect, test } from "vitest";
import type { CapsuleWords } from "./capsule-words.ts";
import type { ContractPageWords } from "./contract-page-words.ts";
import type { ContractWords } from "./contract-words.ts";
import { capsule as daCapsule } from "./da/capsule.ts";
import { contractFiles as daContractPage } from "./da/contract-files.ts";
import { contracts as daContracts } from "./da/contracts.ts";
import { da } from "./da/index.ts";
import { capsule as deCapsule } from "./de/capsule.ts";
import { contractFiles as deContractPage } from "./de/contract-files.ts";
import { contracts as deContracts } from "./de/contracts.ts";
import { de } from "./de/index.ts";
import { capsule as enCapsule } from "./en/capsule.ts";
import { contractFiles as enContractPage } from "./en/contract-files.ts";
import { contracts as enContracts } from "./en/contracts.ts";
import { en } from "./en/index.ts";
import { capsule as nbCapsule } from "./nb/capsule.ts";
import { contractFiles as nbContractPage } from "./nb/contract-files.ts";
import { contracts as nbContracts } from "./nb/contracts.ts";
import { nb } from "./nb/index.ts";
import { capsule as nlCapsule } from "./nl/capsule.ts";
import { contractFiles as nlContractPage } from "./nl/contract-files.ts";
import { contracts as nlContracts } from "./nl/contracts.ts";
import { nl } from "./nl/index.ts";
import { capsule as svCapsule } from "./sv/capsule.ts";
import { contractFiles as svContractPage } from "./sv/contract-files.ts";
import { contracts as svContracts } from "./sv/contracts.ts";
import { sv } from "./sv/index.ts";
import type { Catalogue } from "./text.ts";

/** With what is loaded with its page only. */
const others = {
  nb: { ...nb, contracts: nbContracts, contractPage: nbContractPage, capsule: nbCapsule },
  da: { ...da, contracts: daContracts, contractPage: daContractPage, capsule: daCapsule },
  sv: { ...sv, contracts: svContracts, contractPage: svContractPage, capsule: svCapsule },
  de: { ...de, contracts: deContracts, contractPage: deContractPage, capsule: deCapsule },
  nl: { ...nl, contracts: nlContracts, contractPage: nlContractPage, capsule: nlCapsule },
} as const satisfies Record<
  string,
  Catalogue & {
    readonly contracts: ContractWords;
    readonly contractPage: ContractPageWords;
    readonly capsule: CapsuleWords;
  }
>;
const isOther = (name: string): name is keyof typeof others => Object.hasOwn(others, name);
const names = Object.keys(others).filter(isOther);

type Words = string | ((...args: readonly unknown[]) => string);
const isFunction = (value: unknown): value is (...args: readonly unknown[]) => string => typeof value === "function";

/** Every text of a catalogue by its path: `now.peak.title`. */
function wordsOf(value: unknown, path = ""): ReadonlyMap<string, Words> {
  if (typeof value === "string" || isFunction(value)) return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text`);
  const found = new Map<string, Words>();
  for (const [name, part] of Object.entries(value))
    for (const entry of wordsOf(part, path === "" ? name : `${path}.${name}`)) found.set(...entry);
  return found;
}

const english = wordsOf({ ...en, contracts: enContracts, contractPage: enContractPage, capsule: enCapsule });

/** Names, units and code, the same in every language; and words that a language has in common with English. */
const sameWords: Readonly<Record<keyof typeof others | "all", readonly string[]>> = {
  all: ["meter2mqtt", "MQTT", "XML", "5 min", "min", "MB", "kW", "kWh", "‹0› kW", "Norgespris", en.simulated.example],
  nb: ["Tariff", "tariff ‹0›", "over", "Test", "Invocation counter", "Security control"],
  da: ["Gas", "Model", "Stop", "Invocation counter", "Security control"],
  sv: ["Tariff", "tariff ‹0›", "Gas", "Period", "Text", "Invocation counter", "Security control"],
  de: ["Phase", "Gas", "Name", "Text", "Host", "Topic"],
  nl: [
    ...["Meter", "Meters", "Model", "Later", "Gas", "Water", "Framing", "Host", "Topic", "Capsule", "Diagnoses"],
    ...["Contract", "Contract: ‹0›"],
    ...["Invocation counter", "Security control"],
  ],
};

/** Texts that are given their parts by name; the others get them one after the other. */
const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "now.gauge.byPhase": { percent: "‹0›", phase: "‹1›", amperes: "‹2›", fuse: "‹3›" },
  "now.peak.expected": { expected: "‹0›", low: "‹1›", high: "‹2›", until: "‹3›" },
};

/** What is shown for a text whose parts are `‹0›`, `‹1›` and so on. */
function shownOf(path: string, words: Words): string {
  if (typeof words === "string") return words;
  const count = english.get(path)?.length ?? 0;
  return words(...(named[path] === undefined ? Array.from({ length: count }, (_, at) => `‹${at}›`) : [named[path]]));
}

const partsOf = (shown: string) => [...new Set(shown.match(/‹\d›/g))].sort();

/** Code and names of columns, which are written as programs want them. */
const isCode = (path: string) => /xample$|mapHint$/.test(path);

describe.each(names)("%s", (name) => {
  const words = wordsOf(others[name]);
  const shown = new Map([...words].map(([path, text]) => [path, shownOf(path, text)]));

  test("has every text that English has, and none more", () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("says every part that English says", () => {
    const differing = [...english].flatMap(([path, text]) => {
      const [wanted, said] = [partsOf(shownOf(path, text)), partsOf(shown.get(path) ?? "")];
      return wanted.join() === said.join() ? [] : [{ path, wanted, said }];
    });
    expect(differing).toEqual([]);
  });

  test("has words for one as for several", () => {
    for (const [path, text] of words) {
      if (typeof text === "string" || named[path] !== undefined) continue;
      for (const one of [1, "1"])
        expect(text(one, ...Array.from({ length: text.length }, () => "1")), path).not.toMatch(
          /undefined|NaN|\[object/,
        );
    }
  });

  test("is no English, beyond the words that are the same", () => {
    const same = [...english].flatMap(([path, text]) => {
      const said = shownOf(path, text);
      const isWord = /\p{L}{2}/u.test(said.replaceAll(/‹\d›/g, ""));
      return isWord && said === shown.get(path) ? [said] : [];
    });
    const known = [...sameWords.all, ...sameWords[name]];
    expect(same.filter((said) => !known.includes(said))).toEqual([]);
    // A word that is no longer shown, or no longer the same, has no place in the list.
    expect(sameWords[name].filter((word) => !same.includes(word))).toEqual([]);
  });

  test("is written with care", () => {
    const careless = [...shown].filter(
      ([path, said]) => !isCode(path) && (said !== said.trim() || /['"`]|\.\.\.| {2}| [.,;!?]|\n/.test(said)),
    );
    expect(careless).toEqual([]);
  });
});

test("a list of the same words that names what is the same nowhere is found", () => {
  const shown = [...english].map(([path, text]) => shownOf(path, text));
  expect(sameWords.all.filter((word) => !shown.includes(word))).toEqual([]);
});
