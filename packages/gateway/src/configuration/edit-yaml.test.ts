import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { configurationSchema, valuesIn } from "./configuration-reader.ts";
import { editYaml } from "./edit-yaml.ts";
import { showYaml } from "./show-yaml.ts";
import { unifiedDiff } from "./unified-diff.ts";

const text = `# my meter
sources:
  # in the cellar
  - type: serial # with a cable of its own
    port: /dev/ttyUSB0
    baud: 2400
    meter: { name: House, encryptionKey: "00112233445566778899aabbccddeeff" }
  # in the barn
  - name: barn
    type: tcp
    host: 192.0.2.7
    port: 3001

mqtt:
  - url: mqtt://me:hush@192.0.2.20 # old broker

# the end
`;

type Values = Record<string, unknown> & { sources: Record<string, unknown>[] };

function edited(change: (values: Values) => void, from = text): string {
  const before = valuesIn(from, "f");
  const after = structuredClone(before) as Values;
  change(after);
  return editYaml(from, before, after);
}

describe("a change of the file", () => {
  test("that is none leaves every octet", () => {
    expect(edited(() => undefined)).toBe(text);
  });

  test("touches its own line only, and keeps its comment", () => {
    const changed = edited((values) => Object.assign(values.sources[0] ?? {}, { type: "serial", baud: 9600 }));
    expect(changed).toBe(text.replace("baud: 2400", "baud: 9600"));
  });

  test("adds and removes settings and members; the others keep their comments", () => {
    const changed = edited((values) => {
      values.sources.shift();
      values["http"] = { port: 8000 };
      values.sources.push({ type: "push", name: "gate" });
    });
    expect(changed).toContain("# in the barn\n  - name: barn\n");
    expect(changed).not.toContain("ttyUSB0");
    expect(valuesIn(changed, "f")).toMatchObject({
      sources: [{ name: "barn", port: 3001 }, { name: "gate" }],
      http: { port: 8000 },
      mqtt: [{ url: "mqtt://me:hush@192.0.2.20" }],
    });
    expect(changed).toContain("# old broker");
    expect(changed).toContain("# the end");
  });

  test("leaves other sections as they are written, whatever way that is", () => {
    const odd = `# head
http:   {port: 8000}   # one blank is not enough


log: { level: 'debug' }
events:
    fuse:
        percent:    91
# about sources
sources: [{type: push}]

# the end`;
    const changed = edited((values) => Object.assign(values.sources[0] ?? {}, { name: "gate" }), odd);
    const [kept, rest = ""] = changed.split("# about sources\n");
    expect(`${kept}# about sources\n`).toBe(odd.slice(0, odd.indexOf("sources: [")));
    expect([rest.includes("name: gate"), rest.endsWith("\n\n# the end\n")]).toEqual([true, true]);
    const without = edited((values) => {
      delete values["log"];
      values["mqtt"] = [{ url: "mqtt://192.0.2.20" }];
    }, odd);
    expect(without).toContain("http:   {port: 8000}   # one blank is not enough\n");
    expect(without).not.toContain("log:");
    expect(valuesIn(without, "f")).toEqual({
      http: { port: 8000 },
      events: { fuse: { percent: 91 } },
      sources: [{ type: "push" }],
      mqtt: [{ url: "mqtt://192.0.2.20" }],
    });
  });

  test("of an order follows the names", () => {
    const changed = edited((values) => values.sources.reverse());
    expect(changed.indexOf("barn")).toBeLessThan(changed.indexOf("ttyUSB0"));
    expect(changed).toContain("# with a cable of its own");
    expect(valuesIn(changed, "f")).toMatchObject({ sources: [{ host: "192.0.2.7" }, { baud: 2400 }] });
  });

  test("of texts that look like something else stays text, and lists stay where they were", () => {
    const flush = "sources:\n- type: serial\n  port: /dev/ttyUSB0\n";
    const changed = edited((values) => {
      Object.assign(values.sources[0] ?? {}, { format: "8E1", meter: { name: "007", country: "no" } });
    }, flush);
    expect(changed.startsWith("sources:\n- type: serial\n  port: /dev/ttyUSB0\n")).toBe(true);
    expect(valuesIn(changed, "f")).toMatchObject({
      sources: [{ format: "8E1", meter: { name: "007", country: "no" } }],
    });
  });

  test("of an empty file writes it", () => {
    expect(editYaml("", {}, { log: { level: "debug" } })).toBe("log:\n  level: debug\n");
    expect(editYaml("# nothing yet\n", {}, { log: { level: "debug" } })).toContain("# nothing yet");
  });
});

test("whatever changes into whatever, the file holds it then", () => {
  const key = fc.constantFrom("sources", "mqtt", "name", "type", "#odd: key", "log");
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      tie("leaf"),
      fc.dictionary(key, tie("tree")),
      fc.array(tie("tree"), { maxLength: 4 }),
    ),
    leaf: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom("0x10", "yes", "8E1", "# no", "a: b", "- c", ""),
    ),
  }));
  const record = fc.dictionary(key, tree);
  fc.assert(
    fc.property(record, record, fc.boolean(), (before, after, isFlow) => {
      const from = stringify(before, { collectionStyle: isFlow ? "flow" : "any" });
      expect(parse(editYaml(from, before, after))).toEqual(after);
    }),
    { numRuns: 300 },
  );
});

test("an anchor in one section and its alias in another stay right", () => {
  const from = "base: &b { a: 1 }\nother: *b\nthird: 3\n";
  const before: unknown = parse(from);
  const after = { base: { a: 2 }, other: { a: 1 }, third: 3 };
  expect(parse(editYaml(from, before, after))).toEqual(after);
});

test("what is shown has no secret, and every other octet as it stands", () => {
  const shown = showYaml(`${text}# key 00112233445566778899AABBCCDDEEFF\n`, configurationSchema);
  expect(shown).toBe(
    `${text
      .replace('"00112233445566778899aabbccddeeff"', "[secret]")
      .replace("mqtt://me:hush@192.0.2.20", '"mqtt://me:***@192.0.2.20"')}# key [secret]\n`,
  );
});

test("a unified diff has three lines around each change", () => {
  const before = Array.from({ length: 20 }, (_, line) => `${line}`).join("\n");
  const after = before.replace("\n5\n", "\nfive\n").replace("\n19", "\n19\n20");
  expect(unifiedDiff(`${before}\n`, `${after}\n`, "f")).toBe(
    "--- f\n+++ f\n@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -18,3 +18,4 @@\n 17\n 18\n 19\n+20\n",
  );
  expect(unifiedDiff("a\n", "a\n", "f")).toBe("");
  expect(unifiedDiff("", "a\n", "f")).toBe("--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
});
