import type { SourceConfig } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { sourcePlace } from "./source-place.ts";

const common = { name: "house", meter: {}, rejectUnauthorized: true } as const;
const value = { powerUnit: "W", energyUnit: "kWh", factor: 1, direction: "import", intervalSeconds: 10 } as const;

test.each<[SourceConfig, string]>([
  [{ ...common, type: "serial", port: "/dev/ttyUSB0", baud: "auto", format: "auto" }, "/dev/ttyUSB0"],
  [{ ...common, type: "tcp", host: "::1", port: 8088 }, "[::1]:8088"],
  [{ ...common, type: "tcp-server", listen: "127.0.0.1", port: 9000 }, "127.0.0.1:9000"],
  [{ ...common, type: "simulator", model: "p1-nl", speed: 1 }, "house"],
  [
    {
      ...common,
      type: "http",
      url: "http://me:secret@10.0.0.2/data?token=hidden",
      payload: "auto",
      intervalSeconds: 10,
    },
    "http://10.0.0.2/data",
  ],
  [
    {
      ...{ ...common, ...value, protocol: "5", type: "value", url: "mqtts://me:secret@[::1]:8883" },
      ...{ topic: "house/power", energyTopic: "house/energy", power: ".", energy: "." },
    },
    "mqtts://[::1]:8883 (house/power, house/energy)",
  ],
])("what %o reads from is said without words and secrets", (config, place) => {
  expect(sourcePlace(config)).toBe(place);
});
