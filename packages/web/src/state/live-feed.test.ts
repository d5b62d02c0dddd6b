import { describe, expect, test } from "vitest";
import { LiveFeed } from "./live-feed.ts";

const snapshot = JSON.stringify({ meters: [], sources: [], sinks: [] });

/** An EventSource without a network: the test plays the browser's part. */
class PlayedStream extends EventTarget {
  readyState = 0;

  say(name: string, data: string): void {
    this.readyState = 1;
    this.dispatchEvent(new MessageEvent(name, { data }));
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }

  close(): void {
    this.readyState = 2;
  }
}

function play() {
  let now = 1_000_000;
  const streams: PlayedStream[] = [];
  const told: string[] = [];
  let timer: { readonly milliseconds: number; readonly expired: () => void } | undefined;
  const feed = new LiveFeed({
    open: () => {
      const stream = new PlayedStream();
      streams.push(stream);
      return stream;
    },
    listener: { event: (event) => told.push(event.name), lost: () => told.push("lost") },
    now: () => now,
    timers: {
      start(milliseconds, expired) {
        const mine = { milliseconds, expired };
        timer = mine;
        return () => {
          if (timer === mine) timer = undefined;
        };
      },
    },
  });
  feed.start();
  return {
    feed,
    streams,
    told,
    latest: (): PlayedStream => streams.at(-1) ?? new PlayedStream(),
    waits: () => timer?.milliseconds,
    /** The clock goes on, or back, while timers stand still. */
    sleep: (milliseconds: number) => {
      now += milliseconds;
    },
    expire: () => {
      const due = timer;
      timer = undefined;
      due?.expired();
    },
  };
}

describe("LiveFeed", () => {
  test("tells events as they come", () => {
    const { latest, told } = play();
    latest().say("snapshot", snapshot);
    latest().say("sink", '{"name":"mqtt","status":"open"}');
    expect(told).toEqual(["snapshot", "sink"]);
  });

  test("leaves the first attempts to the browser, then takes over", () => {
    const { latest, told, streams, waits, expire } = play();
    latest().fail(0);
    expect(told).toEqual(["lost"]);
    expect(streams).toHaveLength(1);
    expect(waits()).toBe(10_000);
    expire();
    expire();
    expect(streams).toHaveLength(2);
    expect(streams[0]?.readyState).toBe(2);
  });

  test("opens a new stream where the browser gives up, each time a little later", () => {
    const { latest, streams, waits, expire } = play();
    const delays: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      latest().fail(2);
      delays.push(waits());
      expire();
    }
    expect(delays).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(streams).toHaveLength(7);
    latest().say("snapshot", snapshot);
    latest().fail(2);
    expect(waits()).toBe(1000);
  });

  test("opens a silent stream anew without calling it lost, and calls it lost when no answer comes", () => {
    const { latest, streams, told, waits, expire } = play();
    latest().say("snapshot", snapshot);
    expect(waits()).toBe(30_000);
    expire();
    expect(streams).toHaveLength(2);
    expect(told).toEqual(["snapshot"]);
    expect(waits()).toBe(10_000);
    expire();
    expect(told).toEqual(["snapshot", "lost"]);
  });

  test("after an hour asleep it opens a new stream at once, and what is shown is old until then", () => {
    const { feed, latest, streams, told, sleep } = play();
    latest().say("snapshot", snapshot);
    sleep(20_000);
    feed.look();
    expect(streams).toHaveLength(1);
    sleep(3_600_000);
    feed.look();
    expect(streams).toHaveLength(2);
    expect(told).toEqual(["snapshot", "lost"]);
    // It is being opened: one is enough.
    feed.look();
    expect(streams).toHaveLength(2);
  });

  test("a clock that was set back has the stream begin anew, as that tells the time", () => {
    const { feed, latest, streams, told, sleep } = play();
    latest().say("snapshot", snapshot);
    sleep(-86_400_000);
    feed.look();
    expect(streams).toHaveLength(2);
    expect(told).toEqual(["snapshot"]);
  });

  test("wakes nothing that has ended", () => {
    const { feed, streams, sleep } = play();
    feed.stop();
    sleep(3_600_000);
    feed.look();
    expect(streams).toHaveLength(1);
  });

  test("starts over when it does not understand", () => {
    const { latest, streams, told, expire } = play();
    latest().say("snapshot", "{}");
    expect(told).toEqual(["lost"]);
    expire();
    expect(streams).toHaveLength(2);
  });

  test("hears nothing of a stream that it left, and nothing after the end", () => {
    const { feed, latest, streams, told, waits } = play();
    const first = latest();
    feed.start();
    first.say("snapshot", snapshot);
    first.fail(2);
    expect(told).toEqual([]);
    feed.stop();
    expect(waits()).toBeUndefined();
    expect(streams.map((stream) => stream.readyState)).toEqual([2, 2]);
  });
});
