import type { SourceConfig } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { createSource } from "./create-source.ts";

const common = { name: "house", meter: {} };
const simulator = { ...common, type: "simulator", model: "p1-nl", speed: 1 } as const;

describe("createSource", () => {
  test.each<[SourceConfig, string, "live" | "file"]>([
    [
      { ...common, type: "serial", port: "/dev/ttyUSB0", baud: 2400, format: "8E1" },
      "/dev/ttyUSB0 at 2400 8E1",
      "live",
    ],
    [{ ...common, type: "tcp", host: "::1", port: 8088 }, "TCP [::1]:8088", "live"],
    [{ ...common, type: "file", path: "-" }, "standard input", "file"],
    [simulator, "simulated p1-nl", "live"],
  ])("makes what %o describes", (config, description, input) => {
    const source = createSource(config);
    expect(source).toMatchObject({ name: "house", type: config.type, description, input });
  });

  test.each([
    [{ ...simulator, model: "p1-xx" }, "sources.house.model", 'there is no virtual meter "p1-xx"'],
    [{ ...simulator, faults: "noise=2" }, "sources.house.faults", 'The probability of "noise"'],
  ])("refuses %o", (config, path, message) => {
    const make = () => createSource(config);
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(expect.objectContaining({ path, message: expect.stringContaining(message) }));
  });
});
