import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLine, telegram } from "./booked-house.ts";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const patience = 60_000;
const quarterMs = 900_000;

/** A loaded machine takes its time. */
const eventually = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: patience });

const now = Math.floor(Date.now() / quarterMs) * quarterMs;
const oslo = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" });
const monthOf = (at: number) => oslo.format(at).slice(0, 7);
/** What was used in the last hours, in kWh: in the night after a month's end in the last month. */
const inThisMonth = Array.from({ length: 16 }, (_, index) => now - (index + 1) * quarterMs).filter(
  (at) => monthOf(at) === monthOf(now),
).length;
const inLastMonth = 96 + 16 - inThisMonth;

/** A made-up house that used 1 kWh each quarter-hour: a day of the last month, and the last hours. */
function capture(): string {
  const [year = 0, month = 0] = monthOf(now).split("-").map(Number);
  const lastMonth = Date.UTC(year, month - 2, 15);
  let lines = "# meter2mqtt capture: time of arrival, octets in hexadecimal digits\n";
  let imported = 1_000_000;
  for (const [from, quarters] of [
    [lastMonth, 96],
    [now - 16 * quarterMs, 16],
  ] as const)
    for (let index = 0; index <= quarters; index++) {
      const at = from + index * quarterMs;
      lines += captureLine(at, telegram("4530303030303031", at, { imported, exported: 0 }));
      if (index < quarters) imported += 1000;
    }
  return lines;
}

describe.skipIf(browserPath === undefined)("the page Contracts", { timeout: 240_000 }, () => {
  let folder: string;
  let gateway: RealGateway;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "meter2mqtt-contracts-"));
    const file = join(folder, "house.txt");
    await writeFile(file, capture());
    const configuration = `
broker: { enabled: false }
sources: # mine
  - { type: file, name: house, path: "${file}", meter: { slug: house, name: House, zone: Europe/Oslo } }
`;
    gateway = await RealGateway.start({ configuration });
    browser = await launchBrowser();
    address = await gateway.address();
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, timezoneId: "Europe/Oslo" });
    page = await context.newPage();
    page.setDefaultTimeout(patience);
    complaints = complaintsOf(page, address);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  /** What is refused is answered with 400, and the parts start again once: no fault. */
  const faults = () => complaints.filter((words) => !/status of (?:400|503)|ERR_/.test(words));
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const onDisk = (name: string) => readFile(join(gateway.folder, name), "utf8");
  const money = (text: string) => Number(text.replace(/[^\d.-]/g, ""));

  async function lookAt(picture: string): Promise<void> {
    expect(await findBarriers(page, `contracts-${picture}`)).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
  }

  async function monthCost(): Promise<number> {
    await page.goto(`${address}#/tariff?meter=house`);
    await page.getByTestId("net").waitFor();
    return money(await page.getByTestId("net").innerText());
  }

  test("a contract is made from a pattern, tried on the last month, and used", async () => {
    await page.goto(`${address}#/tariff?meter=house`);
    await page.getByRole("link", { name: "Make a contract" }).click();
    await page.getByText("None yet. Make one from a pattern, below.").waitFor();
    await page.getByLabel("Country").selectOption("NO");
    await page.getByLabel("Country").selectOption("");
    await button("Begin with: Fixed price and taxes").click();
    await page.getByText("All prices are made up").waitFor();
    expect(await page.getByLabel("Name of the file").inputValue()).toBe("contract.yaml");
    await lookAt("form");

    // By keyboard alone: the component is opened, its price changed.
    await page.locator("summary", { hasText: "Energy" }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Amount").fill("0,5");
    await page.getByLabel("Amount").press("Tab");
    await page.getByText("The contract is in order.").waitFor();
    await button("Text").press("Enter");
    const area = page.getByLabel("The contract as YAML");
    await eventually(() => area.inputValue()).toContain("amount: 0.5 } # made up");
    expect(await area.inputValue()).toContain("# A pattern of meter2mqtt.");
    await button("Form").press("Enter");
    await page.locator("summary", { hasText: "Energy" }).first().waitFor();

    await button("Try and save").click();
    const dialog = page.getByRole("dialog", { name: "Before it is saved" });
    // A day of 96 kWh (mostly) at 0.65, and 20 % on that and on the base price of a month.
    await eventually(() => dialog.getByTestId("trial-net").innerText()).toMatch(/€/);
    expect(money(await dialog.getByTestId("trial-net").innerText())).toBeCloseTo(inLastMonth * 0.65 * 1.2 + 12, 0);
    expect(await dialog.getByLabel(/as the contract at work/).isChecked()).toBe(true);
    await lookAt("preview");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("contract.yaml is saved and at work.").waitFor();
    expect(await onDisk("contract.yaml")).toContain("amount: 0.5 } # made up");
    expect(await onDisk("meter2mqtt.yaml")).toMatch(/sources: # mine[\s\S]*contract: contract\.yaml/);
    const item = page.getByRole("listitem", { name: "Fixed price and taxes (made-up prices)" });
    await item.getByText("the contract", { exact: true }).waitFor();
    await lookAt("list");
    // 16 kWh so far (mostly), and a share of the month's base price.
    expect(await monthCost()).toBeGreaterThan(inThisMonth * 0.65 * 1.2);
    await page.getByText("Fixed price and taxes (made-up prices)").first().waitFor();
  });

  test("a price is edited in the text, with mistakes told by their line, and the costs are others at once", async () => {
    const before = await monthCost();
    const started = (gateway.said.match(/the page is at/g) ?? []).length;
    await page.getByRole("link", { name: "Change contracts" }).click();
    await button("Edit: Fixed price and taxes (made-up prices)").click();
    await button("Text").click();
    const area = page.getByLabel("The contract as YAML");
    const text = await area.inputValue();
    await area.fill(text.replace("kind: fee, amount: 10, per: month", "kind: fee, amount: 10"));
    await page.getByText("Expected one of day, month, year").waitFor();
    await lookAt("text");
    await button("line 9").click();
    const chosen = () =>
      area.evaluate((one) => {
        if (!(one instanceof HTMLTextAreaElement)) return "";
        return one.value.slice(one.selectionStart, one.selectionEnd);
      });
    await eventually(chosen).toContain("id: base");
    await area.fill("id: [");
    await page.getByText("This is no YAML yet").waitFor();
    await area.fill(text.replace("amount: 0.5 }", "amount: 1.5 }"));
    await page.getByText("The contract is in order.").waitFor();
    await button("Try and save").click();
    const dialog = page.getByRole("dialog", { name: "Before it is saved" });
    await dialog.getByText(/With the contract at work/).waitFor();
    await dialog.getByText(new RegExp(`€${(inLastMonth * 1.2).toFixed(2)} more`)).waitFor();
    await dialog.getByText("the change is at work as soon as it is saved").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("contract.yaml is saved and at work.").waitFor();
    const after = await monthCost();
    expect(after - before).toBeCloseTo(inThisMonth * 1.2, 0);
    // Nothing has started again for it.
    expect((gateway.said.match(/the page is at/g) ?? []).length).toBe(started);
  });

  test("one is duplicated to compare with, and each is deleted, after a question", async () => {
    const title = "Fixed price and taxes (made-up prices)";
    await page.goto(`${address}#/contracts`);
    await button(`Duplicate: ${title}`).click();
    expect(await page.getByLabel("Name of the file").inputValue()).toBe("contract-2.yaml");
    await page.getByLabel("Name of the file").fill("../other.yaml");
    await page.getByText("A file can't be called so here.").waitFor();
    await page.getByLabel("Name of the file").fill("other.yaml");
    await page.getByLabel("Name", { exact: true }).first().fill("Another one");
    await button("Try and save").click();
    const dialog = page.getByRole("dialog", { name: "Before it is saved" });
    await dialog.getByLabel("to compare with", { exact: true }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("other.yaml is saved and at work.").waitFor();
    await page.goto(`${address}#/tariff?meter=house`);
    await page.getByText("With Another one it would have been the same.").waitFor();

    await page.goto(`${address}#/contracts`);
    await button(`Delete: ${title}`).click();
    const question = page.getByRole("dialog", { name: `Delete ${title}?` });
    await question.getByText("It is in use").waitFor();
    await question.getByRole("button", { name: "Keep it" }).click();
    await button(`Delete: ${title}`).click();
    await question.getByRole("button", { name: "Delete it" }).click();
    await page.getByText(`${title} is deleted.`).waitFor();
    expect(await onDisk("meter2mqtt.yaml")).toContain("contract: other.yaml");
    await button("Delete: Another one").click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("Another one is deleted.").waitFor();
    await page.getByText("None yet.").waitFor();
    expect(await onDisk("meter2mqtt.yaml")).not.toContain("tariffs");
    expect((await readdir(gateway.folder)).filter((name) => /^(?:contract|other)\./.test(name)).sort()).toEqual([
      "contract.yaml.bak",
      "other.yaml.bak",
    ]);
  });

  test("the grid's part comes out of an open tariff file that is sent", async () => {
    const tariff = `netteier: Made-up Nett
kilder: [https://grid.example]
tariffer:
  - gyldig_fra: 2026-01-01
    navn: Hjem
    kundegrupper: [husholdning]
    energiledd: { grunnpris: 25 }
`;
    await page.goto(`${address}#/contracts`);
    const sent = { name: "Made-up Nett.yml", mimeType: "text/yaml", buffer: Buffer.from(tariff) };
    await page.getByLabel("Tariff file", { exact: true }).setInputFiles({ ...sent, buffer: Buffer.from("hello") });
    await button("Read the file").click();
    await page.getByText("This is no tariff file").waitFor();
    await page.getByLabel("Tariff file", { exact: true }).setInputFiles(sent);
    await button("Read the file").click();
    await page.getByText("Kept as Made-up-Nett.yml.").waitFor();
    await button("Begin with it").last().click();
    await button("Text").click();
    await eventually(() => page.getByLabel("The contract as YAML").inputValue()).toContain(
      '"tariff": "Made-up Nett, Hjem, husholdning"',
    );
    await page.getByText("The contract is in order.").waitFor();
    expect(faults()).toEqual([]);
  });

  test("mistakes, what a tariff file leaves out and names of rules are said in Danish", async () => {
    const context = await browser.newContext({ locale: "da-DK", viewport: sizes.desktop });
    const danish = await context.newPage();
    danish.setDefaultTimeout(patience);
    const danishButton = (name: string) => danish.getByRole("button", { name, exact: true });
    try {
      await danish.goto(`${address}#/contracts`);
      const file = danish.getByLabel("Tariffil", { exact: true });
      const odd = `netteier: Nett\ntariffer: [{ gyldig_fra: 2026-01-01, navn: Hjem, kundegrupper: [alle], energiledd: { grunnpris: 25 }, fastledd: { metode: OV_TREFASE } }]\n`;
      await file.setInputFiles({
        name: "odd.yml",
        mimeType: "text/yaml",
        buffer: Buffer.from("netteier: 4\ntariffer: []"),
      });
      await danishButton("Læs filen").click();
      await danish
        .getByText(
          "Det er ingen tariffil fra fri-nettleie eller Eltariff-API. Ved netteier: Ventede en tekst, fandt 4.",
        )
        .waitFor();
      await file.setInputFiles({ name: "odd.yml", mimeType: "text/yaml", buffer: Buffer.from(odd) });
      await danishButton("Læs filen").click();
      await danish.getByText("Den faste del følger OV_TREFASE, som ingen regel her udtrykker.").waitFor();
      await danishButton("Begynd med den").last().click();
      // Told of a contract that nobody has touched.
      const leftOut = danish.getByText("Fra Nett, Hjem, alle, from 2026-01-01: Den faste del følger OV_TREFASE");
      await leftOut.waitFor();
      await danishButton("Tekst").click();
      const area = danish.getByRole("textbox").last();
      const text = await area.inputValue();
      await area.fill(
        `${text}  - { id: peaks, kind: capacity, rule: no-three-days }\n  - { id: base, kind: fee, amount: 1 }\n`,
      );
      await danish.getByText("Ventede en af day, month, year, fandt nothing.").waitFor();
      await area.fill(`${text}  - { id: peaks, kind: capacity, rule: no-three-days }\n`);
      await leftOut.waitFor();
      await danishButton("Formular").click();
      await danish.locator("summary", { hasText: "peaks" }).click();
      await danish
        .getByRole("option", { name: "Norge: middel af de tre højeste timer, på tre dage" })
        .waitFor({ state: "attached" });
      await writeFile(join(gateway.folder, "kept.yaml"), text);
      await danish.reload();
      await danish.getByRole("button", { name: /^Rediger: / }).click();
      await danish
        .getByRole("heading", { name: /kept\.yaml/ })
        .first()
        .waitFor();
      await leftOut.waitFor();
      expect(await danish.locator("main [lang=en]").count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});
