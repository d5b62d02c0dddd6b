import { configuration } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { toSchemaNode } from "../config/schema-node.ts";
import { Secret } from "../config/secret.ts";
import { leftOutText, shownSettings } from "./shown-settings.ts";

const show = (value: object) => shownSettings(value, toSchemaNode(configuration));

describe("shownSettings", () => {
  test("numbers, switches and words of a list are shown; of texts and secrets only that they are set", () => {
    const { settings, kept, leftOut } = show({
      mqtt: [
        {
          name: "home",
          url: "mqtt://hansen.example",
          password: new Secret("sommerhus"),
          protocol: "3.1.1",
          discovery: { enabled: false, prefix: "hansens-ha" },
        },
      ],
      store: { rawFrames: { days: 3 } },
      log: { level: "debug" },
    });
    expect(settings).toEqual({
      mqtt: [
        {
          name: leftOutText,
          url: leftOutText,
          password: leftOutText,
          protocol: "3.1.1",
          discovery: { enabled: false, prefix: leftOutText },
        },
      ],
      store: { rawFrames: { days: 3 } },
      log: { level: "debug" },
    });
    expect([kept, leftOut]).toEqual([4, 4]);
  });

  test("what is as it is without any setting is not said, and what the schema doesn't know neither", () => {
    expect(show({ log: { level: "info" }, unknown: "Hansen", sinks: [] }).settings).toEqual({});
  });
});
