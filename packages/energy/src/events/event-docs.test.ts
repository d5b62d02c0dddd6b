import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { eventNames, events } from "./event-table.ts";

const introduction = `# Events

Generated from the table in [event-table.ts](../packages/energy/src/events/event-table.ts).
[Voltage quality and events](guides/events.md) says where they go and how to set their limits.

An event is told when its condition has held for a while, and again when it is over: never twice without an end between.
\`{phase}\`, \`{value}\` and \`{limit}\` stand for the numbers of the case. The rules are those of the default settings.
`;

function renderEventsDocs(): string {
  const sections = eventNames.map((name) => {
    const { severity, title, rule, raised, cleared } = events[name];
    return `## ${name}\n\n${title} (${severity}). ${rule}\n\n- raised: ${raised}\n- cleared: ${cleared}\n`;
  });
  return [introduction, ...sections].join("\n");
}

// Written anew by `npx vitest run packages/energy/src/events/event-docs.test.ts -u`.
test("docs/events.md is what the table says", async () => {
  const file = fileURLToPath(new URL("../../../../docs/events.md", import.meta.url));
  await expect(renderEventsDocs()).toMatchFileSnapshot(file);
});
