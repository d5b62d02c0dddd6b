import { type Static, Type } from "typebox";
import { energySpans } from "./mqtt.ts";
import { tariffNow } from "./tariffs.ts";

const wattHours = (description: string) =>
  Type.Optional(Type.Number({ description: `${description}, Wh; absent where nothing is known of it` }));

const before = Type.Object({
  start: Type.String({ description: "its beginning, ISO 8601 with offset" }),
  end: Type.String({ description: "its end" }),
  import: wattHours("taken from the grid"),
  export: wattHours("given to the grid"),
});
export type EnergyBefore = Static<typeof before>;

/** `GET /api/v1/meters/{meter}/summary`: what a glance shows of energy and money. */
export const summaryAnswer = Type.Object(
  {
    meter: Type.String({ description: "the meter in topics and URLs" }),
    at: Type.String({ description: "when this was so, ISO 8601 with offset" }),
    zone: Type.String({ description: "IANA zone whose hours and days these are" }),
    import: Type.Optional(energySpans),
    export: Type.Optional(energySpans),
    yesterday: Type.Optional(
      Type.Object(
        {
          hour: Type.Optional(before),
          day: Type.Optional(before),
        },
        { description: "the same hour of yesterday, all of it; and yesterday up to this quarter of an hour" },
      ),
    ),
    tariff: Type.Optional(tariffNow),
  },
  { title: "Energy summary" },
);
export type SummaryAnswer = Static<typeof summaryAnswer>;
