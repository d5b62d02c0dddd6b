import { type Static, Type } from "typebox";

/** What the user knows of a meter, wherever it is heard. */
export const knownMeterConfig = Type.Object(
  {
    id: Type.String({
      minLength: 1,
      title: "Number",
      description: "What the meter calls itself: its number, else its logical device name, server id or system title.",
      examples: ["9999990000000017"],
    }),
    name: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Name",
        description: "What pages call the meter; else as for its source, or as its predecessor.",
        examples: ["House"],
      }),
    ),
    slug: Type.Optional(
      Type.String({
        pattern: "^[^/+#\\s]+$",
        title: "Name in topics",
        description: "Stands for the meter in MQTT topics and URLs; else as for its source, or as its predecessor.",
        examples: ["house"],
      }),
    ),
    successorOf: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Successor of",
        description:
          "Number of the meter that this one took the place of. It takes over the other one's names, and its history goes on; registers stay each meter's own.",
        examples: ["9999990000000010"],
      }),
    ),
  },
  { additionalProperties: false, title: "Known meter" },
);
export type KnownMeterConfig = Static<typeof knownMeterConfig>;
