import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { limits } from "@meter2mqtt/decoder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { captureHeader, formatCaptureLine } from "../captures/capture-format.ts";
import { SourceError } from "../errors.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { FileSource } from "./file-source.ts";

const frame = Uint8Array.from([0x7e, 0xa0, 0x08, 0x01, 0x02, 0x10, 0x00, 0x7e, 0xff, 0x80]);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function play(path: string, stdin?: Readable) {
  const source = new FileSource({ name: "capture", path, ...(stdin === undefined ? {} : { stdin }) });
  const listener = new RecordingListener();
  const failure = await source.start(listener, new AbortController().signal).catch((error: unknown) => error);
  return { source, listener, failure };
}

describe("FileSource", () => {
  test("plays a binary capture once, without a time of arrival", async () => {
    const path = join(folder.path, "capture.bin");
    await writeFile(path, frame);
    const { source, listener } = await play(path);
    expect(source.description).toBe(path);
    expect(listener.statuses).toEqual(["connecting", "open", "ended"]);
    expect(listener.chunks).toEqual([{ octets: frame, receivedAt: undefined }]);
    expect(listener.restarts).toBe(1);
  });

  test("turns hexadecimal text into octets", async () => {
    const path = join(folder.path, "capture.hex");
    await writeFile(path, "# a frame\n7e a0 08 01 02 10\n0x00 7E ff80\n");
    const { listener } = await play(path);
    expect(listener.chunks.map(({ octets }) => octets)).toEqual([frame]);
  });

  test("reads standard input to its end", async () => {
    const { source, listener } = await play("-", Readable.from([frame.subarray(0, 4), frame.subarray(4)]));
    expect(source.description).toBe("standard input");
    expect(listener.chunks.map(({ octets }) => octets)).toEqual([frame]);
  });

  describe("a capture with times", () => {
    const start = Date.UTC(2026, 0, 15, 12);
    const records = [0, 2500, 10_000].map((ms, i) => ({ at: start + ms, octets: Uint8Array.of(i, 0x7e) }));
    const capture = async (): Promise<string> => {
      const path = join(folder.path, "line.txt");
      await writeFile(path, `${captureHeader}\n${records.map(formatCaptureLine).join("")}`);
      return path;
    };
    const chunks = records.map(({ at, octets }) => ({ octets, receivedAt: at }));

    test("gives its octets with their times, as fast as it goes", async () => {
      const { listener } = await play(await capture());
      expect(listener.chunks).toEqual(chunks);
      expect(listener.statuses).toEqual(["connecting", "open", "ended"]);
    });

    test("keeps its rhythm, or goes faster, where a speed is set", async () => {
      const clock = new ManualClock(0);
      const source = new FileSource({ name: "capture", path: await capture(), speed: 10, clock });
      const listener = new RecordingListener();
      const done = source.start(listener, new AbortController().signal);
      await eventually("the first", () => {
        void clock.advance(0);
        return listener.chunks.length === 1;
      });
      await clock.advance(249);
      expect(listener.chunks).toHaveLength(1);
      await clock.advance(1);
      expect(listener.chunks).toHaveLength(2);
      await clock.advance(750);
      await done;
      expect(listener.chunks).toEqual(chunks);
    });

    test("gives others their turn where what it says keeps the gateway busy", async () => {
      let now = 0;
      const turns: number[] = [];
      const listener = new RecordingListener();
      const clock = {
        now: () => now,
        pause: async () => {
          turns.push(listener.chunks.length);
        },
      };
      const take = listener.octets.bind(listener);
      listener.octets = (octets, receivedAt) => {
        take(octets, receivedAt);
        now += 15;
      };
      const source = new FileSource({ name: "capture", path: await capture(), clock });
      await source.start(listener, new AbortController().signal);
      expect(listener.chunks).toEqual(chunks);
      expect(turns).toEqual([0, 2]);
    });

    test("a speed for a capture without times is refused in words", async () => {
      const path = join(folder.path, "capture.hex");
      await writeFile(path, "7ea0");
      const source = new FileSource({ name: "capture", path, speed: 1 });
      const listener = new RecordingListener();
      await expect(source.start(listener, new AbortController().signal)).rejects.toBeInstanceOf(SourceError);
      expect(listener.last).toContain("tells no times of arrival");
    });
  });

  test("hands a large capture on in parts that lose nothing", async () => {
    const path = join(folder.path, "large.bin");
    await writeFile(
      path,
      new Uint8Array(600_000).map((_, index) => (index * 7) | 0x80),
    );
    const { listener } = await play(path);
    expect(listener.chunks.length).toBe(3);
    const octets = Buffer.concat(listener.chunks.map((chunk) => chunk.octets));
    expect(octets.length).toBe(600_000);
    expect(octets[599_999]).toBe(((599_999 * 7) & 0xff) | 0x80);
  });

  test("says that a file is missing, is a folder, or is too large", async () => {
    const missing = await play(join(folder.path, "nothing.bin"));
    expect(missing.failure).toBeInstanceOf(SourceError);
    expect(missing.listener.last).toBe(`failed: There is no file ${join(folder.path, "nothing.bin")}.`);
    expect((await play(folder.path)).listener.last).toContain("is a folder");
    const large = join(folder.path, "large.bin");
    await writeFile(large, "");
    await truncate(large, limits.file + 1);
    expect((await play(large)).listener.last).toContain("larger than 64 MB");
  });

  test("stops waiting for standard input when it is disposed", async () => {
    const source = new FileSource({ name: "capture", path: "-", stdin: new PassThrough() });
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    await source[Symbol.asyncDispose]();
    await done;
    expect(listener.statuses).toEqual(["connecting"]);
  });
});
