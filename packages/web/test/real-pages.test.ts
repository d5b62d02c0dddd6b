import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

/** Prices made up: fixed ones by the market, and a contract that charges for the month's highest hours. */
const contract = `id: home
name: Home
currency: NOK
components:
  - { id: energy, name: Energy, kind: per-kwh, amount: 1.1 }
  - { id: grid, name: Grid energy, kind: per-kwh, amount: 0.3 }
  - id: capacity
    name: Capacity
    kind: capacity
    rule: no-three-days
    charge:
      steps:
        - { fromKw: 0, perMonth: 120 }
        - { fromKw: 2, perMonth: 200 }
        - { fromKw: 5, perMonth: 330 }
  - { id: vat, name: VAT, kind: percent, percent: 25 }
`;

describe.skipIf(browserPath === undefined)("pages of the real gateway", () => {
  let gateway: RealGateway;
  let folder: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let address: string;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "meter2mqtt-contract-"));
    await writeFile(join(folder, "home.yaml"), contract);
    const configuration = `
broker: { enabled: false }
mqtt: [{ name: away, url: "mqtt://127.0.0.1:1" }]
sources:
  - { type: simulator, name: hall, model: kamstrup-dk-extended, faults: "noise=0.1", meter: { slug: house, mainFuse: 25 } }
  - { type: simulator, name: barn, model: p1-nl, meter: { slug: barn } }
prices: { sources: [{ type: fixed, area: NO1, price: 0.8, currency: NOK }] }
tariffs: [{ meter: house, contract: ${join(folder, "home.yaml")}, guard: { limitKw: 5 } }]
`;
    gateway = await RealGateway.start({ configuration });
    browser = await launchBrowser();
    address = await gateway.address();
    context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop });
    page = await context.newPage();
    complaints = complaintsOf(page, address);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function back(): Promise<void> {
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
  }

  test("Now: power, sum, fuse, prices, cost and peak, in every size and scheme", async () => {
    await page.goto(`${address}#/now?meter=house`);
    await expect.poll(() => page.getByTestId("power").innerText()).toMatch(/\d W$/);
    await page.getByTestId("gauge").waitFor();
    await page.getByTestId("sum").waitFor();
    await page.getByRole("region", { name: "Price" }).getByText("kr").first().waitFor({ timeout: 60_000 });
    await page.getByRole("region", { name: "Peak" }).getByText("At most").waitFor({ timeout: 60_000 });
    expect(await findBarriers(page, "real-now")).toEqual([]);
    await back();
    expect(complaints).toEqual([]);
  }, 240_000);

  test("Now: the line goes closer and farther, back in time and to the present again", async () => {
    await page.goto(`${address}#/now?meter=house`);
    const title = page.getByRole("region", { name: /^(Last|From|Until)/ }).getByRole("heading");
    await page.getByRole("button", { name: "6 h", exact: true }).click();
    await expect.poll(() => title.innerText()).toBe("Last 6 hours");
    await page.getByRole("button", { name: "Earlier" }).click();
    await expect.poll(() => title.innerText()).toMatch(/^From .* to /);
    const before = await title.innerText();
    await page.getByRole("button", { name: "Earlier" }).press("ArrowLeft");
    await expect.poll(() => title.innerText()).not.toBe(before);
    const plot = page.locator(".u-over");
    const box = await plot.boundingBox();
    if (box === null) throw new Error("the chart has no place");
    const dragged = await title.innerText();
    await page.mouse.move(box.x + 100, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 50, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => title.innerText()).not.toBe(dragged);
    await page.getByRole("button", { name: "5 min", exact: true }).click();
    await expect.poll(() => title.innerText()).toBe("Last 5 minutes");
  }, 240_000);

  test("Line: the wire over time, what was noticed, and frames that lead to the inspector", async () => {
    await page.goto(`${address}#/line?source=hall`);
    await expect.poll(() => page.getByTestId("line-totals").innerText()).toMatch(/^Whole frames: [1-9]/);
    const frames = page.getByRole("table", { name: "Raw frames" });
    await expect.poll(() => frames.getByRole("row").count()).toBeGreaterThan(1);
    expect(await findBarriers(page, "real-line")).toEqual([]);
    await back();
    await page.getByRole("checkbox", { name: "Follow as they come" }).check();
    const rows = await frames.getByRole("row").count();
    await expect.poll(() => frames.getByRole("row").count()).toBeGreaterThan(rows);
    await frames
      .getByRole("link", { name: /Look into it/ })
      .first()
      .click();
    await expect.poll(() => page.url()).toMatch(/#\/inspector\?frame=\d+$/);
  }, 240_000);

  test("Connections: what is well and what is not, in words, with a test that is real", async () => {
    await page.goto(`${address}#/connections`);
    const away = page.getByRole("article", { name: "away" });
    await away.getByText(/Last error/).waitFor({ timeout: 60_000 });
    await away.getByRole("button", { name: "Test: away" }).click();
    await expect.poll(() => away.getByRole("status").innerText()).toMatch(/after .* ms/);
    const hall = page.getByRole("article", { name: "hall" });
    await expect.poll(() => hall.innerText()).toContain("connected");
    await page.getByRole("region", { name: "Meters" }).getByText("Kamstrup").first().waitFor();
    expect(await findBarriers(page, "real-connections")).toEqual([]);
    await back();
  }, 240_000);

  test("Wall: the number fills the screen, and a way leads back", async () => {
    await page.goto(`${address}#/wall?meter=house`);
    await expect.poll(() => page.getByTestId("wall-power").innerText()).toMatch(/\d W$/);
    expect(await findBarriers(page, "real-wall")).toEqual([]);
    await back();
    await page.getByRole("link", { name: "Back" }).click();
    await page.getByTestId("power").waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);
});
