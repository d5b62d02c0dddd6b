import { type QuantityRow, quantities } from "../../src/index.ts";
import { renderTable } from "./table.ts";

const introduction = `# Quantities

Generated from the table in [quantities.ts](../packages/decoder/src/reading/quantities.ts).

These are the names under which a reading holds numbers, in \`decode --json\` and in MQTT. The unit is part of the name. A
quantity that the meter did not send is absent: it is never 0 and never null. Whatever else a meter sends stands in
the reading's \`objects\` with its OBIS code.

The OBIS codes are those of electricity without a channel; Kamstrup writes the same with channel 1 (\`1-1:1.7.0\`).
`;

const kinds = {
  momentary: { title: "Momentary values", about: "What holds at the moment of the reading." },
  demand: { title: "Demand", about: "Means over a quarter-hour." },
  register: { title: "Registers", about: "Sums that only grow, as long as the meter is the same." },
} as const satisfies Record<QuantityRow["kind"], { readonly title: string; readonly about: string }>;

/** The reference page of all quantities: `docs/quantities.md` holds exactly this. */
export function renderQuantitiesDocs(): string {
  const sections = Object.entries(kinds).map(([kind, { title, about }]) => {
    const rows = quantities
      .filter((row) => row.kind === kind)
      .map((row) => [`\`${row.name}\``, `\`1-0:${row.code}\``, row.unit, row.about]);
    return `## ${title}\n\n${about}\n\n${renderTable(["Name", "OBIS code", "Unit", "Meaning"], rows)}`;
  });
  return [introduction, ...sections].join("\n");
}
