import type { Column } from "@meter2mqtt/decoder";
import type { DraftColumn, DraftLayout, ProfileDraft } from "@meter2mqtt/decoder/user-profiles";
import { stringify } from "yaml";

const head = [
  "A first draft of a vendor profile: guesses, each with its reason. Compare the numbers with the meter's display,",
  "correct what is wrong, and put the file into the folder `profiles` beside the configuration.",
  "A line without `obis` is a value whose meaning is not known; it stays in the reading by its position.",
];

/** A draft as the YAML file that its user goes on with: every place with what stood there, and why it was taken so. */
export function showDraft({ profile, layouts }: ProfileDraft): string {
  const { id, flagIds, listVersions } = profile;
  const lines = [
    ...head.map((line) => `# ${line}`),
    `id: ${scalar(id)}`,
    `manufacturer: ${scalar(profile.manufacturer)} # who made the meter`,
    `flagIds: ${flow(flagIds)} # first three letters of the system title`,
    `listVersions: ${flow(listVersions)} # how the list's first text begins`,
    "layouts:",
    ...layouts.flatMap(layoutLines),
  ];
  return `${lines.join("\n")}\n`;
}

function layoutLines({ about, anonymous, captures, columns }: DraftLayout): readonly string[] {
  return [
    `  - about: ${scalar(about)} # from ${captures === 1 ? "one message" : `${captures} messages`}`,
    ...(anonymous ? ["    anonymous: true # nothing in the list tells its maker: known by its shape alone"] : []),
    "    columns:",
    ...columns.flatMap(columnLines),
  ];
}

/** The reason above, the column below it: lines stay short enough to read. */
function columnLines({ column, reason, seen }: DraftColumn, position: number): readonly string[] {
  return [
    `      # ${position}: ${comment(seenWords(seen, column))}: ${comment(reason)}`,
    `      - { ${columnWords(column)} }`,
  ];
}

function columnWords({ obis, unit, scaler, type }: Column): string {
  const parts = [
    obis === undefined ? undefined : `obis: "${obis}"`,
    unit === undefined ? undefined : `unit: ${scalar(unit)}`,
    scaler === undefined ? undefined : `scaler: ${scaler}`,
    type === undefined ? undefined : `type: ${scalar(type)}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function scalar(text: string): string {
  return stringify(text).trimEnd();
}

function flow(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}

/** Without the meter's number: profiles are made to be shared. */
function seenWords(seen: string, { type }: Column): string {
  return type?.endsWith("string") === true ? seen.replace(/\d{7,}/g, (digits) => `${digits.slice(0, 2)}...`) : seen;
}

/** On one line. */
function comment(text: string): string {
  const line = text.replace(/[^\x20-\x7e]/g, "?");
  return line.length > 160 ? `${line.slice(0, 160)}...` : line;
}
