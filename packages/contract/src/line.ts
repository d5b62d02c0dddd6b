import { type Static, Type } from "typebox";
import { shownDiagnosis } from "./live.ts";

const instant = (description: string) =>
  Type.String({ format: "date-time", description: `${description}, ISO 8601 UTC` });
const next = Type.Optional(Type.String({ description: "cursor of the next page; absent at the end" }));

/** A diagnosis in the log, with how long it went on. */
const loggedDiagnosis = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  firstAt: instant("when this row of it began"),
  ...shownDiagnosis.properties,
});
export type LoggedDiagnosis = Static<typeof loggedDiagnosis>;

/** `GET /api/v1/diagnoses`: newest first, since the start. */
export const diagnosesAnswer = Type.Object({ items: Type.Array(loggedDiagnosis), next });
export type DiagnosesAnswer = Static<typeof diagnosesAnswer>;

/** How a line was in one step of time. */
const lineStep = Type.Object({
  at: instant("beginning of the step"),
  octets: Type.Integer({ minimum: 0 }),
  octetsPerSecond: Type.Number({ minimum: 0 }),
  frames: Type.Integer({ minimum: 0, description: "whose checks passed" }),
  damagedFrames: Type.Integer({ minimum: 0 }),
  checksumFailures: Type.Integer({ minimum: 0, description: "of the damaged ones: whole, with a wrong checksum" }),
  noiseOctets: Type.Integer({ minimum: 0 }),
  readings: Type.Integer({ minimum: 0 }),
  longestGapSeconds: Type.Optional(
    Type.Number({ minimum: 0, description: "longest time without an octet that ended in this step" }),
  ),
});
export type LineStep = Static<typeof lineStep>;

/** `GET /api/v1/line`: oldest first; a step without anything is there with zeros. */
export const lineAnswer = Type.Object({
  source: Type.String(),
  from: instant("beginning of the first step"),
  to: instant("now"),
  stepSeconds: Type.Integer({ minimum: 1 }),
  steps: Type.Array(lineStep),
  statuses: Type.Array(
    Type.Object({ at: instant("since when"), status: Type.String(), error: Type.Optional(Type.String()) }),
    { description: "how the source was in that time, the one it began with first" },
  ),
});
export type LineAnswer = Static<typeof lineAnswer>;

const frameSummary = {
  id: Type.Integer({ minimum: 1 }),
  at: instant("arrival"),
  source: Type.String(),
  framing: Type.Optional(Type.String({ description: "hdlc, mbus, p1, ...: where it was read" })),
  octets: Type.Integer({ minimum: 0, description: "its length" }),
  outcome: Type.String({ description: "reading, or the code of the diagnosis that stood in its way" }),
  verdict: Type.String({ description: "the same in words" }),
};

/** `GET /api/v1/frames`: the raw archive, newest first. */
export const framesAnswer = Type.Object({ items: Type.Array(Type.Object(frameSummary)), next });
export type FramesAnswer = Static<typeof framesAnswer>;

/** `GET /api/v1/frames/{id}`. */
export const frameAnswer = Type.Object({
  ...frameSummary,
  hex: Type.String({ description: "all octets, lower case" }),
});
export type FrameAnswer = Static<typeof frameAnswer>;

/** Events `frame` of `GET /api/v1/frames/live` (server-sent events): a frame has no id before it is in the archive. */
export const liveFrame = Type.Omit(frameAnswer, ["id"]);
export type LiveFrame = Static<typeof liveFrame>;
