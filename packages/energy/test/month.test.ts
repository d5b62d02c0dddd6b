import { describe, expect, test } from "vitest";
import { oneMonth, runYear } from "../year/run/run-year.ts";
import { oneDay, runWire } from "../year/wire/run-wire.ts";

/** A month of `npm run year`: the long day of autumn, a meter exchange, lost lists, outages, delays and restarts in it. */
describe("a simulated month", () => {
  test("is booked as the registers say, whatever was lost, and its bills are what they must be", {
    timeout: 600_000,
  }, () => {
    const { booked, findings, tariffs } = runYear(3, oneMonth());
    expect(booked).toBeGreaterThan(400_000);
    expect([...findings.keys()]).toEqual(["snapshot import", "snapshot export", "live import", "live export"]);
    for (const [name, list] of findings) {
      for (const { what, checked, wrong } of list) {
        expect([name, what, wrong]).toEqual([name, what, []]);
        expect(checked, `${name}: ${what}`).toBeGreaterThan(0);
      }
    }
    expect([...tariffs.findings.keys()].map((name) => name.split(":")[0])).toEqual([
      "energy between known registers",
      ...["NO", "SE", "DK", "BE", "NL"].flatMap((country) => [`${country}, snapshot`, `${country}, live`]),
      "both changes of the clocks, five contracts",
      "files that come late",
      "projection of the running window",
    ]);
    for (const [name, list] of tariffs.findings) {
      for (const { what, checked, wrong } of list) {
        expect([name, what, wrong]).toEqual([name, what, []]);
        expect(checked, `${name}: ${what}`).toBeGreaterThan(0);
      }
    }
  });
});

test("a day's frames, damaged and decoded, come to what the meters showed", { timeout: 300_000 }, () => {
  for (const [name, list] of runWire(1, oneDay)) {
    for (const { what, wrong } of list) expect([name, what, wrong]).toEqual([name, what, []]);
  }
});
