import { describe, expect, test } from "vitest";
import { realSchema } from "../pages/settings/real-schema.support.ts";
import type { SettingNode } from "../pages/settings/setting-node.ts";
import { translatedSchema } from "../pages/settings/translated-schema.ts";
import { settingWords as da } from "./da/setting-words/index.ts";
import { settingWords as de } from "./de/setting-words/index.ts";
import { settingWords as nb } from "./nb/setting-words/index.ts";
import { settingWords as nl } from "./nl/setting-words/index.ts";
import type { SettingTexts } from "./setting-places.ts";
import { settingWords as sv } from "./sv/setting-words/index.ts";

/** Of several words, and the same in every language. */
const names = ["System title", "P1 over TCP", "Modbus TCP", "Home Assistant", "Energi Data Service", "HomeWizard API"];

const languages: Readonly<Record<string, SettingTexts>> = { nb, da, sv, de, nl };

interface Texts {
  readonly title: string | undefined;
  readonly about: string | undefined;
}

/** Title and explanation of every setting, by its path: `sources[]<serial>.port`. The whole has a title for editors only. */
function textsOf(node: SettingNode, path = "", found = new Map<string, Texts>()): ReadonlyMap<string, Texts> {
  if (path !== "") found.set(path, { title: node.title, about: node.description });
  for (const [key, property] of Object.entries(node.properties ?? {}))
    textsOf(property, path === "" ? key : `${path}.${key}`, found);
  if (node.items !== undefined) textsOf(node.items, `${path}[]`, found);
  for (const branch of node.oneOf ?? []) textsOf(branch, `${path}<${branch.properties?.["type"]?.const}>`, found);
  return found;
}

const english = textsOf(realSchema);
/** The choice of a kind is no setting that is shown; its explanation is the kind's. */
const isKind = (path: string) => path.endsWith(">.type");

/** What stands between backticks is code: keys and values as the file has them. */
const codeOf = (text: string) => (text.match(/`[^`]*`/g) ?? []).sort();
const numbersOf = (text: string) => (text.replaceAll(/`[^`]*`/g, "").match(/\d+/g) ?? []).sort();
const proseOf = (text: string) => text.replaceAll(/`[^`]*`/g, "code");

/** Each text marked with its name, to see where it comes to stand. */
function marked(texts: SettingTexts): SettingTexts {
  const entries = Object.entries(texts).map(([id, [, about]]) => [id, [id, about === "" ? "" : id]]);
  return { ...texts, ...Object.fromEntries(entries) };
}

test("every text of the catalogue is shown, and none is English", () => {
  const shown = new Set<string | undefined>();
  const strays = new Set<string>();
  for (const [path, { title, about }] of textsOf(translatedSchema(realSchema, marked(nb)))) {
    if (!isKind(path)) shown.add(title);
    if (!isKind(path) && !Object.hasOwn(nb, String(title))) strays.add(path);
    if (about !== undefined && !Object.hasOwn(nb, about)) strays.add(path);
  }
  expect([...strays]).toEqual([]);
  expect(Object.keys(nb).filter((id) => !shown.has(id))).toEqual([]);
});

test("one text in another language is one in English, wherever it is shown", () => {
  const said = new Map<string, Set<string>>();
  for (const [path, { title = "" }] of textsOf(translatedSchema(realSchema, marked(nb)))) {
    if (isKind(path)) continue;
    const kind = english.get(`${path}.type`)?.about;
    const { title: own, about } = english.get(path) ?? { title: undefined, about: undefined };
    said.set(title, (said.get(title) ?? new Set()).add(`${own}: ${about ?? (path.endsWith(">") ? kind : "")}`));
  }
  expect([...said].filter(([, texts]) => texts.size > 1)).toEqual([]);
});

test("what is not in the catalogue keeps its English words", () => {
  const strange: SettingNode = { type: "string", title: "Strange", description: "New." };
  const schema = { ...realSchema, properties: { ...realSchema.properties, strange } };
  expect(translatedSchema(schema, de).properties?.["strange"]).toEqual(strange);
});

describe.each(Object.entries(languages))("%s", (_language, texts) => {
  const shown = textsOf(translatedSchema(realSchema, texts));
  const pairs = [...english].flatMap(([path, from]) => {
    const to = shown.get(path);
    const isTitled = !isKind(path);
    return [
      ...(isTitled ? [{ path: `${path} (title)`, from: from.title ?? "", to: to?.title ?? "" }] : []),
      { path, from: from.about ?? "", to: to?.about ?? "" },
    ];
  });

  test("explains what English explains, and no more", () => {
    expect([...shown.keys()]).toEqual([...english.keys()]);
    expect(pairs.filter(({ from, to }) => (from === "") !== (to === ""))).toEqual([]);
  });

  test("has the same keys, values and numbers", () => {
    for (const { path, from, to } of pairs) {
      expect(codeOf(to), path).toEqual(codeOf(from));
      expect(numbersOf(to), path).toEqual(numbersOf(from));
    }
  });

  test("is written with care", () => {
    const careless = pairs.filter(({ path, to }) => {
      const prose = proseOf(to);
      const isWhole = to === "" || path.endsWith("(title)") || prose.endsWith(".");
      return !isWhole || prose !== prose.trim() || /['"`]|\.\.\.| {2}| [.,;!?]|\n/.test(prose);
    });
    expect(careless).toEqual([]);
  });

  test("is no English, names aside", () => {
    const isSame = ({ from, to }: (typeof pairs)[number]) =>
      from === to && /\p{L}{2,}.* .*\p{L}{2,}/u.test(proseOf(to));
    const same = new Set(pairs.filter(isSame).map(({ to }) => to));
    expect([...same].filter((text) => !names.includes(text))).toEqual([]);
  });
});
