import { type Static, Type } from "typebox";

/* Destinations of readings beside MQTT brokers: the members of `sinks`, told apart by `type`. */

const strict = { additionalProperties: false } as const;

const name = Type.String({
  minLength: 1,
  title: "Name",
  description: "What logs and pages call it. Without one: its type, numbered where there are several.",
  examples: ["attic"],
});

const sinkTls = Type.Object(
  {
    caFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Authority",
        description: "PEM file of the authority that signed the server's certificate.",
        examples: ["ca.pem"],
      }),
    ),
    certFile: Type.Optional(
      Type.String({ minLength: 1, title: "Client certificate", description: "PEM file.", examples: ["client.pem"] }),
    ),
    keyFile: Type.Optional(
      Type.String({ minLength: 1, title: "Client key", description: "PEM file.", examples: ["client.key"] }),
    ),
    rejectUnauthorized: Type.Boolean({
      title: "Verify the server",
      description: "`false` accepts any certificate, also an attacker's.",
      default: true,
      examples: [true],
    }),
  },
  {
    ...strict,
    title: "TLS",
    description:
      "For `https://` addresses, and for PostgreSQL with `secure: true`. Files are read again as they change.",
    default: {},
  },
);

const secret = (title: string, description: string) =>
  Type.Optional(
    Type.String({ minLength: 1, writeOnly: true, title, description, examples: ["some long words of my own"] }),
  );
const secretFile = (title: string, instead: string, example: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      title,
      description: `Instead of \`${instead}\`.`,
      examples: [`/run/secrets/${example}`],
    }),
  );
const password = secret("Password", "Better kept in `passwordFile` or the environment.");
const passwordFile = secretFile("File with the password", "password", "database-password");
const username = Type.Optional(
  Type.String({ minLength: 1, title: "User", description: "Where the server asks for one.", examples: ["meter"] }),
);
const timeoutSeconds = Type.Integer({
  minimum: 1,
  maximum: 300,
  title: "Time for an answer",
  description: "In seconds. A server that takes longer is asked again later.",
  default: 10,
  examples: [30],
});
const kinds = (description: string) =>
  Type.Array(
    Type.Enum(["reading", "availability", "diagnosis", "event", "energy"], {
      title: "Kind",
      description: "One kind of message.",
    }),
    { minItems: 1, uniqueItems: true, title: "Kinds", description, default: ["reading"], examples: [["reading"]] },
  );

export const influxdbSinkConfig = Type.Object(
  {
    type: Type.Literal("influxdb", {
      title: "Type",
      description: "InfluxDB 1, 2 and 3, and other databases that take its line protocol (VictoriaMetrics, QuestDB).",
    }),
    name,
    url: Type.String({
      pattern: "^https?://[^@?#\\s]+$",
      title: "Address",
      description: "`http://host:port` or `https://host:port`, without `/write`, user and password.",
      examples: ["http://192.0.2.30:8086"],
    }),
    api: Type.Enum(["v1", "v2"], {
      title: "Write API",
      description: "`v1`: InfluxDB 1, `/write`. `v2`: InfluxDB 2 and Cloud, `/api/v2/write`.",
      default: "v2",
      examples: ["v1"],
    }),
    database: Type.String({
      minLength: 1,
      title: "Database",
      description: "For `v1`. It must be there.",
      default: "meter2mqtt",
      examples: ["energy"],
    }),
    retentionPolicy: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Retention policy",
        description: "For `v1`; the database's own otherwise.",
        examples: ["one_year"],
      }),
    ),
    username,
    password,
    passwordFile,
    org: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Organisation",
        description: "For `v2`: name or id.",
        examples: ["home"],
      }),
    ),
    bucket: Type.String({
      minLength: 1,
      title: "Bucket",
      description: "For `v2`: name or id. It must be there.",
      default: "meter2mqtt",
      examples: ["energy"],
    }),
    token: secret("Token", "For `v2`: one that may write to the bucket. Better kept in `tokenFile`."),
    tokenFile: secretFile("File with the token", "token", "influxdb-token"),
    measurement: Type.String({
      pattern: "^[A-Za-z][A-Za-z0-9_.-]*$",
      title: "Measurement",
      description: "Letters, digits, `_`, `.` and `-`. Sub-meters are in the one that has `_channel` behind it.",
      default: "meter",
      examples: ["electricity"],
    }),
    timeoutSeconds,
    tls: sinkTls,
  },
  { ...strict, title: "InfluxDB" },
);

const identifier = "^[A-Za-z_][A-Za-z0-9_]{0,39}$";

export const postgresqlSinkConfig = Type.Object(
  {
    type: Type.Literal("postgresql", {
      title: "Type",
      description: "PostgreSQL 12 or later; tables are made by themselves, hypertables where TimescaleDB is installed.",
    }),
    name,
    url: Type.String({
      pattern: "^postgres(ql)?://[^/@?#\\s]+/[^/@?#%\\s]+$",
      title: "Address",
      description: "`postgresql://host:port/database`, without user and password.",
      examples: ["postgresql://192.0.2.40:5432/energy"],
    }),
    username: Type.String({
      minLength: 1,
      title: "User",
      description:
        "It needs the right to create a schema in the database, or to create tables in the one that is there.",
      default: "meter2mqtt",
      examples: ["meter"],
    }),
    password,
    passwordFile,
    secure: Type.Boolean({
      title: "Use TLS",
      description: "`true`: nothing is said to the server unless the connection is secure.",
      default: false,
      examples: [true],
    }),
    schema: Type.String({
      pattern: identifier,
      title: "Schema",
      description: "Letters, digits and `_`. The tables `readings` and `channels` are in it.",
      default: "meter2mqtt",
      examples: ["public"],
    }),
    hypertable: Type.Boolean({
      title: "Use TimescaleDB",
      description: "`false`: plain tables, also where the extension is installed in the database.",
      default: true,
      examples: [false],
    }),
    timeoutSeconds,
    tls: sinkTls,
  },
  { ...strict, title: "PostgreSQL" },
);

export const webhookSinkConfig = Type.Object(
  {
    type: Type.Literal("webhook", {
      title: "Type",
      description: "An HTTP server of your own: one POST with JSON for each message.",
    }),
    name,
    url: Type.String({
      pattern: "^https?://[^@#\\s]+$",
      title: "Address",
      description: "`http://` or `https://`, without user and password.",
      examples: ["https://hooks.example/meter"],
    }),
    kinds: kinds("Which messages are sent."),
    secret: secret(
      "Secret",
      "Signs every request, so that the receiver knows whom it comes from. Better kept in `secretFile`.",
    ),
    secretFile: secretFile("File with the secret", "secret", "webhook-secret"),
    authorization: secret("Authorization", "The whole `Authorization` header, where the server asks for one."),
    authorizationFile: secretFile("File with the authorization", "authorization", "webhook-authorization"),
    timeoutSeconds,
    tls: sinkTls,
  },
  { ...strict, title: "Webhook" },
);

export const filesSinkConfig = Type.Object(
  {
    type: Type.Literal("files", {
      title: "Type",
      description: "CSV or JSON Lines in a folder, a new file each day.",
    }),
    name,
    folder: Type.String({
      minLength: 1,
      title: "Folder",
      description: "Made where it is missing; a relative path starts at the configuration's folder.",
      default: "exports",
      examples: ["/var/lib/meter2mqtt/exports"],
    }),
    format: Type.Enum(["csv", "jsonl"], {
      title: "Format",
      description: "`csv` holds readings only.",
      default: "csv",
      examples: ["jsonl"],
    }),
    kinds: kinds("Which messages are written."),
    prefix: Type.String({
      pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$",
      title: "Beginning of the names",
      description: "Letters, digits, `_` and `-`. `readings` gives `readings-2026-01-15.csv`.",
      default: "readings",
      examples: ["house"],
    }),
    zone: Type.String({
      minLength: 1,
      title: "Time zone of the days",
      description: "IANA zone whose midnight begins a new file.",
      default: "UTC",
      examples: ["Europe/Oslo"],
    }),
    maxMegabytes: Type.Number({
      exclusiveMinimum: 0,
      maximum: 10_000,
      title: "Megabytes",
      description: "A larger file is followed by a second one of the same day.",
      default: 100,
      examples: [10],
    }),
    maxFiles: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      title: "Files",
      description: "At most so many are kept; the oldest are deleted.",
      default: 400,
      examples: [31],
    }),
  },
  { ...strict, title: "Files" },
);

export type InfluxdbSinkConfig = Static<typeof influxdbSinkConfig>;
export type PostgresqlSinkConfig = Static<typeof postgresqlSinkConfig>;
export type WebhookSinkConfig = Static<typeof webhookSinkConfig>;
export type FilesSinkConfig = Static<typeof filesSinkConfig>;
export type SinkTlsConfig = Static<typeof sinkTls>;
export type SinkConfig = InfluxdbSinkConfig | PostgresqlSinkConfig | WebhookSinkConfig | FilesSinkConfig;

export const sinkConfig = Type.Unsafe<SinkConfig>({
  type: "object",
  title: "Sink",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [influxdbSinkConfig, postgresqlSinkConfig, webhookSinkConfig, filesSinkConfig],
});
