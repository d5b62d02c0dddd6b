import { describe, expect, test } from "vitest";
import { Secret } from "../config/secret.ts";
import { createSink, type SinkSettings } from "./create-sink.ts";

const settings: SinkSettings = {
  name: "home",
  url: "mqtt://broker.example",
  protocol: "5",
  tls: {},
  baseTopic: "meter2mqtt",
};
const version = "0.1.0";

describe("createSink", () => {
  test("makes an MQTT sink that says where it publishes, and no secret", () => {
    const sink = createSink({ ...settings, username: "meter", password: new Secret("battery") }, { version });
    expect(sink).toMatchObject({ name: "home", type: "mqtt", description: "mqtt://broker.example:1883 as user meter" });
    expect([...sink.kinds].sort()).toEqual(["availability", "diagnosis", "energy", "event", "reading"]);
    const secure = createSink({ ...settings, url: "mqtts://[::1]/" }, { version });
    expect(secure.description).toBe("mqtts://[::1]:8883");
  });

  test.each([
    [{ tls: { certFile: "client.pem" } }, "mqtt.home.tls.keyFile"],
    [{ tls: { keyFile: "client.key" } }, "mqtt.home.tls.certFile"],
    [{ password: new Secret("battery") }, "mqtt.home.username"],
  ])("refuses half of a pair: %o", (half, path) => {
    const make = () => createSink({ ...settings, ...half }, { version });
    expect(make).toThrow(expect.objectContaining({ name: "ConfigError", path }));
  });
});
