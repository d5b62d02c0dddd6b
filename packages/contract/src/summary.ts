import { type Static, Type } from "typebox";
import { energySpans } from "./mqtt.ts";
import { tariffNow } from "./tariffs.ts";

const wattHours = (description: string) =>
  Type.Optional(Type.Number({ description: `${description}, Wh; absent where nothing is known of it` }));

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

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
    home: Type.Optional(
      Type.Object(
        {
          name: Type.String(),
          produced: Type.Number({ description: "today, Wh" }),
          selfConsumption: Type.Number({ description: "produced and used at home, Wh" }),
          consumption: Type.Number({ description: "all that the home used, Wh" }),
          selfConsumptionRate: Type.Optional(share("of the production; absent where nothing was produced")),
          selfSufficiency: Type.Optional(share("of the use; absent where nothing was used")),
        },
        { description: "of the home that the meter stands for at the grid, where it has production" },
      ),
    ),
  },
  { title: "Energy summary" },
);
export type SummaryAnswer = Static<typeof summaryAnswer>;
