import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BookedHouse, importedKwh } from "./booked-house.ts";
import { browserPath, complaintsOf, findBarriers, launchBrowser, pictures, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

/** What a reader of each language sees: headings, the name of a setting, and the decimal sign of its numbers. */
const readers = [
  {
    ...{ language: "en", locale: "en-GB", power: "Power now", history: "History", settings: "Settings" },
    ...{ meter: "Meter", fuse: "Main fuse", decimal: "." },
  },
  {
    language: "nb",
    locale: "nb-NO",
    power: "Effekt nå",
    history: "Historikk",
    settings: "Innstillinger",
    meter: "Måler",
    fuse: "Hovedsikring",
    decimal: ",",
  },
  {
    ...{ language: "da", locale: "da-DK", power: "Effekt nu", history: "Historik", settings: "Indstillinger" },
    ...{ meter: "Måler", fuse: "Hovedsikring", decimal: "," },
  },
  {
    ...{ language: "sv", locale: "sv-SE", power: "Effekt nu", history: "Historik", settings: "Inställningar" },
    ...{ meter: "Mätare", fuse: "Huvudsäkring", decimal: "," },
  },
  {
    language: "de",
    locale: "de-DE",
    power: "Leistung jetzt",
    history: "Verlauf",
    settings: "Einstellungen",
    meter: "Zähler",
    fuse: "Hauptsicherung",
    decimal: ",",
  },
  {
    ...{ language: "nl", locale: "nl-NL", power: "Vermogen nu", history: "Verloop", settings: "Instellingen" },
    ...{ meter: "Meter", fuse: "Hoofdzekering", decimal: "," },
  },
] as const;

const simulator = (contractFile: string) => `
broker: { enabled: false }
sources: [{ type: simulator, name: hall, model: kamstrup-dk-extended, meter: { slug: house, mainFuse: 25 } }]
prices: { sources: [{ type: fixed, area: NO1, price: 0.8, currency: NOK }] }
tariffs: [{ contract: "${contractFile}", country: NO }]
`;

/** Of every kind one component, and of times what there is. */
const weekdays = { months: [11, 12, 1, 2, 3], hours: [[6, 22]], weekdays: [1, 2, 3, 4, 5], holidays: "except" };
const contract = {
  ...{ id: "all", name: "Alles auf einmal", currency: "NOK" },
  components: [
    { id: "spot", kind: "spot", factor: 1.03, add: 0.04 },
    { id: "mean", kind: "spot-month-mean" },
    { id: "support", kind: "spot-support", share: 0.9, above: 0.77, capKwhPerMonth: 5000 },
    { id: "day", kind: "per-kwh", amount: 0.29, when: weekdays },
    { id: "night", kind: "per-kwh", amount: 0.2, unless: [weekdays, { dates: ["07-01", "08-15"] }] },
    {
      id: "tax",
      kind: "tiers",
      per: "year",
      tiers: [
        { fromKwh: 0, amount: 0.1 },
        { fromKwh: 2900, amount: 0.05 },
      ],
    },
    {
      ...{ id: "capacity", kind: "capacity", rule: "no-three-days" },
      charge: {
        steps: [
          { fromKw: 0, perMonth: 120 },
          { fromKw: 2, perMonth: 200 },
        ],
      },
    },
    { id: "weekly", kind: "capacity", rule: "no-fjellnett-five-weeks" },
    { id: "fee", kind: "fee", amount: 39.2, per: "month", from: "2025-01-01", to: "2031-01-01" },
    { id: "vat", kind: "percent", percent: 25, of: ["day", "night"] },
    { id: "sold", direction: "export", kind: "spot", factor: -1, add: 0.02 },
    { id: "netted", direction: "export", kind: "netted", per: "year", amount: -0.26 },
    { id: "surplus", direction: "export", kind: "surplus", per: "month", amount: -0.05 },
  ],
};

/** What a contract says, in the languages whose words are looked at here. */
const told = {
  de: [
    "Börsenpreis × 1,03 + 0,04",
    "Wann: November–März, Montag–Freitag, 6:00–22:00, nicht an Feiertagen",
    "Mittel der 3 höchsten Stunden des Monats",
    "Sie erhalten: Börsenpreis − 0,02",
  ],
  nb: [
    "Spotpris × 1,03 +",
    "Når: november–mars, mandag–fredag, 6:00–22:00, ikke på helligdager",
    "Middelet av de 3 høyeste timene i måneden",
    "Du får: Spotpris −",
  ],
} as const;

/** Long enough for a busy machine, short enough to say what is missing. */
const patience = 60_000;

/** A day with 24 hours, of which all is known. */
const day = "2025-10-20";
const dayKwh = Array.from({ length: 24 }, (_, hour) =>
  importedKwh(Date.parse(`${day}T00:00:00+02:00`) + hour * 3_600_000),
).reduce((sum, kwh) => sum + kwh, 0);

describe.skipIf(browserPath === undefined)("the pages in each language", { timeout: 240_000 }, () => {
  let gateway: RealGateway;
  let house: BookedHouse;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "meter2mqtt-languages-"));
    const contractFile = join(folder, "contract.yaml");
    await writeFile(contractFile, JSON.stringify(contract));
    gateway = await RealGateway.start({ configuration: simulator(contractFile) });
    house = await BookedHouse.move();
    browser = await launchBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
    await gateway?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
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

  describe.each(readers)("$language", ({ language, locale, power, history, settings, meter, fuse, decimal }) => {
    test("Now", async () => {
      await withPage(locale, async (page) => {
        const address = await gateway.address();
        const complaints = complaintsOf(page, address);
        await page.goto(`${address}#/now`);
        await page.getByRole("status", { name: power }).waitFor();
        await expect.poll(() => page.getByTestId("power").innerText()).toMatch(/\d W$/);
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
        // Settings are named and explained in the page's language, and so is what is wrong with them.
        await page.locator("summary").getByText(meter, { exact: true }).click();
        await page
          .getByRole("button", { expanded: false })
          .and(page.locator('[data-path="sources.0.meter"] button'))
          .first()
          .click();
        const field = page.getByLabel(fuse, { exact: true });
        await field.fill("0");
        await page.locator('[data-path="sources.0.meter.mainFuse"]').getByRole("alert").waitFor();
        await expectReadable(page, `settings-${language}`);
      });
    });
  });

  test.each(readers.filter(({ language }) => language === "de" || language === "nb"))(
    "Tariff tells a contract in $language",
    async ({ language, locale }) => {
      await withPage(locale, async (page) => {
        await page.goto(`${await gateway.address()}#/tariff?meter=house`);
        for (const text of language === "de" ? told.de : told.nb) await page.getByText(text).first().waitFor();
        expect(await page.locator("body").innerText()).not.toMatch(/undefined|NaN|\[object/);
        await expectReadable(page, `tariff-${language}`);
      });
    },
  );

  test("what only the gateway knows of a setting is said in the page's language", async () => {
    await withPage("de-DE", async (page) => {
      await page.goto(`${await gateway.address()}#/settings`);
      await page.getByRole("searchbox").fill("Vorbei unter");
      await page.getByLabel("Vorbei unter", { exact: true }).fill("95");
      await page.getByText("Das muss unter percent liegen, zum Beispiel 80 bei 90.").waitFor();
      // What the file holds and this page doesn't write is English: there is none of it here.
      expect(await page.locator("main [lang=en]").count()).toBe(0);
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
