import { type Static, Type } from "typebox";
import { meterTraits } from "./live.ts";
import { words } from "./words.ts";

const instant = (description: string) =>
  Type.String({ format: "date-time", description: `${description}, ISO 8601 UTC` });

/** A meter of an earlier time in the same place. */
const predecessor = Type.Object({
  meterId: Type.String(),
  lastReadingAt: Type.Optional(instant("arrival of its last reading that is kept")),
});

/** What is known of one meter beside its values. */
const meterDetail = Type.Object({
  meter: Type.String({ description: "slug in topics and URLs" }),
  name: Type.String(),
  meterId: Type.Optional(Type.String({ description: "its number, as it names itself" })),
  meterModel: Type.Optional(Type.String()),
  manufacturer: Type.Optional(Type.String()),
  listVersion: Type.Optional(Type.String({ description: "the push list, as it names itself" })),
  systemTitle: Type.Optional(Type.String()),
  authenticated: Type.Optional(Type.Boolean({ description: "whether the tag of its latest frame was verified" })),
  simulated: Type.Boolean(),
  stale: Type.Boolean(),
  receivedAt: instant("arrival of the latest reading"),
  timestamp: Type.Optional(Type.String({ description: "the meter's clock, ISO 8601 with offset" })),
  intervalSeconds: Type.Optional(Type.Number({ description: "its rhythm, as observed" })),
  sources: Type.Array(Type.String(), { description: "that hear it, the latest first" }),
  ...meterTraits,
  scaleDecisions: Type.Array(
    Type.Object({
      unit: Type.String(),
      scaler: Type.Integer(),
      about: Type.String({ description: "the evidence, in words" }),
      words: Type.Optional(words),
      decidedAt: instant("when it was decided"),
    }),
    { description: "what evidence has decided for good, also before this start" },
  ),
  quantities: Type.Array(Type.String(), { description: "names of the values it has" }),
  derived: Type.Array(Type.String(), { description: "those of them that were computed, not sent" }),
  successorOf: Type.Optional(
    Type.String({ description: "number of the meter that this one took the place of, as configured" }),
  ),
  predecessors: Type.Array(predecessor, { description: "meters that stood here before, the latest first" }),
});
export type MeterDetail = Static<typeof meterDetail>;

/** `GET /api/v1/meters`. */
export const metersAnswer = Type.Object({
  meters: Type.Array(meterDetail),
  unheard: Type.Array(
    Type.Object({
      meterId: Type.String(),
      lastReadingAt: Type.Optional(instant("arrival of its last reading that is kept")),
      successor: Type.Optional(Type.String({ description: "number of the meter that took its place" })),
    }),
    { description: "meters whose readings are kept and that were not heard since the start" },
  ),
});
export type MetersAnswer = Static<typeof metersAnswer>;

const numbers = (description: string) => Type.Record(Type.String(), Type.Number(), { description });

/** A reading, or the means of several. */
const readingItem = Type.Object({
  at: instant("arrival; with a resolution the beginning of the step"),
  timestamp: Type.Optional(Type.String({ description: "the meter's clock" })),
  values: numbers("quantities by name; with a resolution the mean, and the last of a register"),
  min: Type.Optional(numbers("with a resolution: the lowest of the step")),
  max: Type.Optional(numbers("with a resolution: the highest of the step")),
  count: Type.Optional(Type.Integer({ minimum: 1, description: "with a resolution: readings in the step" })),
});
export type ReadingItem = Static<typeof readingItem>;

/** `GET /api/v1/meters/{meter}/readings`: oldest first. */
export const readingsAnswer = Type.Object({
  meter: Type.String(),
  items: Type.Array(readingItem),
  next: Type.Optional(Type.String({ description: "cursor of the next page; absent at the end" })),
});
export type ReadingsAnswer = Static<typeof readingsAnswer>;
