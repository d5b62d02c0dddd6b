import { expect, test } from "vitest";
import { ApiError } from "../api-error.ts";
import { isLoopback, Peers } from "./peers.ts";

type Config = ConstructorParameters<typeof Peers>[0];
type Headers = Readonly<Record<string, string>>;

const access = { viewWithoutLogin: false, trustLoopback: false, proxies: [], frameAncestors: [], cors: [] };

function look(remoteAddress: string | undefined, headers: Headers, config: Partial<Config> = {}) {
  const peers = new Peers({ listen: "127.0.0.1", hostNames: ["meter.example"], ...config });
  try {
    const client = peers.clientOf({ socket: { remoteAddress }, headers });
    return { ...client, user: peers.proxyUser({ socket: { remoteAddress }, headers }) };
  } catch (error) {
    if (error instanceof ApiError) return { refused: error.type };
    throw error;
  }
}

test.each([
  ["127.0.0.1", true],
  ["127.3.2.1", true],
  ["::1", true],
  ["192.0.2.1", false],
  ["2001:db8::1", false],
  ["127.evil.example", false],
  ["", false],
])("%s is this machine: %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test.each([
  ["127.0.0.1", "localhost:8420", true],
  ["::1", "[::1]:8420", true],
  ["::ffff:127.0.0.1", "127.0.0.1:8420", true],
  ["127.0.0.1", "LOCALHOST", true],
  ["127.0.0.1", "meter.example", false],
  ["192.0.2.7", "localhost:8420", false],
  ["2001:db8::1", "127.0.0.1", false],
  ["::ffff:192.0.2.7", "localhost", false],
  [undefined, "localhost", false],
])("from %s, asked for as %s: local is %s", (peer, host, isLocal) => {
  expect(look(peer, { host })).toMatchObject({ isLocal });
});

test.each(["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix"])(
  "a request with the header %s is not local",
  (name) => {
    expect(look("127.0.0.1", { host: "localhost", [name]: "" })).toMatchObject({ isLocal: false });
  },
);

test.each([
  "evil.example",
  "meter.localhost",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "127.0.0.2",
  "192.0.2.1",
  "0x7f.1",
  "[::ffff:127.0.0.1]",
  "localhost:8420:1",
  "a b",
  "",
])("the name '%s' is not ours", (host) => {
  expect(look("127.0.0.1", { host })).toEqual({ refused: "unknown-host" });
  expect(look("192.0.2.7", { host })).toEqual({ refused: "unknown-host" });
});

test("a request without a name is refused", () => {
  expect(look("127.0.0.1", {})).toEqual({ refused: "unknown-host" });
});

test("who listens to other machines is also asked for by an address, and is not local by that", () => {
  const config = { listen: "0.0.0.0" };
  expect(look("192.0.2.7", { host: "192.0.2.1:8420" }, config)).toMatchObject({ isLocal: false });
  expect(look("127.0.0.1", { host: "192.0.2.1" }, config)).toMatchObject({ isLocal: false });
  expect(look("192.0.2.7", { host: "evil.example" }, config)).toEqual({ refused: "unknown-host" });
});

const proxies = { access: { ...access, proxies: ["10.0.0.0/24", "2001:db8::5"] } };

test.each([
  ["192.0.2.7", "198.51.100.1", "192.0.2.7"],
  ["10.0.0.4", "198.51.100.1", "198.51.100.1"],
  ["10.0.0.4", "203.0.113.9, 198.51.100.1", "198.51.100.1"],
  ["10.0.0.4", "203.0.113.9, 198.51.100.1, 10.0.0.9", "198.51.100.1"],
  ["10.0.0.4", "nonsense", "10.0.0.4"],
  ["10.0.0.4", "", "10.0.0.4"],
  ["2001:db8::5", "2001:db8:1::1", "2001:db8:1::1"],
  ["10.0.1.4", "198.51.100.1", "10.0.1.4"],
])("from %s with X-Forwarded-For '%s' the address is %s", (peer, header, address) => {
  const headers = { host: "meter.example", "x-forwarded-for": header };
  expect(look(peer, headers, proxies)).toMatchObject({ address });
});

test("a named proxy may ask under any name, unless it is on this machine, where a page could", () => {
  expect(look("10.0.0.4", { host: "home.example" }, proxies)).toMatchObject({ isLocal: false, isProxied: true });
  const here = { access: { ...access, proxies: ["127.0.0.1"] } };
  expect(look("127.0.0.1", { host: "home.example" }, here)).toEqual({ refused: "unknown-host" });
});

const header = { name: "X-Remote-User", from: ["172.30.32.2"], role: "viewer" as const };
const ingress = { access: { ...access, proxyHeader: header } };

test.each([
  ["172.30.32.2", { "x-remote-user": "kari" }, "kari"],
  ["172.30.32.2", { "x-remote-user": " " }, undefined],
  ["172.30.32.2", {}, undefined],
  ["172.30.32.3", { "x-remote-user": "kari" }, undefined],
  ["127.0.0.1", { "x-remote-user": "kari" }, undefined],
])("from %s with %j the proxy's user is %s", (peer, headers: Headers, user) => {
  expect(look(peer, { host: "meter.example", ...headers }, ingress)).toMatchObject({ user });
});
