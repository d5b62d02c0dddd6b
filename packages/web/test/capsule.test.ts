import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));
const configuration = `sources:
  - { type: simulator, name: cellar-of-hansen, model: kamstrup-dk-extended, speed: 100, meter: { name: Villa Bakkebo } }
broker: { enabled: false }
`;

describe.skipIf(browserPath === undefined)("the capsule's page on the real gateway", () => {
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

  async function open(
    locale = "en-GB",
    button = "Make the capsule",
  ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
    const context = await browser.newContext({ locale, viewport: sizes.desktop, acceptDownloads: true });
    const page = await context.newPage();
    const address = await gateway.address();
    const complaints = complaintsOf(page, address);
    await page.goto(`${address}#/now`);
    await page.getByTestId("power").waitFor();
    await page.goto(`${address}#/capsule`);
    await page.getByRole("button", { name: button }).waitFor();
    return { page, complaints };
  }

  test("makes it, shows it, and saves a file that decode reads", { timeout: 240_000 }, async () => {
    const { page, complaints } = await open();
    expect(await findBarriers(page, "capsule-empty")).toEqual([]);
    await page.getByLabel("How many of the latest frames").selectOption("20");
    await page.getByRole("button", { name: "Make the capsule" }).click();
    const content = page.getByRole("textbox", { name: "Content of the file" });
    await content.waitFor();
    const shown = await content.inputValue();
    expect(shown).toContain("capsule: 1");
    for (const name of ["Bakkebo", "hansen"]) expect(shown).not.toContain(name);
    expect(await page.getByRole("region", { name: "What is in it" }).innerText()).toContain("for this file only");
    expect(await findBarriers(page, "capsule")).toEqual([]);

    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the file" }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^meter2mqtt-capsule-\d{12}\.yaml$/);
    const file = join(gateway.folder, "saved.yaml");
    await download.saveAs(file);
    expect(await readFile(file, "utf8")).toBe(shown);
    const decoded = spawnSync(process.execPath, [executable, "decode", "--json", file], { encoding: "utf8" });
    expect(decoded.status).toBe(0);
    const { readings } = JSON.parse(decoded.stdout) as { readings: readonly { authenticated?: boolean }[] };
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.every(({ authenticated }) => authenticated === true)).toBe(true);
    // What the shell asks for and this gateway doesn't have is the shell's business.
    expect(complaints.filter((complaint) => !complaint.startsWith("Failed to load resource"))).toEqual([]);
    await page.context().close();
  });

  test("says in the reader's language what the gateway says where it makes none", { timeout: 240_000 }, async () => {
    const make = "Kapsel erstellen";
    const { page } = await open("de-DE", make);
    let answered: "told" | "unknown" | "away" = "told";
    await page.route("**/api/v1/capsule", (route) => {
      if (answered === "away") return route.abort();
      const problem = { type: "problems/capsule", title: "Conflict", status: 409, detail: "No capsule was made." };
      const words = [{ key: answered === "told" ? "capsuleIdentity" : "ofANewerGateway" }];
      const body = JSON.stringify({ ...problem, words });
      return route.fulfill({ status: 409, contentType: "application/problem+json", body });
    });
    const alert = page.getByRole("alert");
    await page.getByRole("button", { name: make }).click();
    await alert.getByText("Es wurde keine Kapsel erstellt: Eine Nummer des Zählers").waitFor();
    expect(await alert.locator("[lang=en]").count()).toBe(0);
    answered = "unknown";
    await page.getByRole("button", { name: make }).click();
    await alert.locator("[lang=en]").getByText("No capsule was made.").waitFor();
    answered = "away";
    await page.getByRole("button", { name: make }).click();
    await alert.getByText("Das Gateway hat nicht geantwortet.").waitFor();
    expect(await alert.locator("[lang=en]").count()).toBe(0);
    await page.context().close();
  });
});
