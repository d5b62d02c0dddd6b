import { type SinkState, tell } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { ConnectionWatch } from "./connection-watch.ts";
import { listConnections } from "./list-connections.ts";

const start = Date.UTC(2026, 0, 15, 12);
const sink = (changes: Partial<SinkState>): SinkState => ({
  ...{ name: "home", type: "mqtt", description: "mqtt://x", status: "open", delivered: 0, dropped: 0 },
  ...changes,
});
const iso = (at: number) => new Date(at).toISOString();

test("when it did well last, what was wrong last, and whether that goes on", () => {
  const watch = new ConnectionWatch();
  const shown = (state: SinkState, now: number) => {
    watch.look({ sources: [], sinks: [state] }, now);
    const gateway = { version: "1", startedAt: iso(start), simulated: false, meters: [], sources: [], sinks: [state] };
    return listConnections({ ...gateway, store: { status: "ok", waiting: 0, dropped: 0 } }, watch, now)[0];
  };
  expect(shown(sink({ status: "connecting" }), start)).not.toHaveProperty("lastSuccessAt");
  expect(shown(sink({ delivered: 3 }), start + 1000)).toMatchObject({
    kind: "broker",
    lastSuccessAt: iso(start + 1000),
  });
  const { message, words } = tell("brokerEnds", { place: "x:1883", reason: 139 });
  const away = sink({
    status: "waiting",
    error: message,
    errorWords: words,
    delivered: 3,
    waiting: 9,
    waitingSince: iso(start + 2000),
  });
  for (const later of [5000, 62_000])
    expect(shown(away, start + later)).toMatchObject({
      lastSuccessAt: iso(start + 1000),
      lastError: { at: iso(start + 5000), message, words, isCurrent: true },
      outbox: { waiting: 9, ageSeconds: Math.round((later - 2000) / 1000) },
    });
  expect(shown(sink({ delivered: 12 }), start + 70_000)).toMatchObject({
    lastSuccessAt: iso(start + 70_000),
    lastError: { message, words, isCurrent: false },
  });
});
