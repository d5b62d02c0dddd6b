import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import { bundleDecoder } from "./helpers/bundle.ts";
import { storyApdu, storyReading } from "./story.ts";

const chromiumPath = "/usr/bin/chromium";

describe("the decoder in a browser", () => {
  test("is below 60 kB, compressed, with all profiles; so is what explains, for whoever loads that alone", async () => {
    expect(gzipSync(await bundleDecoder()).length).toBeLessThan(60_000);
    expect(gzipSync(await bundleDecoder("explain/index.ts")).length).toBeLessThan(60_000);
  });

  test.skipIf(!existsSync(chromiumPath))("loads and decodes in Chromium", async () => {
    const code = await bundleDecoder();
    const server = createServer((request, response) => {
      const isModule = request.url === "/decoder.js";
      response.setHeader("content-type", isModule ? "text/javascript" : "text/html");
      response.end(isModule ? code : "<!doctype html><title>decoder</title>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      // As text: the test runner would rewrite an import that stands in a function.
      const readings = await page.evaluate(`(async () => {
        const { createIntlZoneRules, createMeterDecoder } = await import("/decoder.js");
        const zone = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen" };
        const decoder = createMeterDecoder({ ...zone, input: "file" });
        const events = [...decoder.push(Uint8Array.from(${JSON.stringify([...storyApdu])})), ...decoder.end()];
        return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
      })()`);
      expect(readings).toEqual([expect.objectContaining(storyReading)]);
    } finally {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
