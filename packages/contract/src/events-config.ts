import { type Static, Type } from "typebox";

/* When something is worth telling about a meter: limits, and for how long they must be passed. */

const strict = { additionalProperties: false } as const;

const seconds = (description: string, preset: number) =>
  Type.Integer({
    ...{ minimum: 0, maximum: 86_400, title: "Seconds", description, default: preset, examples: [preset * 2] },
  });
const forSoLong = "It must be so for this long, and over for this long.";

export const eventsConfig = Type.Object(
  {
    off: Type.Array(
      Type.Enum(["fuse", "voltage-low", "voltage-high", "no-data", "clock-wrong", "export", "peak"], {
        title: "Event",
        description: "As in docs/events.md.",
      }),
      {
        ...{ uniqueItems: true, title: "Not wanted", description: "Events that are not told.", default: [] },
        examples: [["export"]],
      },
    ),
    fuse: Type.Object(
      {
        percent: Type.Integer({
          ...{ minimum: 1, maximum: 200, title: "Raised at", default: 90, examples: [80] },
          description: "Percent of the meter's `mainFuse`.",
        }),
        clearPercent: Type.Integer({
          ...{ minimum: 1, maximum: 200, title: "Cleared below", default: 80, examples: [70] },
          description: "Percent of `mainFuse`; less than `percent`, so that it doesn't come and go.",
        }),
        seconds: seconds(forSoLong, 10),
      },
      { ...strict, title: "Phase near its fuse", description: "Needs the meter's `mainFuse`.", default: {} },
    ),
    voltage: Type.Object(
      {
        percent: Type.Number({
          ...{ minimum: 1, maximum: 50, title: "Raised at", default: 10, examples: [8] },
          description: "Percent away from the meter's `nominalVoltage`: below 207 V and above 253 V for 230 V.",
        }),
        hysteresisPercent: Type.Number({
          ...{ minimum: 0, maximum: 10, title: "Hysteresis", default: 1, examples: [0.5] },
          description: "So many percent of the nominal voltage back inside the limit it is over.",
        }),
        seconds: seconds(forSoLong, 60),
      },
      {
        ...{ ...strict, title: "Voltage outside its limits", default: {} },
        description: "Weeks are judged by EN 50160 whatever is set here.",
      },
    ),
    noData: Type.Object(
      { seconds: seconds("After the meter has become stale (three intervals without a reading).", 60) },
      { ...strict, title: "Silent meter", default: {} },
    ),
    clock: Type.Object(
      { seconds: seconds(forSoLong, 300) },
      { ...strict, title: "Wrong clock", description: "The meter's, not this machine's.", default: {} },
    ),
    export: Type.Object(
      {
        watts: Type.Integer({
          ...{ minimum: 1, maximum: 10_000_000, title: "Watts", default: 50, examples: [200] },
          description: "Export begins at so much, and is over below a fifth of it.",
        }),
        seconds: seconds(forSoLong, 60),
      },
      { ...strict, title: "Export began or ended", default: {} },
    ),
  },
  {
    ...{ ...strict, title: "Events", default: {} },
    description:
      "What is told of a meter by MQTT, Home Assistant, the page and webhooks when it begins and when it is over; docs/events.md has them all.",
  },
);
export type EventsConfig = Static<typeof eventsConfig>;
