import { describe, expect, test } from "vitest";
import { exampleFrame } from "./example.ts";
import { mostInput, readFile, readOctets, readText } from "./read-input.ts";

describe("reading what was pasted or dropped", () => {
  test("text in any form", () => {
    const plain = readText(exampleFrame);
    expect(plain).toMatchObject({ ok: true });
    expect(readText(`“Look:”\n[12:00:01] RX ${exampleFrame.replaceAll("\n", "\n[12:00:01] RX ")}`)).toEqual(plain);
  });

  test("binary as it is", async () => {
    const octets = Uint8Array.of(0x7e, 0xa0, 0x00, 0xff);
    expect(readOctets(octets)).toEqual({ ok: true, octets });
    expect(await readFile(new Blob([octets]))).toEqual({ ok: true, octets });
  });

  test("says what can't be taken", async () => {
    expect(readText(" \n ")).toEqual({ ok: false, problem: "empty" });
    expect(readOctets(new Uint8Array(0))).toEqual({ ok: false, problem: "empty" });
    expect(readText(" ".repeat(mostInput + 1))).toEqual({ ok: false, problem: "too-large" });
    expect(await readFile(new Blob([new Uint8Array(mostInput + 1)]))).toEqual({ ok: false, problem: "too-large" });
  });
});
