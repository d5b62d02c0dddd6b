import { expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { configurationSchema } from "./configuration-reader.ts";
import { textAt, withMarkers, withSecrets } from "./secret-markers.ts";

const key = "00112233445566778899aabbccddeeff";
const values = {
  sources: [
    { type: "serial", port: "/dev/ttyUSB0", meter: { name: "House", encryptionKey: key } },
    { type: "http", url: "http://me:hush@192.0.2.3/", headers: ["X-Key: 1", "X-Key: 2"] },
  ],
  mqtt: [{ url: "mqtt://192.0.2.20", username: "me", password: "hush-hush", pasword: "misspelt" }],
};
const find = (path: string) => textAt(values, path);
const shown = () => withMarkers(values, configurationSchema);
const back = (value: unknown) => withSecrets(value, configurationSchema, find);

test("what is shown has markers for secrets, and sent back it is what it was", () => {
  expect(shown()).toMatchObject({
    sources: [
      {
        port: "/dev/ttyUSB0",
        meter: { name: "House", encryptionKey: { set: true, from: "sources.0.meter.encryptionKey" } },
      },
      { url: "http://me:***@192.0.2.3/", headers: [{ set: true, from: "sources.1.headers.0" }, { set: true }] },
    ],
    mqtt: [{ username: "me", password: { set: true, from: "mqtt.0.password" }, pasword: { set: true } }],
  });
  const text = JSON.stringify(shown());
  for (const secret of [key, "hush", "X-Key", "misspelt"]) expect(text).not.toContain(secret);
  const { mqtt: _mqtt, ...known } = values;
  expect(back(withMarkers(known, configurationSchema))).toEqual(known);
});

test("a secret follows its source to another place in the list, and new text takes its place", () => {
  const moved = {
    sources: [
      { type: "serial", port: "x", meter: { encryptionKey: { set: true, from: "sources.0.meter.encryptionKey" } } },
    ],
  };
  expect(back({ sources: [{ type: "push" }, ...moved.sources] })).toMatchObject({
    sources: [{}, { meter: { encryptionKey: key } }],
  });
  expect(back({ mqtt: [{ password: "new" }] })).toEqual({ mqtt: [{ password: "new" }] });
});

test.each([
  ["where it would be shown", { mqtt: [{ username: { set: true, from: "mqtt.0.password" } }] }],
  ["of another kind", { mqtt: [{ password: { set: true, from: "sources.0.meter.encryptionKey" } }] }],
  ["that is not there", { mqtt: [{}, { password: { set: true } }] }],
  ["of an address that is another now", { sources: [{}, { type: "http", url: "http://me:***@evil.example/" }] }],
])("no marker for a secret %s", (_what, wanted) => {
  expect(() => back(wanted)).toThrow(ConfigError);
});
