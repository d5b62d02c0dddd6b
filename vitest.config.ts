import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const tests = ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts", "scripts/**/*.test.mjs"];
/**
 * Each of these has a process of its own: they take the place of what a process has once (its outputs, its environment, the
 * reader's locale), or measure its memory. The others share processes, and so load what they test once, not a file at a time.
 */
const apart = [
  "packages/gateway/src/cli/**/*.test.ts",
  "packages/decoder/test/browser.test.ts",
  "packages/decoder/src/framing/splitter-load.test.ts",
  "packages/web/src/pages/{history/page-words,settings/setting-text}.test.ts",
  "scripts/**/*.test.mjs",
];
/** These start gateways, brokers and browsers, and load all that a gateway consists of: they share processes among themselves. */
const served = ["packages/{gateway,web}/test/**/*.test.ts"];

/** What takes longest begins first, so that no process is left with it when the others have ended. */
const longest = [
  ...[
    "set-up-page",
    "inspector",
    "settings-page",
    "contracts-page",
    "history-page",
    "languages",
    "tariff-page",
    "page",
    "real-pages",
  ],
  ...["network-sources", "whole-program", "price-faults"],
  ...["list-watch", "plans", "month", "money-statistic"],
].map((name) => `/${name}.test.ts`);

const projectsInOrder = ["served", "apart", "together"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(name));
      // Files that share a process follow each other: it ends with the last of them.
      return projectsInOrder.indexOf(project.name) * (longest.length + 1) + (index < 0 ? longest.length : index);
    };
    const usual = await super.sort(files);
    return usual.sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    setupFiles: "packages/web/src/i18n/english.setup.ts",
    globalSetup: "scripts/testing/run-folder.mjs",
    // A loaded machine may be ten times slower; what hangs is found all the same.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // Two cores, and one more: integration tests wait for the brokers, gateways and browsers that they start.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // What is waited for comes at once where there is nothing else to do; here there is.
    expect: { poll: { timeout: 60_000 } },
    // A shared machine may stall a broker or a browser for seconds: what fails there twice is broken.
    retry: process.env["CI"] === undefined ? 0 : 1,
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      { extends: true, test: { name: "served", include: served, isolate: false } },
      { extends: true, test: { name: "together", include: tests, exclude: [...apart, ...served], isolate: false } },
    ],
  },
});
