import { told } from "@meter2mqtt/contract";
import { englishOf } from "@meter2mqtt/decoder";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ConfigError } from "../errors.ts";
import { parseYaml } from "./parse-yaml.ts";
import { tellNotYaml } from "./yaml-mistake.ts";

const texts: readonly (readonly [key: string, text: string])[] = [
  ["yamlTab", "a:\n\tb: 1"],
  ["yamlIndent", "a:\n  b: 1\n c: 2"],
  ["yamlTwice", "a: 1\na: 2"],
  ["yamlOpen", 'a: "1'],
  ["yamlIndent", "a: [1, 2"],
  ["yamlName", "a: b: c"],
  ["yamlStart", "a: @b"],
  ["yamlEscape", 'a: "\\q"'],
  ["yamlAlias", "a: *"],
  ["yamlTag", "a: !<x b"],
  ["yamlDocuments", "a: 1\n---\nb: 2"],
  ["yamlOther", "a: ]"],
];

test.each(texts)("%s is told of %j, in a file and in a text", (key, text) => {
  let error: unknown;
  try {
    parseYaml(text, {}, "home.yaml");
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof ConfigError)) throw new Error("it is read");
  expect(error.message).toMatch(/^home\.yaml, line \d+, column \d+: this is not YAML: ./);
  expect(error.told).toMatchObject([{ key: "atLine", values: { file: "home.yaml" } }, { key: "notYaml" }, { key }]);
  const line = Number(/line (\d+)/.exec(error.message)?.[1]);

  const { message, words } = tellNotYaml(thrownBy(() => parse(text)));
  expect(message).toMatch(/^It is no YAML and no JSON: [^\n]+\.$/);
  expect(words).toMatchObject([{ key: "notYamlNorJson" }, { key: "atTextLine", values: { line } }, { key }]);
  for (const sentence of words) expect(englishOf(told, sentence)).not.toBe("");
});

test("too many aliases have no line", () => {
  expect(tellNotYaml(new ReferenceError("Excessive alias count"))).toEqual({
    message: "It is no YAML and no JSON: Excessive alias count.",
    words: [{ key: "notYamlNorJson" }, { key: "yamlAlias" }],
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
