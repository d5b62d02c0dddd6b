import { type Static, Type } from "typebox";

/** Something that began or ended at a meter: the live stream, the API, MQTT and webhooks say it so. */
export const meterEvent = Type.Object(
  {
    key: Type.String({ description: "the same when this event comes again, as it may after an outage" }),
    meter: Type.String({ description: "the meter in topics and URLs" }),
    event: Type.String({ description: "which one, as in docs/events.md: fuse, voltage-low, ..." }),
    state: Type.Union([Type.Literal("raised"), Type.Literal("cleared")]),
    severity: Type.Union([Type.Literal("info"), Type.Literal("warning"), Type.Literal("error")]),
    at: Type.String({ format: "date-time", description: "when it was noticed, ISO 8601 UTC" }),
    title: Type.String({ description: "the event in a few words" }),
    message: Type.String({ description: "the same with the numbers of this case" }),
    phase: Type.Optional(Type.String({ description: "L1, or L1-L2 for a voltage between two phases" })),
    value: Type.Optional(Type.Number({ description: "what was measured then" })),
    limit: Type.Optional(Type.Number({ description: "the limit that was passed" })),
    unit: Type.Optional(Type.String({ description: "of both" })),
  },
  { title: "Event", description: "<base>/<meter>/event" },
);
export type MeterEvent = Static<typeof meterEvent>;

/** `GET /api/v1/meters/{meter}/events`: newest first. */
export const eventsAnswer = Type.Object({ meter: Type.String(), events: Type.Array(meterEvent) });
