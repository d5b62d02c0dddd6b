import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BookedHouse, contract, elhubFile, importedKwh } from "./booked-house.ts";
import { browserPath, buildPages, launchBrowser, pictures, sizes } from "./browser.ts";
import { hexOf, keys, letter, sealedFrame } from "./inspector-frames.ts";
import { pictureViews } from "./page-views.ts";
import { PlayServer } from "./play-server.ts";
import { RealGateway } from "./real-gateway.ts";
import { gateway as empty, scenes } from "./scenes.ts";
import { SimulatedLine } from "./simulated-line.ts";

/*
 * Every page in every size and scheme, with much and with nothing on it, for people to look at:
 * `PAGE_PICTURES=folder npx vitest run packages/web/test/pictures.test.ts`.
 */
const wanted = browserPath !== undefined && pictures !== undefined;

describe.skipIf(!wanted)("pictures for people (wanted with PAGE_PICTURES)", { timeout: 300_000 }, () => {
  let browser: Browser;
  const open: AsyncDisposable[] = [];

  beforeAll(async () => {
    browser = await launchBrowser("--host-resolver-rules=MAP meter.example 127.0.0.1");
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function newPage(): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
      ...{ locale: "en-GB", viewport: sizes.desktop },
      // Where the house of these pictures stands.
      timezoneId: "Europe/Oslo",
    });
    open.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    return page;
  }

  const keep = <T extends AsyncDisposable>(one: T): T => {
    open.push(one);
    return one;
  };

  const settled = (page: Page) => page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => undefined);

  async function picture(page: Page, name: string): Promise<void> {
    await settled(page);
    await expect.poll(() => page.locator(".loading, .unsettled").count(), { timeout: 60_000 }).toBe(0);
    expect(await pictureViews(page, name)).toEqual([]);
  }

  async function pictureAll(page: Page, address: string, shown: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, place] of Object.entries(shown)) {
      await page.goto(`${address}#/${place}`);
      await page.getByRole("main").waitFor();
      await picture(page, name);
    }
  }

  test("nothing is known yet", async () => {
    const configuration = "broker: { enabled: false }\nsources: [{ type: push, name: door }]\n";
    const gateway = keep(await RealGateway.start({ configuration }));
    const names = ["now", "history", "tariff", "line", "connections", "inspector", "settings", "capsule", "wall"];
    const shown = Object.fromEntries(names.map((name) => [`empty-${name}`, name]));
    await pictureAll(await newPage(), await gateway.address(), shown);
  });

  test("a house at work", async () => {
    const folder = await mkdtemp(join(tmpdir(), "meter2mqtt-pictures-"));
    open.push({ [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) });
    await writeFile(join(folder, "home.yaml"), JSON.stringify(contract));
    const gateway = keep(
      await RealGateway.start({
        configuration: `
broker: { enabled: false }
mqtt: [{ name: away, url: "mqtt://127.0.0.1:1" }]
sources:
  - { type: simulator, name: hall, model: kamstrup-dk-extended, faults: "noise=0.1", meter: { slug: house, name: House, mainFuse: 25 } }
  - { type: simulator, name: barn, model: p1-nl, meter: { slug: barn, name: Barn } }
prices: { sources: [{ type: fixed, area: NO1, price: 0.8, currency: NOK }] }
tariffs: [{ meter: house, contract: ${join(folder, "home.yaml")}, guard: { limitKw: 5 } }]
`,
      }),
    );
    const page = await newPage();
    const address = await gateway.address();
    await page.goto(`${address}#/now?meter=house`);
    await page.getByRole("region", { name: "Price" }).getByText("kr").first().waitFor({ timeout: 60_000 });
    await page.getByRole("region", { name: "Peak" }).getByText("At most").waitFor({ timeout: 60_000 });
    await picture(page, "full-now");
    await pictureAll(page, address, { "full-wall": "wall?meter=house", "full-line": "line?source=hall" });
    const link = page.getByRole("link", { name: /Look into it/ }).first();
    await link.click();
    await page.getByText(/Heard by hall/).waitFor();
    await picture(page, "full-inspector-heard");
    await page.goto(`${address}#/connections`);
    const away = page.getByRole("article", { name: "away" });
    await away.getByRole("button", { name: "Test: away" }).click();
    await expect.poll(() => away.getByRole("status").innerText()).toMatch(/after .* ms/);
    await picture(page, "full-connections");
    await page.goto(`${address}#/capsule`);
    await page.getByRole("button", { name: "Make the capsule" }).click();
    await page.getByRole("textbox", { name: "Content of the file" }).waitFor();
    await picture(page, "full-capsule");
    await page.goto(`${address}#/settings`);
    const topics = page.getByRole("navigation", { name: "Topics" }).getByRole("link");
    await topics.first().waitFor();
    for (let topic = 0; topic < (await topics.count()); topic++) {
      await topics.nth(topic).click();
      await picture(page, `full-settings-${topic}`);
    }
  });

  test("a month of bookings", async () => {
    const house = keep(await BookedHouse.move());
    const page = await newPage();
    const address = await house.gateway.address();
    const chart = page.getByRole("listbox").and(page.locator("div"));
    const show = async (query: string) => {
      await page.goto(`${address}#/history?meter=house&${query}`);
      await page.getByTestId("period").waitFor();
      await chart.and(page.locator("[aria-busy=false]")).waitFor();
    };
    for (const [name, query] of [
      ["hour", "range=hour&at=2025-10-26T02:00%2B01:00"],
      ["day", "range=day&at=2025-10-26"],
      ["month", "range=month&at=2025-10&compare=year"],
      ["year", "range=year&at=2025&compare=before"],
      ["days-of-year", "range=year&at=2025&resolution=day"],
      ["all", "range=all"],
      ["cost", "range=month&at=2025-10&show=cost"],
      ["peaks", "range=month&at=2025-11&show=peaks"],
      ["self", "range=month&at=2025-10&show=self"],
      ["nothing", "range=month&at=2023-10"],
    ] as const) {
      await show(query);
      await chart.getByRole("option").nth(1).hover();
      await picture(page, `history-${name}`);
    }
    await show("range=month&at=2025-10");
    await page.locator("details > summary").first().click();
    await picture(page, "history-table");
    const first = Date.parse("2025-10-20T00:00:00+02:00");
    const file = join(house.folder, "compare.csv");
    await writeFile(
      file,
      elhubFile(first, 8 * 24, (index) => importedKwh(first + index * 3_600_000) + (index % 50 === 0 ? 0.4 : 0)),
    );
    await page.getByLabel("The grid company's CSV file").setInputFiles(file);
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByTestId("comparison").waitFor();
    await picture(page, "history-compared");
    await show("range=day&at=2025-10-20");
    await chart.focus();
    await page.keyboard.press("End");
    await page.getByTestId("pointed").getByRole("button", { name: "Change" }).click();
    await page.getByRole("dialog", { name: "Change what it came to" }).waitFor();
    await page.getByLabel("Amount in kWh").fill("much");
    await page.getByRole("button", { name: "Change it" }).click();
    await picture(page, "history-edit");
    await page.keyboard.press("Escape");
    await page.goto(`${address}#/tariff?meter=house&month=2025-10`);
    await page.getByTestId("what-if").waitFor();
    await picture(page, "tariff-full");
    await page.getByText("Contracts to compare with").click();
    await picture(page, "tariff-alternatives");
    await page.goto(`${address}#/contracts`);
    await page
      .getByRole("button", { name: /^Begin with/ })
      .first()
      .waitFor();
    await picture(page, "contracts-list");
    await page
      .getByRole("button", { name: /^Begin with/ })
      .first()
      .click();
    await page.getByLabel("Name of the file").waitFor();
    for (const part of await page.locator("main details:not([open]) > summary").all()) await part.click();
    await picture(page, "contracts-form");
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.getByLabel("The contract as YAML").waitFor();
    await picture(page, "contracts-text");
  });

  test("states of Now that a real gateway is seldom in", async () => {
    const pages = await buildPages();
    for (const scene of ["simulated", "exporting", "stale", "fault", "unplugged"]) {
      const server = keep(new PlayServer(pages, scenes[scene]?.() ?? empty()));
      const page = await newPage();
      await page.goto(await server.start());
      await page.getByTestId("health").waitFor();
      await picture(page, `now-${scene}`);
    }
    const page = await newPage();
    await page.goto(pathToFileURL(join(pages, "inspector.html")).href);
    await page.getByRole("heading", { name: "Frames to look at" }).waitFor();
    await picture(page, "standalone-empty");
    await page.getByRole("button", { name: "Show an example" }).click();
    await page.getByRole("treeitem", { name: /date-time 2021-08-30/ }).click();
    await picture(page, "standalone-example");
    for (const name of ["Values", "XML", "Diagnoses"]) {
      const tab = page.getByRole("tab", { name });
      if ((await tab.count()) === 0) continue;
      await tab.click();
      await picture(page, `standalone-${name.toLowerCase()}`);
    }
    await page.getByRole("button", { name: "Look at something else" }).click();
    await page.getByRole("textbox", { name: /^Hexadecimal text/ }).fill(hexOf(sealedFrame));
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.getByRole("textbox", { name: /^Keys/ }).fill(keys.encryption);
    await picture(page, "standalone-sealed");
    await page.getByRole("textbox", { name: /^Keys/ }).fill(letter);
    await page.getByTestId("verdict").waitFor();
    await picture(page, "standalone-opened");
  });

  test("set-up, step by step", async () => {
    const key = "A0B1C2D3E4F5061728394A5B6C7D8E9F";
    const authenticationKey = "1F2E3D4C5B6A79880717263544536271";
    const line = keep(await SimulatedLine.start("kamstrup-dk", ["--key", key, "--auth-key", authenticationKey]));
    const gateway = keep(await RealGateway.start());
    const page = await newPage();
    await page.goto(await gateway.address());
    await page.getByTestId("power").waitFor();
    await picture(page, "first-now");
    const goOn = () => page.getByRole("button", { name: "Go on" }).click();
    const step = (name: string) => page.getByRole("heading", { name, level: 3 }).waitFor();
    await page.getByRole("link", { name: "Set it up" }).click();
    await step("Where it is");
    await picture(page, "set-up-1-way");
    await goOn();
    await page.getByRole("button", { name: "Look again" }).waitFor();
    await picture(page, "set-up-2-serial");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("radio", { name: /^Over the network/ }).check();
    await goOn();
    await step("The connection");
    await page.getByLabel("Host").fill("127.0.0.1");
    await page.getByLabel("TCP port").fill(line.port);
    await picture(page, "set-up-2-network");
    await goOn();
    await step("Listen");
    await page.getByText("A meter speaks, encrypted").waitFor();
    await picture(page, "set-up-3-listen");
    await goOn();
    await step("Keys");
    const text = page.getByLabel("Text with the keys");
    const attempt = async (what: string) => {
      await text.fill(what);
      await page.getByRole("button", { name: "Try the keys" }).click();
    };
    await attempt("0102030405060708090A0B0C0D0E0F10");
    await page.getByText("These keys don't fit").waitFor();
    await picture(page, "set-up-4-keys-wrong");
    await attempt(`Encryption: ${key}\nAuthentication: ${authenticationKey}`);
    await page.getByText("right, tag verified", { exact: true }).waitFor();
    await picture(page, "set-up-4-keys-right");
    await goOn();
    await step("The meter");
    await picture(page, "set-up-5-meter");
    await goOn();
    await step("Prices");
    await page.getByRole("radio", { name: "One price for all hours" }).check();
    await page.getByLabel("Price of a kWh").fill("1.25");
    await page.getByLabel("Currency, three letters").fill("DKK");
    await picture(page, "set-up-6-prices");
    await goOn();
    await step("Publishing");
    await page.getByRole("radio", { name: "A broker that I have" }).check();
    await picture(page, "set-up-7-publishing");
    await page.getByLabel("Address").fill("mqtt://127.0.0.1:1");
    await goOn();
    await step("Save");
    await expect
      .poll(() => page.getByRole("button", { name: "Save and begin" }).isEnabled(), { timeout: 60_000 })
      .toBe(true);
    await picture(page, "set-up-8-save");
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByTestId("first-reading").waitFor();
    await picture(page, "set-up-9-reading");
  });

  test("at the doors", async () => {
    const configuration = "  hostNames: [meter.example]\n  access: {}\nbroker: { enabled: false }\n";
    const gateway = keep(await RealGateway.start({ configuration }));
    const page = await newPage();
    const address = (await gateway.address()).replace("127.0.0.1", "meter.example");
    await page.goto(address);
    await page.getByRole("heading", { name: "Set a password" }).waitFor();
    await picture(page, "door-set-password");
    await page.getByLabel("One-time code from the log").fill(await gateway.says(/"code":"([A-Z0-9-]{11})"/));
    await page.getByLabel("User").fill("kari");
    await page.getByLabel("New password, at least 10 characters").fill("nine blue kettles");
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByTestId("health").waitFor();
    await page.goto(`${address}#/settings`);
    await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Access" }).click();
    await picture(page, "door-users");
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    await page.getByLabel("User").fill("kari");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("The user or the password is wrong.").waitFor();
    await picture(page, "door-log-in");
  });
});
