import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { corpusAvailable, corpusRows } from "@meter2mqtt/corpus";
import { describe, expect, test } from "vitest";
import { renderXml } from "../src/explain/index.ts";
import {
  createIntlZoneRules,
  createMeterDecoder,
  diagnoses,
  type MeterDecoderOptions,
  parseHex,
  quantities,
  type Reading,
} from "../src/index.ts";
import { readCapture } from "../src/input/index.ts";
import { scoreMeters } from "./docs/corpus-run.ts";
import { renderDiagnosesDocs } from "./docs/render-diagnoses.ts";
import { renderMetersDocs, scoreSentence } from "./docs/render-meters.ts";
import { renderQuantitiesDocs } from "./docs/render-quantities.ts";
import { knownGaps } from "./known-gaps.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

// Written anew by `npx vitest run packages/decoder/test/docs.test.ts -u`.
describe("generated pages", () => {
  test("docs/diagnoses.md is what the table says", async () => {
    const page = renderDiagnosesDocs();
    for (const code of Object.keys(diagnoses)) expect(page).toContain(`\`${code}\``);
    await expect(page).toMatchFileSnapshot(join(root, "docs/diagnoses.md"));
  });

  test("docs/quantities.md is what the table says", async () => {
    const page = renderQuantitiesDocs();
    for (const { name } of quantities) expect(page).toContain(`\`${name}\``);
    await expect(page).toMatchFileSnapshot(join(root, "docs/quantities.md"));
  });
});

describe.skipIf(!corpusAvailable)("pages that the corpus (../shared/corpus) makes", () => {
  const scores = scoreMeters(corpusRows);

  test("docs/meters.md is what the decoder does with every capture", async () => {
    const gaps = Object.entries(knownGaps).map(([file, reason]) => `${file}: ${reason}`);
    await expect(renderMetersDocs(scores, gaps)).toMatchFileSnapshot(join(root, "docs/meters.md"));
  });

  test("the README states the score as it is", () => {
    expect(textOf("README.md").replace(/\s+/g, " ")).toContain(scoreSentence(scores));
  });
});

describe("written pages", () => {
  const pages = ["README.md", "CHANGELOG.md", ...markdownIn("docs")];

  test.each(pages)("%s: every link into the project leads somewhere", (page) => {
    for (const target of linksOf(textOf(page))) {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : relative(root, join(root, dirname(page), path));
      expect(existsSync(join(root, file)), `${page} links to ${target}`).toBe(true);
      if (anchor !== undefined && file.endsWith(".md")) expect(anchorsOf(textOf(file)), target).toContain(anchor);
    }
  });

  test.each(pages)("%s: every npm script and diagnosis that it names exists", (page) => {
    const text = textOf(page);
    const manifest: unknown = JSON.parse(textOf("package.json"));
    for (const [, name] of text.matchAll(/`npm run ([a-z:]+)/g))
      expect(manifest).toHaveProperty(["scripts", `${name}`]);
    const stages = [...new Set(Object.keys(diagnoses).map((code) => code.split("/")[0]))].join("|");
    for (const [, code] of text.matchAll(new RegExp(`\`((?:${stages})/[a-z-]+)\``, "g"))) {
      expect(Object.keys(diagnoses), page).toContain(code);
    }
  });
});

describe("examples", () => {
  test("the capture of decode-and-explain.md gives the JSON and the XML that stand below it", () => {
    const page = textOf("docs/guides/decode-and-explain.md");
    const [capture] = blocksOf(page, "");
    const [json] = blocksOf(page, "json");
    const octets = readCapture(new TextEncoder().encode(capture));
    expect({ file: "capture.hex", readings: decode(octets, "file"), diagnostics: [] }).toEqual(JSON.parse(json ?? ""));
    expect(blocksOf(page, "xml")).toEqual([renderXml(octets, { zoneRules: createIntlZoneRules() })]);
  });

  test("the frame of architecture.md is a good one, and says what stands beside it", () => {
    const listing = blocksOf(textOf("docs/guides/architecture.md"), "").find((block) => block.startsWith("7e "));
    const digits = (listing ?? "").split("\n").map((line) => /^ *((?:[0-9a-f]{2} )+)/.exec(line)?.[1] ?? "");
    const octets = parseHex(digits.join("").replaceAll(" ", "")) ?? new Uint8Array(0);
    expect(decode(octets, "live")).toMatchObject([{ activeImportW: 169, voltageL1V: 231 }]);
  });

  test("the reading of mqtt.md names quantities that there are", () => {
    const [reading] = blocksOf(textOf("docs/guides/mqtt.md"), "json").map((block): unknown => JSON.parse(block));
    const names = Object.keys(reading ?? {}).filter((name) => /(W|V|A|Wh)$/.test(name));
    expect(names.length).toBeGreaterThan(10);
    const known: readonly string[] = quantities.map(({ name }) => name);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });
});

function decode(octets: Uint8Array, input: MeterDecoderOptions["input"]): readonly Reading[] {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), input });
  const events = [...decoder.push(octets), ...decoder.end()];
  return events.map((event) => {
    if (event.kind !== "reading") throw new Error(`a reading was expected, not ${JSON.stringify(event)}`);
    return event.reading;
  });
}

/** Contents of a page's code blocks in one language. */
function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```([a-z]*)\n(.*?)^```$/gms)]
    .filter(([, of]) => of === language)
    .map(([, , content]) => `${content}`);
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .flatMap((path) =>
      statSync(join(root, path)).isDirectory() ? markdownIn(path) : path.endsWith(".md") ? [path] : [],
    );
}

/** Targets of links that are no addresses of the web. */
function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => `${target}`)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors of headings, made as code hosts make them. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
