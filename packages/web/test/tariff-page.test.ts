import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BookedHouse, contract } from "./booked-house.ts";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

/** A loaded machine takes its time. */
const eventually = <T>(get: () => T | Promise<T>) => expect.poll(get);

describe.skipIf(browserPath === undefined)("the page Tariff", () => {
  let house: BookedHouse;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let address: string;

  beforeAll(async () => {
    house = await BookedHouse.move();
    browser = await launchBrowser();
    address = await house.gateway.address();
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, timezoneId: "Asia/Tokyo" });
    page = await context.newPage();
    complaints = complaintsOf(page, address);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
  });

  async function show(query: string): Promise<void> {
    await page.goto(`${address}#/tariff?meter=house&${query}`);
    await page.getByTestId("month").waitFor();
    await page.getByTestId("what-if").waitFor();
  }

  const region = (name: string) => page.getByRole("region", { name, exact: true });
  const money = (text: string) => Number(text.replace(/[^\d.-]/g, ""));
  const amounts = async (rows: string) =>
    (await region("What it costs").locator(rows).allInnerTexts()).map((text) => money(text));

  test("everyone can read it, in every size and scheme", async () => {
    await show("month=2025-10");
    expect(await findBarriers(page, "tariff")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
    expect(complaints).toEqual([]);
  }, 240_000);

  test("the components of a month and of a day sum to their total", async () => {
    await show("month=2025-10");
    const costs = region("What it costs");
    for (const span of ["Month", "Day"]) {
      await costs.getByRole("button", { name: span }).click();
      const total = money(await page.getByTestId("net").innerText());
      expect(money(await page.getByTestId("sum").innerText())).toBe(total);
      const sum = (all: readonly number[]) => all.reduce((whole, one) => whole + one, 0);
      expect(sum(await amounts("tbody tr:not(.group) td:nth-child(2)"))).toBeCloseTo(total, 6);
      expect(sum(await amounts("tbody tr.group td:nth-child(2)"))).toBeCloseTo(total, 6);
      expect(total).toBeGreaterThan(span === "Month" ? 1000 : 20);
    }
    const before = await page.getByTestId("net").innerText();
    await costs.getByLabel("Day", { exact: true }).selectOption({ index: 0 });
    await eventually(() => page.getByTestId("net").innerText()).not.toBe(before);
    expect(await costs.getByRole("rowheader").allInnerTexts()).toEqual(
      expect.arrayContaining(["Energy", "Grid", "Taxes", "VAT"]),
    );
  });

  test("the contract is told in words, with its validity and where it is from", async () => {
    await show("month=2025-10");
    const contract = region("The contract");
    await contract.getByText(/^kr\s0\.29 for each kWh$/).waitFor();
    await contract.getByText("When: Monday–Friday, 6:00–22:00").waitFor();
    await contract.getByText("Not: Monday–Friday, 6:00–22:00").waitFor();
    await contract.getByText("from 1 Jan 2025 until 1 Jan 2027").waitFor();
    const source = contract.getByRole("link", { name: "Prices of the grid company" }).first();
    expect(await source.getAttribute("href")).toBe("https://grid.example/prices");
    expect(await source.getAttribute("rel")).toBe("noreferrer");
    await page.getByText("Contracts to compare with").click();
    await page.getByText(/^90 % of what the market price is above kr\s0\.77 is paid back$/).waitFor();
  });

  test("peaks come with date, hour and quality, the step that is reached, and the next one", async () => {
    await show("month=2025-10");
    const peaks = region("Peaks");
    const rows = peaks.getByRole("table").getByRole("row");
    expect((await rows.allInnerTexts()).slice(1)).toEqual([
      expect.stringMatching(/28 Oct 2025, 18:00\s+5\.14 kW\s+measured/),
      expect.stringMatching(/10 Oct 2025, 18:00\s+4\.84 kW\s+measured/),
      expect.stringMatching(/19 Oct 2025, 18:00\s+4\.74 kW\s+measured/),
    ]);
    expect(await page.getByTestId("month-kw").innerText()).toBe("4.91 kW");
    expect(await peaks.getByRole("listitem").filter({ hasText: "reached" }).innerText()).toMatch(/from 2 kW.*200\.00/s);
    await peaks.getByText(/The next step begins at 5 kW and costs kr\s130\.00 more/).waitFor();
    await page.getByRole("link", { name: "Later" }).click();
    await eventually(() => page.getByTestId("month").innerText()).toBe("November 2025");
    await eventually(() => rows.nth(1).innerText()).toContain("5.04 kW");
    await page.goBack();
    await eventually(() => page.getByTestId("month").innerText()).toBe("October 2025");
  });

  test("another contract stands beside it, component by component, over the days that are chosen", async () => {
    await show("month=2025-10");
    const whatIf = region("What if");
    const cells = async () => {
      const rows = await whatIf.locator("tfoot td").allInnerTexts();
      return rows.map((text) => money(text));
    };
    const [own = 0, other = 0, difference = 0] = await cells();
    expect(difference).toBeCloseTo(other - own, 6);
    const parts = (await whatIf.locator("tbody tr.group td:nth-child(4)").allInnerTexts()).map((text) => money(text));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(difference, 6);
    expect(await page.getByTestId("what-if").innerText()).toMatch(
      /^With One price for all hours it would have been kr\s\d+\.\d\d (less|more)\.$/,
    );

    await whatIf.getByLabel("First day").fill("2025-10-20");
    await whatIf.getByLabel("Last day").fill("2025-10-19");
    await whatIf.getByText("The last day is before the first.").waitFor();
    await whatIf.getByLabel("Last day").fill("2025-10-20");
    await whatIf.getByRole("button", { name: "Work it out" }).click();
    await eventually(async () => (await cells())[0]).toBeLessThan(60);
    expect(page.url()).toContain("from=2025-10-20&to=2025-10-20");
    // Of these days the market's prices are not known: no sum pretends to be whole.
    await whatIf.getByLabel("With", { exact: true }).selectOption({ label: "Spot by the hour" });
    await whatIf.getByText(/Spot by the hour: \d+\.\d kWh have no price, so its sum is too small/).waitFor();
    expect(complaints).toEqual([]);
  });

  test("without a contract, or without energy, the page leads on", async () => {
    await page.goto(`${address}#/tariff?meter=solar`);
    await page.getByRole("heading", { name: "Nobody has said yet what energy costs" }).waitFor();
    await page.getByText("docs/guides/contracts.md describes every line").waitFor();
    expect(await findBarriers(page, "tariff-none")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
    await show("month=2023-05");
    await region("What it costs").getByText("No energy is known of this month.").waitFor();
    await region("Peaks").getByText("No peak is known of this month.").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(browserPath === undefined)("a meter that was just connected", () => {
  let gateway: RealGateway;
  let folder: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "meter2mqtt-tariff-"));
    const file = join(folder, "contract.yaml");
    await writeFile(file, JSON.stringify(contract));
    gateway = await RealGateway.start({
      configuration: `
broker: { enabled: false }
sources: [{ type: simulator, meter: { slug: house, zone: Europe/Oslo } }]
tariffs: [{ contract: "${file}", country: NO, guard: { limitKw: 0.1 } }]
`,
    });
    browser = await launchBrowser();
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop });
    page = await context.newPage();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test("shows where the running window leads, and what a kWh costs now", async () => {
    await page.goto(`${await gateway.address()}#/tariff`);
    const running = page.getByRole("region", { name: "The window that runs now" });
    await running.getByText("From now on at most").waitFor();
    await running.getByText("Limit, as you set it").waitFor();
    await running.getByRole("img", { name: /^Expected \d+\.\d\d kW, limit 0\.10 kW$/ }).waitFor();
    await page
      .getByRole("region", { name: "A kWh now" })
      .getByText(/^kr\s1\.\d+ \/ kWh$/)
      .waitFor();
    await page.getByText("There is no contract to compare with.").waitFor();
    expect(await findBarriers(page, "tariff-running")).toEqual([]);
  }, 240_000);

  test("has no history of last year, and the page leads to where it begins", async () => {
    await page.setViewportSize(sizes.desktop);
    await page.goto(`${await gateway.address()}#/history?range=month&at=2025-01`);
    await page.getByText("Nothing is known of this time.").waitFor();
    await page.getByRole("link", { name: "To where it begins" }).click();
    await page.getByText("Nothing is known of this time.").waitFor({ state: "detached" });
    const bars = page.getByRole("listbox").and(page.locator("div")).getByRole("option");
    await eventually(() =>
      bars.evaluateAll(
        (all) =>
          all.map((one) => one.getAttribute("aria-label")).filter((name) => name?.includes("still running")).length,
      ),
    ).toBe(1);
  });
});
