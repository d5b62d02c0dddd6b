import { type SerialSettings, serialCandidates, settingsWords } from "@meter2mqtt/decoder/serial";
import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { receiveBits, sendBits, uartLine } from "../../test/support/uart.ts";
import { ManualClock } from "../runtime/manual-clock.ts";
import { detectSerial } from "./detect-serial.ts";
import type { OpenSerialLine } from "./serial-line.ts";
import { SerialSource } from "./serial-source.ts";

const start = Date.UTC(2024, 1, 1, 12);
const auto = { baud: "auto", format: "auto" } as const;
const everyMs = 10_000;

function telegramOf(model: VirtualMeterName): Uint8Array {
  return createVirtualMeter(model, { start }).next().octets;
}

const lines: readonly [SerialSettings, VirtualMeterName][] = [
  [{ baud: 2400, format: "8E1" }, "kaifa-no"],
  [{ baud: 2400, format: "8N1" }, "kamstrup-dk"],
  [{ baud: 9600, format: "8N1" }, "emh-de"],
  [{ baud: 38_400, format: "8N1" }, "p1-nl"],
  [{ baud: 115_200, format: "8N1" }, "p1-nl"],
  [{ baud: 115_200, format: "7E1" }, "p1-nl"],
];

/** Runs one time round, letting as much time pass as it wants. */
async function detect(openLine: OpenSerialLine, candidates: readonly SerialSettings[], clock: ManualClock) {
  const began = clock.now();
  const tried: string[] = [];
  const options = { port: "/dev/ttyTEST", candidates, round: 1, openLine, clock };
  let isDone = false;
  const result = detectSerial(
    { ...options, tried: ({ settings }) => tried.push(settingsWords(settings)) },
    new AbortController().signal,
  ).finally(() => {
    isDone = true;
  });
  while (!isDone) await clock.advance(1000);
  return { result: await result, tried, seconds: (clock.now() - began) / 1000 };
}

describe("serial detection on a line of bits", () => {
  test.each(lines)("the line at %o gives its own octets at its own settings, and garbage else", (sender, model) => {
    const telegram = telegramOf(model);
    const bits = sendBits(telegram, sender);
    const heardAt = (receiver: SerialSettings) =>
      Uint8Array.from(
        receiveBits(bits, { senderBaud: sender.baud, receiver, damaged: "dropped" }),
        ({ octet }) => octet,
      );
    expect(heardAt(sender)).toEqual(telegram);
    const wrong = serialCandidates(auto).filter((each) => settingsWords(each) !== settingsWords(sender));
    for (const receiver of wrong) expect(heardAt(receiver)).not.toEqual(telegram);
  });

  test.each(lines)("finds %o from every first guess", { timeout: 240_000 }, async (sender, model) => {
    const telegram = telegramOf(model);
    for (const first of serialCandidates(auto)) {
      const clock = new ManualClock(start + 3000);
      const openLine = uartLine({ sender, telegram, everyMs, clock });
      const { result, tried, seconds } = await detect(openLine, serialCandidates(auto, first), clock);
      expect(result, `first ${settingsWords(first)}`).toMatchObject({ kind: "found", settings: sender });
      expect(tried[0]).toBe(settingsWords(first));
      if (result.kind === "found") {
        const heard = result.chunks.flatMap(({ octets }) => [...octets]);
        expect(heard.slice(-telegram.length)).toEqual([...telegram]);
      }
      // 12 s each, and what a telegram takes.
      expect(seconds).toBeLessThanOrEqual(tried.length * 15 + 1);
    }
  });

  test.each(lines)("finds settings that read %o where a USB chip hands damaged octets on", async (sender, model) => {
    const telegram = telegramOf(model);
    const clock = new ManualClock(start);
    const openLine = uartLine({ sender, telegram, everyMs, clock, damaged: "delivered" });
    const { result } = await detect(openLine, serialCandidates(auto), clock);
    expect(result.kind).toBe("found");
    if (result.kind !== "found") return;
    // Another format may do as well: its parity bit is sampled as a stop bit, and the octets are right.
    expect(result.settings.baud).toBe(sender.baud);
    expect(result.chunks.flatMap(({ octets }) => [...octets]).slice(-telegram.length)).toEqual([...telegram]);
  });

  test("a silent line ends in a verdict that says so", async () => {
    const clock = new ManualClock(start);
    const openLine = uartLine({ sender: auto2400, telegram: new Uint8Array(0), everyMs, clock });
    const candidates = serialCandidates(auto);
    const { result, tried } = await detect(openLine, candidates, clock);
    expect(tried).toHaveLength(candidates.length);
    expect(result).toMatchObject({
      kind: "verdict",
      diagnosis: { code: "line/no-octets", hint: expect.stringContaining("data-request line") },
    });
  });

  test.each(["dropped", "delivered"] as const)("a meter at 14400 baud ends in a verdict (%s)", async (damaged) => {
    for (const format of ["8N1", "8E1", "7E1"] as const) {
      for (const model of ["p1-nl", "kamstrup-dk"] as const) {
        const clock = new ManualClock(start);
        const sender = { baud: 14_400, format };
        const openLine = uartLine({ sender, telegram: telegramOf(model), everyMs, clock, damaged });
        const { result } = await detect(openLine, serialCandidates(auto), clock);
        expect(result).toMatchObject({ kind: "verdict", diagnosis: { code: "frame/none-found" } });
      }
    }
  });

  test("a frame without a checksum that is there by chance is no proof", async () => {
    const clock = new ManualClock(start);
    const sender: SerialSettings = { baud: 31_250, format: "8N1" };
    const telegram = telegramOf("kaifa-se");
    const openLine = uartLine({ sender, telegram, everyMs, clock, damaged: "delivered" });
    const { result } = await detect(openLine, serialCandidates(auto), clock);
    expect(result).toMatchObject({ kind: "verdict", diagnosis: { code: "frame/none-found" } });
  });

  test("a line that never pauses is given up in bounded time", async () => {
    const clock = new ManualClock(start);
    const noise = Uint8Array.from({ length: 2400 }, (_, index) => (index * 37 + 11) & 0x7f);
    const openLine = uartLine({ sender: { baud: 2400, format: "8N1" }, telegram: noise, everyMs, clock });
    const { result, tried, seconds } = await detect(openLine, serialCandidates(auto), clock);
    expect(result.kind).toBe("verdict");
    expect(seconds / tried.length).toBeLessThan(30);
  });

  test("a port that is lost while it is looked at says so", async () => {
    const clock = new ManualClock(start);
    const openLine: OpenSerialLine = async () => ({
      listen: () => Promise.reject(new Error("unplugged")),
      close: async () => {},
    });
    const detecting = detectSerial(
      { port: "/dev/ttyTEST", candidates: serialCandidates(auto), round: 1, openLine, clock },
      new AbortController().signal,
    );
    await expect(detecting).rejects.toThrow("unplugged");
  });
});

const auto2400: SerialSettings = { baud: 2400, format: "8E1" };

describe("SerialSource with baud: auto", () => {
  const remembered = new Map<string, SerialSettings>();
  const memory = {
    recall: (port: string) => remembered.get(port),
    remember: (port: string, settings: SerialSettings) => void remembered.set(port, settings),
  };

  test("hands on the frame by which the settings were found, remembers them, and begins with them next time", async () => {
    const sender: SerialSettings = { baud: 9600, format: "8N1" };
    const telegram = telegramOf("emh-de");
    for (const run of [1, 2]) {
      const clock = new ManualClock(start);
      const opened: string[] = [];
      const openLine = uartLine({
        ...{ sender, telegram, everyMs, clock },
        opened: (settings) => opened.push(settingsWords(settings)),
      });
      const source = new SerialSource({ name: "head", port: "/dev/ttyTEST", ...auto, memory, clock, openLine });
      expect(source.description).toBe("/dev/ttyTEST, looking for baud rate and format");
      const listener = new RecordingListener();
      const done = source.start(listener, new AbortController().signal);
      for (let second = 0; second < 120 && listener.last !== "open"; second++) await clock.advance(1000);
      expect(listener.statuses).toEqual(["connecting", "open"]);
      expect(source.description).toBe("/dev/ttyTEST at 9600 8N1 (found)");
      expect(opened.length).toBe(run === 1 ? 4 : 1);
      await clock.advance(20_000);
      const heard = Buffer.concat(listener.chunks.map(({ octets }) => octets));
      expect(heard.indexOf(Buffer.from(telegram))).toBeGreaterThanOrEqual(0);
      expect(heard.length).toBeGreaterThanOrEqual(3 * telegram.length);
      await source[Symbol.asyncDispose]();
      await done;
    }
    expect(remembered.get("/dev/ttyTEST")).toEqual(sender);
  });

  test("says what it saw when all was tried, and tries again", async () => {
    const clock = new ManualClock(start);
    const openLine = uartLine({ sender: auto2400, telegram: new Uint8Array(0), everyMs, clock });
    const source = new SerialSource({
      name: "house",
      port: "/dev/ttyTEST",
      baud: 2400,
      format: "auto",
      clock,
      openLine,
    });
    const listener = new RecordingListener();
    const done = source.start(listener, new AbortController().signal);
    for (let second = 0; second < 150; second++) await clock.advance(1000);
    expect(listener.diagnoses.map(({ code }) => code)).toEqual(["line/no-octets", "line/no-octets"]);
    expect(listener.last).toMatch(/^waiting: Nothing came on \/dev\/ttyTEST: 3 settings from 2400 to 2400 baud/);
    expect(listener.statuses).not.toContain("open");
    await source[Symbol.asyncDispose]();
    await done;
  });
});
