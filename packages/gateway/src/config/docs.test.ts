import { fileURLToPath } from "node:url";
import { configuration } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { renderConfigurationDocs } from "./docs.ts";
import { environmentName, leafPaths } from "./environment.ts";
import { toSchemaNode } from "./schema-node.ts";

// Written anew by `npx vitest run packages/gateway/src/config/docs.test.ts -u`.
test("docs/configuration.md is what the schema says", async () => {
  await expect(renderConfigurationDocs()).toMatchFileSnapshot(
    fileURLToPath(new URL("../../../../docs/configuration.md", import.meta.url)),
  );
});

test("every setting is on the page, with its environment variable", () => {
  const page = renderConfigurationDocs();
  const names = leafPaths(toSchemaNode(configuration), "").map((path) => environmentName(path.replaceAll("*", "0")));
  expect(names.length).toBeGreaterThan(40);
  for (const name of names) expect(page).toContain(`\`${name}\``);
});
