import { configuration } from "@meter2mqtt/contract";
import { environmentName } from "./environment.ts";
import { join } from "./parse-yaml.ts";
import { expectedWords, type SchemaNode, toSchemaNode } from "./schema-node.ts";

const introduction = `# Configuration

Generated from the configuration's schema.

meter2mqtt reads one YAML file: the one that \`--config\` or the variable \`METER2MQTT_CONFIG\` names, else
\`meter2mqtt.yaml\` in the current folder. Without any, it shows a simulated meter and runs a broker of its own. A key that
is not a setting, or a value that does not fit, ends the start with one sentence that names file, line and key, and exit
code 78.

\`\`\`yaml
sources:
  - type: serial
    port: /dev/ttyUSB0
    meter:
      name: House
      zone: Europe/Copenhagen
      encryptionKeyFile: /run/secrets/encryption-key
mqtt:
  - url: mqtt://192.0.2.20:1883
    username: meter
    passwordFile: /run/secrets/mqtt-password
\`\`\`

The settings page and the API change this file: comments stay, what it held before is kept beside it as \`.bak\`, and the change is
at work a moment later, without a new process; only the parts that it touches stop and start, as
[What a change touches](guides/changes.md) says. What can't be started is put back. A file that is changed by hand is read
at the next start, or [when SIGHUP says so](guides/changes.md#a-file-that-was-changed-by-hand).

## Environment variables

Every single setting can come from the environment, which wins over the file: \`METER2MQTT_\`, then the setting's path in
capitals, its parts and words joined by \`_\`. Places in a list count from 0. So \`http.port\` is \`METER2MQTT_HTTP_PORT\`, the
first source's port \`METER2MQTT_SOURCES_0_PORT\`, and its meter's key \`METER2MQTT_SOURCES_0_METER_ENCRYPTION_KEY\`. The
tables below write \`0\` for the place in a list. A variable that begins so and is no setting gives a warning.

## Secrets

Keys and passwords are better kept in files of their own (\`encryptionKeyFile\`, \`authenticationKeyFile\`, \`passwordFile\`) or in
the environment. Where they stand in the configuration file, keep it to yourself: \`chmod 600 meter2mqtt.yaml\`; otherwise a
warning says so at each start. Secrets are in no log and on no page.
`;

/** The reference page of all settings: \`docs/configuration.md\` holds exactly this. */
export function renderConfigurationDocs(): string {
  const root = toSchemaNode(configuration);
  const sections = Object.entries(root.properties ?? {}).flatMap(([key, schema]) => section(key, schema, 2));
  return `${[introduction, ...sections].join("\n")}`;
}

interface Row {
  readonly path: string;
  readonly schema: SchemaNode;
  readonly needed: boolean;
}

function section(path: string, schema: SchemaNode, depth: number): string[] {
  const heading = `${"#".repeat(depth)} \`${path}\`${schema.title === undefined ? "" : `: ${schema.title}`}\n`;
  const about = schema.description === undefined ? [] : [`${schema.description}\n`];
  const group = schema.items ?? schema;
  const place = schema.items === undefined ? path : join(path, "0");
  if (group.oneOf === undefined)
    return [heading, ...about, ...table(place, group), ...subsections(place, group, depth)];
  const branches = group.oneOf.flatMap((branch) => {
    const type = String(branch.properties?.["type"]?.const);
    return [
      `${"#".repeat(depth + 1)} \`type: ${type}\`\n`,
      `${branch.properties?.["type"]?.description ?? ""}\n`,
      ...table(place, branch),
    ];
  });
  // Groups inside are the same in every branch that has them.
  const groups = Object.assign({}, ...group.oneOf.map((branch) => branch.properties ?? {}));
  return [heading, ...about, ...branches, ...subsections(place, { properties: groups }, depth)];
}

function subsections(path: string, group: SchemaNode, depth: number): string[] {
  return Object.entries(group.properties ?? {})
    .filter(([, schema]) => isGroup(schema))
    .flatMap(([key, schema]) => section(join(path, key), schema, depth + 1));
}

/** Has settings of its own, itself or in each of its members. */
function isGroup(schema: SchemaNode): boolean {
  const group = schema.items ?? schema;
  return group.properties !== undefined || group.oneOf !== undefined;
}

function table(path: string, group: SchemaNode): string[] {
  const rows = Object.entries(group.properties ?? {})
    .filter(([, schema]) => !isGroup(schema))
    .map(([key, schema]): Row => ({ path: join(path, key), schema, needed: group.required?.includes(key) ?? false }));
  if (rows.length === 0) return [];
  const head = ["| Setting | Expected | Default | Example | |", "| --- | --- | --- | --- | --- |"];
  return [[...head, ...rows.map(rowWords), ""].join("\n")];
}

function rowWords({ path, schema, needed }: Row): string {
  const name = path.split(".").at(-1) ?? path;
  const preset = schema.default === undefined ? (needed ? neededWords(name) : "") : code(schema.default);
  const example = schema.const ?? schema.examples?.[0];
  const about = schema.const === undefined ? (schema.description ?? "") : kindWords(path);
  const variable = schema.items === undefined ? path : join(path, "0");
  const expected = schema.items === undefined ? expectedWords(schema) : `a list of ${expectedWords(schema.items)}`;
  const cells = [
    `\`${name}\``,
    expected,
    preset,
    example === undefined ? "" : code(example),
    `${schema.title ?? ""}. ${about} \`${environmentName(variable)}\``,
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function kindWords(path: string): string {
  const kinds: Readonly<Record<string, string>> = {
    virtualMeters: "virtual meter",
    sinks: "sink",
    prices: "price source",
  };
  return `Chooses this kind of ${kinds[path.split(".")[0] ?? ""] ?? "source"}.`;
}

function neededWords(name: string): string {
  return name === "name" ? "made from the type" : "none: needed";
}

function code(value: unknown): string {
  return `\`${Array.isArray(value) ? JSON.stringify(value) : String(value)}\``;
}
