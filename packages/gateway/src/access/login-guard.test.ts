import { expect, test } from "vitest";
import { LoginGuard } from "./login-guard.ts";

const minute = 60_000;

/** Tries until it is refused; gives how often it went. */
function exhaust(guard: LoginGuard, login: Parameters<LoginGuard["begin"]>[0], now: number, most = 200): number {
  for (let tries = 0; tries < most; tries++) if (guard.begin(login, now) > 0) return tries;
  return most;
}

const kari = { user: "kari", isLocal: false };

test("an address has ten tries, then one in six minutes", () => {
  const guard = new LoginGuard();
  const login = { ...kari, address: "192.0.2.1" };
  expect(exhaust(guard, login, 0)).toBe(10);
  expect(guard.begin(login, 0)).toBe(6 * minute);
  expect(guard.begin(login, 6 * minute)).toBe(0);
  expect(guard.begin(login, 6 * minute)).toBeGreaterThan(0);
  expect(exhaust(guard, login, 24 * 60 * minute)).toBe(10);
});

test("another account from the same address does not give more, another address does", () => {
  const guard = new LoginGuard();
  exhaust(guard, { ...kari, address: "192.0.2.1" }, 0);
  expect(guard.begin({ ...kari, user: "ola", address: "192.0.2.1" }, 0)).toBeGreaterThan(0);
  expect(guard.begin({ ...kari, address: "192.0.2.2" }, 0)).toBe(0);
});

test("right passwords are not counted", () => {
  const guard = new LoginGuard();
  const login = { ...kari, address: "192.0.2.1" };
  for (let i = 0; i < 100; i++) {
    expect(guard.begin(login, 0)).toBe(0);
    guard.succeeded(login, 0);
  }
});

test("all addresses of an IPv6 network count as one", () => {
  const guard = new LoginGuard();
  exhaust(guard, { ...kari, address: "2001:db8:1:2::1" }, 0);
  expect(guard.begin({ ...kari, address: "2001:db8:1:2:aaaa::9" }, 0)).toBeGreaterThan(0);
  expect(guard.begin({ ...kari, address: "2001:db8:1:3::1" }, 0)).toBe(0);
});

test("an account that is tried from everywhere gives each address one try, so that the owner still comes in", () => {
  const guard = new LoginGuard();
  for (let i = 1; i <= 3; i++) expect(exhaust(guard, { ...kari, address: `192.0.2.${i}` }, 0)).toBe(10);
  for (let i = 10; i < 200; i++) expect(exhaust(guard, { ...kari, address: `192.0.2.${i}` }, 0)).toBe(1);
  expect(exhaust(guard, { ...kari, user: "ola", address: "192.0.2.250" }, 0)).toBe(10);
});

test("a known browser and this machine have measures that nobody else uses up", () => {
  const guard = new LoginGuard();
  for (let i = 1; i < 200; i++) exhaust(guard, { ...kari, address: `192.0.2.${i}` }, 0);
  expect(exhaust(guard, { ...kari, address: "192.0.2.1", device: "a" }, 0)).toBe(10);
  expect(exhaust(guard, { ...kari, address: "192.0.2.1", device: "b" }, 0)).toBe(10);
  const local = { user: "kari", address: "127.0.0.1", isLocal: true };
  expect(exhaust(guard, local, 0)).toBe(20);
  expect(guard.begin(local, 5000)).toBe(0);
});
