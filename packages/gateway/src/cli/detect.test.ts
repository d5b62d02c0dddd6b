import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hasProgram } from "../../test/support/child-process.ts";
import { eventually } from "../../test/support/eventually.ts";
import { plugIn } from "../../test/support/pty-pair.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { main } from "./main.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let said: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  said = "";
  const hear = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await folder.remove();
});

describe("detect", () => {
  test.skipIf(!hasProgram("socat", "-V"))("finds a meter on a pty, and prints the lines that read it", async () => {
    const port = join(folder.path, "meter");
    const line = await plugIn(port);
    const telegram = Buffer.from(createVirtualMeter("p1-nl", { start: 0 }).next().octets).toString("latin1");
    const ended = main(["detect", "--port", port, "--baud", "9600", "--format", "8n1"]);
    await eventually("listening", () => said.includes("Listening on"));
    let code: number | undefined;
    void ended.then((value) => {
      code = value;
    });
    await eventually("found", () => {
      if (code === undefined) line.write(telegram);
      return code !== undefined;
    });
    expect(code).toBe(0);
    expect(said).toMatch(/9600 8N1 {4}\d+ octets: a frame that passes its checks/);
    expect(said).toContain(`sources:\n  - type: serial\n    port: ${port}\n    baud: 9600\n    format: 8N1\n`);
    await line.unplug();
  });

  test("says what stands in the way of a port, and ends with 1", async () => {
    expect(await main(["detect", "--port", join(folder.path, "none")])).toBe(1);
    expect(said).toContain(`There is no ${join(folder.path, "none")}`);
    const file = join(folder.path, "capture.bin");
    await writeFile(file, "");
    expect(await main(["detect", "--port", file])).toBe(1);
    expect(said).toContain("is not a serial port");
  });

  test.each([[["--baud", "12"]], [["--format", "9N1"]]])("%j is wrong usage", async (argv) => {
    expect(await main(["detect", "--port", "/dev/null", ...argv])).toBe(2);
  });
});
