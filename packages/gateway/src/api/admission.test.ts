import { expect, test } from "vitest";
import { admit, isLoopback } from "./admission.ts";
import { ApiError } from "./api-error.ts";

function typeOf(
  remoteAddress: string | undefined,
  host: string | undefined,
  hostNames: readonly string[] = [],
): string {
  try {
    admit({ socket: { remoteAddress }, headers: { host } }, hostNames);
    return "admitted";
  } catch (error) {
    if (error instanceof ApiError) return error.type;
    throw error;
  }
}

test.each([
  ["127.0.0.1", true],
  ["127.3.2.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["192.0.2.1", false],
  ["::ffff:192.0.2.1", false],
  ["2001:db8::1", false],
  ["127.evil.example", false],
  [undefined, false],
])("%s is this machine: %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test.each([
  ["localhost:8420", "admitted"],
  ["meter.localhost", "admitted"],
  ["127.0.0.1:8420", "admitted"],
  ["[::1]:8420", "admitted"],
  ["192.0.2.1", "admitted"],
  ["meter.example", "admitted"],
  ["METER.example:80", "admitted"],
  ["evil.example", "unknown-host"],
  ["localhost.evil.example", "unknown-host"],
  ["127.0.0.1.evil.example", "unknown-host"],
  ["", "unknown-host"],
  [undefined, "unknown-host"],
])("asked for as %s: %s", (host, expected) => {
  expect(typeOf("127.0.0.1", host, ["meter.example"])).toBe(expected);
});

test("other machines are refused as long as there is no password", () => {
  expect(typeOf("192.0.2.7", "localhost")).toBe("no-password");
});
