import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const configuration = `sources:
  - { type: simulator, name: hall, model: aidon-no, speed: 100 }
broker: { enabled: false }
`;

describe.skipIf(browserPath === undefined)("the inspector on the real gateway", () => {
  let browser: Browser;
  let gateway: RealGateway;

  beforeAll(async () => {
    browser = await launchBrowser();
    gateway = await RealGateway.start({ configuration });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
  });

  test("a frame of the Line page is looked at under the served policy, and the file is there to save", async () => {
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, acceptDownloads: true });
    const page = await context.newPage();
    const address = await gateway.address();
    const complaints = complaintsOf(page, address);
    await page.goto(`${address}#/line`);
    await page.locator('a[href*="#/inspector?frame="]').first().click();
    await page.getByText(/Heard by hall/).waitFor();
    await page.getByRole("treeitem", { name: /HDLC frame/ }).waitFor();
    await page.getByRole("tab", { name: "Values" }).click();
    await page.getByRole("row", { name: /activeImportW/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save inspector.html" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("inspector.html");
    const file = await readFile(await download.path(), "utf8");
    expect(file).toMatch(/content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/);
    expect(file).toContain("connect-src 'none'");
    // In six languages, with all that a diagnosis may say; the words of other pages would double it.
    expect(file.length).toBeLessThan(640_000);
    expect(complaints).toEqual([]);
    await context.close();
  }, 240_000);
});
