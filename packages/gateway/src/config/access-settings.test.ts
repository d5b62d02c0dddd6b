import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { loadSettings } from "./load-settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(settings: object) {
  writeFileSync(join(folder, "meter2mqtt.yaml"), JSON.stringify(settings), { mode: 0o600 });
  return loadSettings({ folder, environment: {} });
}

function errorOf(settings: object): ConfigError {
  try {
    load(settings);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("the embedded broker", () => {
  test.each(["0.0.0.0", "192.0.2.2", "::", "meter.example"])("does not listen on %s and ask nobody", (host) => {
    const error = errorOf({ broker: { host } });
    expect(error.path).toContain("broker.host");
    expect(`${error.message} ${error.hint}`).toContain("Set `broker.user` and `broker.password`");
  });

  test("listens there with a user and a password, of which it shows nothing", () => {
    writeFileSync(join(folder, "password"), "seven red ladders\n", { mode: 0o600 });
    const { broker } = load({ broker: { host: "0.0.0.0", user: "meter", passwordFile: "password" } });
    expect(broker).toMatchObject({ enabled: true, host: "0.0.0.0", user: "meter" });
    expect(broker.password?.reveal()).toBe("seven red ladders");
    expect(JSON.stringify(broker)).not.toContain("ladders");
  });

  test("may have any address where it does not run, and none of the two without the other", () => {
    expect(load({ broker: { enabled: false, host: "0.0.0.0" } }).broker).toMatchObject({ enabled: false });
    expect(load({ broker: { host: "0.0.0.0" }, mqtt: [{ url: "mqtt://192.0.2.9" }] }).broker.enabled).toBe(false);
    expect(errorOf({ broker: { user: "meter" } }).message).toContain("broker.password");
    expect(errorOf({ broker: { password: "x" } }).message).toContain("broker.user");
  });
});

test("what the guide shows is a configuration", () => {
  const guide = readFileSync(new URL("../../../../docs/guides/access.md", import.meta.url), "utf8");
  const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => yaml ?? "");
  expect(blocks.length).toBeGreaterThan(3);
  for (const yaml of blocks) {
    writeFileSync(join(folder, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
    expect(loadSettings({ folder, environment: {} }).warnings).toEqual([]);
  }
});

describe("http.access", () => {
  test.each([
    [{ proxies: ["10.0.0.0/33"] }, "http.access.proxies.0"],
    [{ proxies: ["10.0.0.1", "10.0.0"] }, "http.access.proxies.1"],
    [{ proxyHeader: { name: "X-User", from: ["fd00::/129"] } }, "http.access.proxyHeader.from.0"],
    [{ proxyHeader: { name: "X-User", from: [] } }, "http.access.proxyHeader.from"],
    [{ proxyHeader: { name: "X User", from: ["10.0.0.1"] } }, "http.access.proxyHeader.name"],
    [{ cors: ["*"] }, "http.access.cors.0"],
    [{ frameAncestors: ["https://a.example; script-src *"] }, "http.access.frameAncestors.0"],
  ])("%j is refused at its place", (access, path) => {
    expect(errorOf({ http: { access } }).message).toContain(path);
  });

  test("takes addresses, networks and files", () => {
    const proxyHeader = { name: "X-User", from: ["fd00::2", "10.0.0.0/24"] };
    const { http } = load({
      http: { access: { proxyHeader }, tls: { certificateFile: "c.pem", keyFile: "/etc/k.pem" } },
    });
    expect(http.access.proxyHeader).toEqual({ ...proxyHeader, role: "viewer" });
    expect(http.tls).toEqual({ certificateFile: join(folder, "c.pem"), keyFile: "/etc/k.pem" });
  });
});
