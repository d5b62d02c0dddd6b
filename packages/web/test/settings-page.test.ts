import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const patience = 12_000;
const key = "00112233445566778899AABBCCDDEEFF";
const password = "some long words of my own";
const configuration = `# the meter in the hall
sources:
  - type: simulator # made up
    name: hall
    meter:
      name: Hall
      encryptionKey: ${key}
  - type: push
    name: gate
mqtt:
  - url: mqtt://127.0.0.1:1 # nobody is there
    username: meter
    password: ${password}
broker: { enabled: false }
`;

describe.skipIf(browserPath === undefined)("the page Settings", { timeout: 120_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const open: AsyncDisposable[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
  });

  interface Visit {
    readonly gateway: RealGateway;
    readonly page: Page;
    readonly complaints: string[];
    /** Bodies of everything the gateway answered. */
    readonly answers: string[];
    readonly file: () => Promise<string>;
  }

  async function visit(section: string, environment: Readonly<Record<string, string>> = {}): Promise<Visit> {
    const gateway = await RealGateway.start({ configuration, environment });
    open.push(gateway);
    const address = await gateway.address();
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop });
    open.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const complaints = complaintsOf(page, address);
    const answers: string[] = [];
    page.on("response", (response) => {
      if (!response.url().includes("/api/v1/events"))
        void response.text().then(
          (body) => answers.push(body),
          () => undefined,
        );
    });
    await page.goto(`${address}#/settings?section=${section}`);
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.getByRole("navigation", { name: "Topics" }).waitFor();
    return {
      ...{ gateway, page, complaints, answers },
      file: () => readFile(join(gateway.folder, "meter2mqtt.yaml"), "utf8"),
    };
  }

  const bar = (page: Page) => page.getByRole("region", { name: "Changes" });

  test("everyone can read every topic, in every size and scheme", async () => {
    const { page, complaints } = await visit("meters");
    for (const topic of ["Meters and sources", "Publishing", "Prices and tariffs", "Events", "Pages, store, log"]) {
      await page.getByRole("link", { name: topic }).click();
      const closed = page.locator("main details:not([open]) > summary");
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await findBarriers(page, `settings-${topic.split(" ")[0]?.toLowerCase().replace(",", "")}`)).toEqual([]);
      await page.setViewportSize(sizes.desktop);
    }
    expect(complaints).toEqual([]);
  });

  test("a change is checked as it is typed, seen as YAML, saved with its comments, and at work in the same process", async () => {
    const { page, file, gateway } = await visit("meters");
    await page.getByText("hall", { exact: true }).click();
    const speed = page.getByRole("textbox", { name: "Speed" });
    await speed.fill("0");
    await page.getByText("Above 0.").waitFor();
    await speed.fill("60x");
    await page.getByText("A number is expected.").waitFor();
    expect(await speed.inputValue()).toBe("60x");
    await speed.fill("60");
    await page.getByRole("group").filter({ hasText: "Meter" }).last().locator("summary").first().click();
    await page.getByRole("textbox", { name: "Name", exact: true }).last().fill("Attic");
    await bar(page).getByText("2 settings changed").waitFor();
    await page.getByRole("button", { name: "See the change" }).click();
    const dialog = page.getByRole("dialog", { name: "What changes" });
    await dialog.getByText("speed: 60", { exact: true }).waitFor();
    const added = dialog.locator('[data-change="added"]');
    expect((await added.allInnerTexts()).join("\n")).toMatch(/name: Attic[^]*speed: 60|speed: 60[^]*name: Attic/);
    expect(await dialog.innerText()).not.toContain(key);
    await dialog.getByText("These parts start again").waitFor();
    expect(await findBarriers(page, "settings-preview")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("It is in effect.").waitFor();
    const text = await file();
    for (const kept of [
      "# the meter in the hall",
      "# made up",
      "# nobody is there",
      `encryptionKey: ${key}`,
      "speed: 60",
    ])
      expect(text).toContain(kept);
    expect(text).toContain("name: Attic");
    expect(await bar(page).count()).toBe(0);
    // The same program: it has said its first words once.
    expect(gateway.said.match(/the configuration has changed/g)).toHaveLength(1);
    await page.goto(`${await gateway.address()}#/now`);
    await page.getByText("Attic").first().waitFor();
  });
});
