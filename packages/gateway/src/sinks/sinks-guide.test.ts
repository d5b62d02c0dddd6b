import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSettings } from "../config/load-settings.ts";
import { createTypedSink } from "./create-typed-sink.ts";

const guide = readFileSync(new URL("../../../../docs/guides/sinks.md", import.meta.url), "utf8");
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml ?? "");

describe("docs/guides/sinks.md", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "meter2mqtt-guide-"));
    mkdirSync(join(folder, "secrets"));
    for (const [, name] of guide.matchAll(/\/run\/secrets\/([a-z0-9-]+)/g)) {
      writeFileSync(join(folder, "secrets", name ?? ""), "a secret\n");
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("has an example of every type", () => {
    const types = [...guide.matchAll(/- type: (\w+)/g)].map(([, type]) => type);
    expect(new Set(types)).toEqual(new Set(["influxdb", "postgresql", "webhook", "files"]));
  });

  test.each(examples.map((yaml) => [yaml]))("its example works:\n%s", (yaml) => {
    writeFileSync(join(folder, "meter2mqtt.yaml"), yaml.replaceAll("/run/secrets", "secrets"), { mode: 0o600 });
    const { sinks, warnings } = loadSettings({ folder, environment: {} });
    expect(warnings).toEqual([]);
    expect(sinks.length).toBeGreaterThan(0);
    for (const settings of sinks) {
      const sink = createTypedSink(settings, {});
      expect(sink).toMatchObject({ name: settings.name, type: settings.type });
      expect(sink.description + JSON.stringify(settings)).not.toContain("a secret");
    }
  });
});
