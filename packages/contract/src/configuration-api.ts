import { type Static, Type } from "typebox";
import { configurationProblem, configurationProblemWords } from "./configuration-problems.ts";
import { remark, words } from "./words.ts";

const anything = Type.Record(Type.String(), Type.Unknown(), {
  description:
    "settings as in the file. A secret is `{ set: true, from }` and never shown; sent back, it stays as it is; text in its place is a new one",
});

/** Where a setting comes from; one that is not named has its default. */
const settingOrigin = Type.Object({
  from: Type.Union([Type.Literal("file"), Type.Literal("environment")]),
  line: Type.Optional(Type.Integer({ minimum: 1, description: "of the file" })),
  variable: Type.Optional(Type.String({ description: "of the environment, which wins over the file" })),
});

/** A part of the running gateway that a change touches; all others go on as if nothing had happened. */
export const touchedPart = Type.Object({
  part: Type.Enum(
    [
      ...["store", "history", "log", "events", "meters", "homes", "prices", "tariffs", "http", "broker", "mqtt"],
      ...["sink", "virtualMeter", "homeAssistant", "source"],
    ] as const,
    {
      description:
        "`history`: how long the store keeps what; `store`: the database itself, with which all others change",
    },
  ),
  name: Type.Optional(Type.String({ description: "which one, where there may be several: kitchen" })),
  change: Type.Enum(["start", "stop", "restart", "adjust"], {
    description: "`restart`: it is closed and opened again; `adjust`: it takes up its new settings while it runs",
  }),
});
export type TouchedPart = Static<typeof touchedPart>;

/** How the last change was taken up. */
const reloadState = Type.Object({
  state: Type.Union([Type.Literal("none"), Type.Literal("running"), Type.Literal("done"), Type.Literal("failed")]),
  at: Type.Optional(Type.String({ format: "date-time", description: "when it began" })),
  message: Type.Optional(Type.String({ description: "why it failed; the configuration before is at work then" })),
  words: Type.Optional(words),
  problem: Type.Optional(configurationProblemWords),
  parts: Type.Optional(Type.Array(touchedPart, { description: "what the change has touched, or was to touch" })),
});
export type ReloadState = Static<typeof reloadState>;

/** `GET /api/v1/configuration`. */
export const configurationAnswer = Type.Object({
  file: Type.String({ description: "where it is, or will be" }),
  exists: Type.Boolean(),
  editable: Type.Boolean({ description: "false: the file or its folder is read-only for the gateway" }),
  etag: Type.String({ description: "of the file's content: for If-Match of a change" }),
  values: anything,
  effective: Type.Record(Type.String(), Type.Unknown(), {
    description: "what is at work: with the environment's settings and all defaults",
  }),
  origins: Type.Record(Type.String(), settingOrigin, { description: "by path: sources.0.port" }),
  warnings: Type.Array(remark),
  reload: reloadState,
});
export type ConfigurationAnswer = Static<typeof configurationAnswer>;

/** Body of a check and of a change. */
export const configurationChange = Type.Object({ values: anything }, { additionalProperties: false });
export type ConfigurationChange = Static<typeof configurationChange>;

const yamlPreview = Type.Object(
  {
    before: Type.String(),
    after: Type.String(),
    diff: Type.String({ description: "unified, as `diff -u` writes it; empty where nothing changes" }),
  },
  { description: "texts of the file, comments kept, secrets blotted out" },
);

/** `POST /api/v1/configuration/check`. */
export const configurationCheckAnswer = Type.Object({
  ok: Type.Boolean(),
  errors: Type.Array(configurationProblem),
  warnings: Type.Array(remark),
  yaml: yamlPreview,
  changed: Type.Array(Type.String(), { description: "sections that are another: sources, mqtt, ..." }),
  parts: Type.Array(touchedPart, { description: "what it touches inside the running gateway; all other parts go on" }),
});
export type ConfigurationCheckAnswer = Static<typeof configurationCheckAnswer>;

/** `PUT /api/v1/configuration`. */
export const configurationApplyAnswer = Type.Object({
  file: Type.String(),
  etag: Type.String(),
  changed: Type.Array(Type.String()),
  parts: Type.Array(touchedPart, {
    description: "what it touches now; `reload` of the configuration says how that went",
  }),
  warnings: Type.Array(remark),
});
export type ConfigurationApplyAnswer = Static<typeof configurationApplyAnswer>;

/** `POST /api/v1/configuration/import-amsreader`. */
export const importAmsReaderAnswer = Type.Object({
  values: anything,
  yaml: Type.String({ description: "the same as text, secrets blotted out" }),
  contract: Type.Optional(
    Type.Object(
      { file: Type.String(), yaml: Type.String() },
      { description: "what the price rows become: written beside the configuration when it is taken over" },
    ),
  ),
  notes: Type.Array(remark, { description: "what is to be looked at" }),
  left: Type.Array(remark, { description: "what is not carried over, and why" }),
  about: Type.String({ description: "what the backup holds, in English lines" }),
  holds: Type.Object(
    { settings: Type.Array(remark), history: Type.Array(remark), tariffs: Type.Array(remark) },
    { description: "the same by sentences, for pages" },
  ),
});
export type ImportAmsReaderAnswer = Static<typeof importAmsReaderAnswer>;
