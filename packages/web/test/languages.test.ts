import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BookedHouse, importedKwh } from "./booked-house.ts";
import { browserPath, complaintsOf, findBarriers, launchBrowser, pictures, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

/** What a reader of each language sees: headings, and the decimal sign of its numbers. */
const readers = [
  { language: "en", locale: "en-GB", power: "Power now", history: "History", settings: "Settings", decimal: "." },
  {
    language: "nb",
    locale: "nb-NO",
    power: "Effekt nå",
    history: "Historikk",
    settings: "Innstillinger",
    decimal: ",",
  },
  { language: "da", locale: "da-DK", power: "Effekt nu", history: "Historik", settings: "Indstillinger", decimal: "," },
  { language: "sv", locale: "sv-SE", power: "Effekt nu", history: "Historik", settings: "Inställningar", decimal: "," },
  {
    language: "de",
    locale: "de-DE",
    power: "Leistung jetzt",
    history: "Verlauf",
    settings: "Einstellungen",
    decimal: ",",
  },
  { language: "nl", locale: "nl-NL", power: "Vermogen nu", history: "Verloop", settings: "Instellingen", decimal: "," },
] as const;

const simulator = `
broker: { enabled: false }
sources: [{ type: simulator, name: hall, model: kamstrup-dk-extended, meter: { slug: house, mainFuse: 25 } }]
prices: { sources: [{ type: fixed, area: NO1, price: 0.8, currency: NOK }] }
`;

/** Long enough for a busy machine, short enough to say what is missing. */
const patience = 30_000;

/** A day with 24 hours, of which all is known. */
const day = "2025-10-20";
const dayKwh = Array.from({ length: 24 }, (_, hour) =>
  importedKwh(Date.parse(`${day}T00:00:00+02:00`) + hour * 3_600_000),
).reduce((sum, kwh) => sum + kwh, 0);

describe.skipIf(browserPath === undefined)("the pages in each language", { timeout: 180_000 }, () => {
  let gateway: RealGateway;
  let house: BookedHouse;
  let browser: Browser;

  beforeAll(async () => {
    gateway = await RealGateway.start({ configuration: simulator });
    house = await BookedHouse.move();
    browser = await launchBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
    await gateway?.[Symbol.asyncDispose]();
  });

  async function withPage(locale: string, look: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ locale, viewport: sizes.desktop });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await look(page, context);
    } finally {
      await context.close();
    }
  }

  const languageOf = (page: Page) => page.evaluate("document.documentElement.lang");

  /** Waits until all of the page is in view: charts follow a change of the width a moment later. */
  async function expectFits(page: Page, picture: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 700 });
    const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    await expect.poll(overflow, { message: `${picture} at ${width} px` }).toBe(0);
  }

  async function expectReadable(page: Page, picture: string): Promise<void> {
    await expectFits(page, picture, 320);
    await expectFits(page, picture, 360);
    // Other pages' tests look for barriers in English; here only in the language with the longest words.
    if (picture.endsWith("-de") || pictures !== undefined) expect(await findBarriers(page, picture)).toEqual([]);
  }

  describe.each(readers)("$language", ({ language, locale, power, history, settings, decimal }) => {
    test("Now", async () => {
      await withPage(locale, async (page) => {
        const address = await gateway.address();
        const complaints = complaintsOf(page, address);
        await page.goto(`${address}#/now`);
        await page.getByRole("status", { name: power }).waitFor();
        await expect.poll(() => page.getByTestId("power").innerText(), { timeout: 30_000 }).toMatch(/\d W$/);
        expect(await languageOf(page)).toBe(language);
        // A register is shown with its three decimals.
        await page
          .getByText(new RegExp(`\\d\\${decimal}\\d{3}(?!\\d)`))
          .first()
          .waitFor();
        await expectReadable(page, `now-${language}`);
        expect(complaints).toEqual([]);
      });
    });

    test("History", async () => {
      await withPage(locale, async (page) => {
        await page.goto(`${await house.gateway.address()}#/history?meter=house&range=day&at=${day}`);
        await page.getByRole("link", { name: history, exact: true }).waitFor();
        const chart = page.getByRole("listbox").and(page.locator("div[aria-busy=false]"));
        await chart.waitFor();
        expect(await languageOf(page)).toBe(language);
        const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        await expect
          .poll(() => page.getByTestId("total").innerText(), { timeout: patience })
          .toContain(number.format(dayKwh));
        await chart.getByRole("option").nth(1).hover();
        await expectReadable(page, `history-${language}`);
      });
    });

    test("Settings", async () => {
      await withPage(locale, async (page) => {
        await page.goto(`${await gateway.address()}#/settings`);
        await page.getByRole("heading", { name: settings, exact: true }).waitFor();
        await page.getByRole("searchbox").waitFor();
        expect(await languageOf(page)).toBe(language);
        await expectReadable(page, `settings-${language}`);
      });
    });
  });

  test("the language chosen in the footer is kept", async () => {
    await withPage("en-GB", async (page, context) => {
      await page.goto(await gateway.address());
      await page.getByRole("status", { name: "Power now" }).waitFor();
      await page.getByLabel("Language").selectOption({ label: "Svenska" });
      await page.getByRole("status", { name: "Effekt nu" }).waitFor();
      await page.reload();
      await page.getByRole("status", { name: "Effekt nu" }).waitFor();
      expect(await languageOf(page)).toBe("sv");
      expect(await page.getByLabel("Språk").inputValue()).toBe("sv");
      const another = await context.newPage();
      await another.goto(await gateway.address());
      await another.getByRole("status", { name: "Effekt nu" }).waitFor();
    });
  });

  test("a language that is not there is read in English", async () => {
    await withPage("fr-FR", async (page) => {
      await page.goto(await gateway.address());
      await page.getByRole("status", { name: "Power now" }).waitFor();
      expect(await languageOf(page)).toBe("en");
    });
  });
});
