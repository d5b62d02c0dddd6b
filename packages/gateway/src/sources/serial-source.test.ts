import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SerialFormat } from "@meter2mqtt/decoder/serial";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasProgram } from "../../test/support/child-process.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type PtyPair, plugIn } from "../../test/support/pty-pair.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { checkPort, lastingName, listSerialPorts, portWords, tellOpenError } from "./serial-ports.ts";
import { SerialSource } from "./serial-source.ts";

const backOff = { firstMs: 20, maxMs: 50 };
const hasSocat = hasProgram("socat", "-V");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe.skipIf(!hasSocat)("SerialSource on a pty (needs socat)", () => {
  const sources: SerialSource[] = [];
  const lines: PtyPair[] = [];

  async function plug(name = "port") {
    const line = await plugIn(join(folder.path, name));
    lines.push(line);
    return line;
  }

  function start(format: SerialFormat = "8E1", name = "port") {
    const source = new SerialSource({ name: "house", port: join(folder.path, name), baud: 2400, format, backOff });
    sources.push(source);
    const listener = new RecordingListener();
    return { source, listener, done: source.start(listener, new AbortController().signal) };
  }

  afterEach(async () => {
    for (const source of sources.splice(0)) await source[Symbol.asyncDispose]();
    for (const line of lines.splice(0)) await line.unplug();
  });

  test.each(["8N1", "8E1", "7E1"] as const)("opens the port at %s and hands octets on", async (format) => {
    const line = await plug();
    const before = Date.now();
    const { source, listener } = start(format);
    expect(source.description).toBe(`${line.port} at 2400 ${format}`);
    await eventually("open", () => listener.last === "open");
    line.write("~frame~");
    await eventually("octets", () => listener.text === "~frame~");
    expect(listener.restarts).toBe(1);
    expect(listener.chunks[0]?.receivedAt).toBeGreaterThanOrEqual(before);
  });

  test("goes on after the adapter was unplugged and plugged in again", async () => {
    const first = await plug();
    const { listener } = start();
    await eventually("open", () => listener.last === "open");
    first.write("one ");
    await eventually("octets", () => listener.text === "one ");
    await first.unplug();
    await eventually("missing", () => listener.last.startsWith("waiting: There is no"));
    expect(listener.statuses.some((status) => status.includes("was unplugged"))).toBe(true);

    const second = await plug();
    await eventually("open again", () => listener.last === "open");
    second.write("two");
    await eventually("octets again", () => listener.text === "one two");
    expect(listener.restarts).toBe(2);
  });

  test("waits for a port that is not there yet", async () => {
    const { listener } = start();
    await eventually("missing", () => listener.last.startsWith("waiting: There is no"));
    const line = await plug();
    await eventually("open", () => listener.last === "open");
    line.write("here");
    await eventually("octets", () => listener.text === "here");
  });

  test("says that another program has the port", async () => {
    await plug();
    const first = start();
    await eventually("open", () => first.listener.last === "open");
    const second = start();
    await eventually("busy", () => second.listener.last.includes("in use by another program"));
    await first.source[Symbol.asyncDispose]();
    await eventually("free", () => second.listener.last === "open");
  });

  test("ends at once while it waits, and while it is open", async () => {
    const missing = start("8E1", "missing");
    await eventually("missing", () => missing.listener.last.startsWith("waiting"));
    await missing.source[Symbol.asyncDispose]();
    await missing.done;
    await plug();
    const open = start();
    await eventually("open", () => open.listener.last === "open");
    await open.source[Symbol.asyncDispose]();
    await open.done;
  });
});

describe("checkPort", () => {
  test("tells a missing port from a file and from a device", async () => {
    const file = join(folder.path, "capture.bin");
    await writeFile(file, "");
    expect(await checkPort(join(folder.path, "nothing"))).toBe("missing");
    expect(await checkPort(file)).toBe("not-a-device");
    expect(await checkPort("/dev/null")).toBeUndefined();
  });

  test.skipIf(process.getuid?.() === 0)("tells a port that this user may not open (root may open all)", async () => {
    const locked = join(folder.path, "locked");
    await writeFile(locked, "");
    await chmod(folder.path, 0o000);
    expect(await checkPort(locked)).toBe("forbidden");
    await chmod(folder.path, 0o700);
  });
});

describe("what is said of a port", () => {
  test("lists lasting names first, else devices that may be serial ports", async () => {
    await symlink("/dev/null", join(folder.path, "usb-Adapter-if00"));
    await writeFile(join(folder.path, "ttyUSB0"), "");
    await writeFile(join(folder.path, "tty1"), "");
    expect(await listSerialPorts(join(folder.path, "none"), folder.path)).toEqual([join(folder.path, "ttyUSB0")]);
    expect(await listSerialPorts(folder.path)).toContain(join(folder.path, "usb-Adapter-if00"));
    expect(await listSerialPorts("/nonexistent", "/nonexistent")).toEqual([]);
  });

  test("names a device once, by the name that stays; also where the system made none", async () => {
    const names = join(folder.path, "by-id");
    await mkdir(names);
    await writeFile(join(folder.path, "ttyUSB0"), "");
    await writeFile(join(folder.path, "ttyAMA0"), "");
    await symlink("../ttyUSB0", join(names, "usb-Adapter-if00"));
    await symlink("../ttyUSB9", join(names, "usb-Pulled-out-if00"));
    const lasting = join(names, "usb-Adapter-if00");
    expect(await listSerialPorts(names, folder.path)).toEqual([
      lasting,
      join(names, "usb-Pulled-out-if00"),
      join(folder.path, "ttyAMA0"),
    ]);
    expect(await lastingName(join(folder.path, "ttyUSB0"), names)).toBe(lasting);
    expect(await lastingName(join(folder.path, "ttyAMA0"), names)).toBe(join(folder.path, "ttyAMA0"));
    expect(await lastingName("/dev/ttyUSB7", "/nonexistent")).toBe("/dev/ttyUSB7");
  });

  test("names the way out", async () => {
    expect(await portWords("/dev/ttyUSB7", "forbidden")).toContain("dialout");
    expect(await portWords("capture.hex", "not-a-device")).toContain("type file");
    expect(await portWords("/dev/ttyUSB7", "missing")).toMatch(/^There is no \/dev\/ttyUSB7/);
    expect(tellOpenError("COM3", new Error("Error: Access denied, cannot open COM3")).message).toContain(
      "another program",
    );
    expect(tellOpenError("/dev/x", new Error("Error: Input/output error")).message).toBe(
      "/dev/x could not be opened: Input/output error.",
    );
  });
});
