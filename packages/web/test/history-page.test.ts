import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BookedHouse, elhubFile, importedKwh } from "./booked-house.ts";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";

/** A loaded machine takes its time. */
const eventually = <T>(get: () => T | Promise<T>) => expect.poll(get);

describe.skipIf(browserPath === undefined)("the page History", () => {
  let house: BookedHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let address: string;

  beforeAll(async () => {
    house = await BookedHouse.move();
    browser = await launchBrowser();
    address = await house.gateway.address();
    // A browser far away: what is shown is by the meter's zone.
    context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, timezoneId: "Asia/Tokyo" });
    page = await context.newPage();
    complaints = complaintsOf(page, address);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
  });

  async function show(query: string, on: Page = page): Promise<void> {
    await on.goto(`${address}#/history?${query}`);
    await on.getByTestId("period").waitFor();
    await settled(on);
  }

  const chart = (on: Page = page) => on.getByRole("listbox").and(on.locator("div"));
  const bars = () => chart().getByRole("option");
  /** Numbers keep their units by spaces that don't break. */
  const textOf = async (testId: string) => (await page.getByTestId(testId).innerText()).replaceAll("\u00a0", " ");
  const pointed = () => textOf("pointed");
  const total = () => textOf("total");
  const period = () => page.getByTestId("period").innerText();
  const settled = (on: Page = page) => chart(on).and(on.locator("[aria-busy=false]")).waitFor();
  const kwh = (value: number) => `${value.toFixed(2)} kWh`;

  async function inPeriod(name: string): Promise<void> {
    await eventually(period).toBe(name);
    await settled();
  }

  test.each([
    ["month", "range=month&at=2025-10&compare=year"],
    ["day-of-25-hours", "range=day&at=2025-10-26"],
    ["year", "range=year&at=2025&compare=before"],
    ["self-use", "range=month&at=2025-10&show=self"],
    ["nothing-known", "range=month&at=2023-10"],
  ])(
    "%s: everyone can read it, in every size and scheme",
    async (name, query) => {
      await show(`meter=house&${query}`);
      await eventually(() => bars().count()).toBeGreaterThan(0);
      await bars().nth(1).hover();
      expect(await findBarriers(page, `history-${name}`)).toEqual([]);
      await page.setViewportSize(sizes.desktop);
      await page.emulateMedia({ colorScheme: "light" });
      expect(complaints).toEqual([]);
    },
    240_000,
  );

  test.each([
    ["range=month&at=2025-10&show=cost", /Total\s+kr\s1,\d{3}\.\d\d\s/, 31],
    ["range=day&at=2025-10-20&show=cost", /Total\s+kr\s\d\d\.\d\d\s/, 24],
    ["range=month&at=2025-11&show=peaks", /Highest hour\s+5\.04 kW/, 30],
    ["range=year&at=2025&show=peaks", /Highest hour\s+5\.14 kW/, 12],
    ["range=month&at=2025-10&show=export", /Total\s+138\.6 kWh/, 31],
    ["range=year&at=2025&resolution=day", /Total\s+1,\d{3}\.\d kWh/, 365],
    ["range=hour&at=2025-10-26T02:00%2B01:00", /Total\s+0\.92 kWh/, 4],
    ["range=all", /Total\s+3,\d{3}\.\d kWh/, 3],
  ])("%s shows its total and every bar of it", async (query, expected, count) => {
    await show(`meter=house&${query}`);
    await eventually(() => bars().count()).toBe(count);
    await eventually(total).toMatch(expected);
    expect(complaints).toEqual([]);
  });

  test("the hours that the contract counts are marked", async () => {
    await show("meter=house&range=month&at=2025-10&show=peaks");
    const counted = chart().getByRole("option", { name: /counts for the contract/ });
    await eventually(() => counted.count()).toBe(3);
    expect(await counted.first().getAttribute("aria-label")).toMatch(
      /^Fri 10 Oct: 4\.84\skW.*highest hour .*18:00–19:00/,
    );
  });

  test("keys move between bars and periods, open and go back", async () => {
    await show("meter=house&range=month&at=2025-10");
    await chart().focus();
    await page.keyboard.press("End");
    await eventually(pointed).toContain("Fri 31 Oct");
    await page.keyboard.press("ArrowRight");
    await inPeriod("November 2025");
    await eventually(pointed).toContain("Sat 1 Nov");
    await page.keyboard.press("ArrowLeft");
    await inPeriod("October 2025");
    await eventually(pointed).toContain("Fri 31 Oct");
    await page.keyboard.press("Enter");
    await inPeriod("Friday, 31 October 2025");
    expect(page.url()).toContain("range=day&at=2025-10-31");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await inPeriod("Friday, 31 October 2025 01:00–02:00");
    await eventually(() => bars().count()).toBe(4);
    await page.keyboard.press("Escape");
    await inPeriod("Friday, 31 October 2025");
    await eventually(pointed).toContain("01:00–02:00");
    await page.keyboard.press("Escape");
    await inPeriod("October 2025");
    await eventually(pointed).toContain("Fri 31 Oct");
    await page.keyboard.press("PageUp");
    await inPeriod("September 2025");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Escape");
    await inPeriod("2025");
    await page.keyboard.press("Escape");
    await inPeriod("2024–2026");
    await page.goBack();
    await inPeriod("2025");
    await page.reload();
    await inPeriod("2025");
  });

  test("a click opens a day: that on which summer time ends has 25 hours by the meter's clock", async () => {
    await show("meter=house&range=month&at=2025-10");
    await bars().nth(25).click();
    await inPeriod("Sunday, 26 October 2025");
    await eventually(() => bars().count()).toBe(25);
    const names = await bars().evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    expect(names.slice(1, 5).map((name) => name?.split(": ")[0])).toEqual([
      "Sun 26 Oct 01:00–02:00",
      "Sun 26 Oct 02:00–03:00 CEST",
      "Sun 26 Oct 02:00–03:00 CET",
      "Sun 26 Oct 03:00–04:00",
    ]);
    const hour = Date.parse("2025-10-26T19:00:00+01:00");
    await bars().nth(20).hover();
    await eventually(pointed).toContain(kwh(importedKwh(hour)));
    await show("meter=house&range=day&at=2025-03-30");
    await eventually(() => bars().count()).toBe(23);
  });

  test("a period is compared with the one before, and with that of a year ago, like with like", async () => {
    await show("meter=house&range=month&at=2025-10");
    await page.getByLabel("Compare with", { exact: true }).selectOption({ label: "a year ago" });
    await eventually(total).toMatch(/A year ago, same part: 976\.\d kWh: 23\.\d\s% less/);
    // 9 October 2025 is missing, and so is not compared.
    await bars().nth(9).hover();
    await eventually(pointed).toContain("compared with 39.00 kWh");
    await show("meter=house&range=day&at=2025-10-21&compare=before");
    const days = [21, 20].map((day) =>
      Array.from({ length: 24 }, (_, hour) =>
        importedKwh(Date.parse(`2025-10-${day}T00:00:00+02:00`) + hour * 3_600_000),
      ).reduce((sum, value) => sum + value, 0),
    );
    await eventually(total).toContain(`Total\n\n${kwh(days[0] ?? 0)}`);
    expect(await total()).toContain(`The period before, same part: ${kwh(days[1] ?? 0)}`);
  });

  test("how each bar is known stands in its name, in the table, and in a legend", async () => {
    await show("meter=house&range=month&at=2025-10");
    const nameOf = async (day: number) =>
      (await bars()
        .nth(day - 1)
        .getAttribute("aria-label")) ?? "";
    expect(await nameOf(1)).toBe("Wed 1 Oct: not known, missing");
    expect(await nameOf(6)).toMatch(/^Mon 6 Oct: .*\skWh, estimated$/);
    expect(await nameOf(15)).toMatch(/, 75\s% measured, 25\s% interpolated$/);
    expect(await nameOf(16)).toMatch(/, measured$/);
    const legend = page.getByRole("list", { name: "How the bars are known" });
    expect(await legend.getByRole("listitem").allInnerTexts()).toEqual(
      ["measured", "interpolated", "estimated", "missing"].map((word) => expect.stringContaining(word)),
    );
    await page.getByRole("row", { name: /Mon 6 Oct.*estimated/ }).waitFor();
  });

  test("what the bill says is shared out, stands in the trail, and can be undone", async () => {
    await show("meter=house&range=day&at=2025-10-30");
    const hour = Date.parse("2025-10-30T19:00:00+01:00");
    await bars().nth(19).hover();
    await page.getByTestId("pointed").getByRole("button", { name: "Change" }).click();
    const dialog = page.getByRole("dialog", { name: "Change what it came to" });
    await dialog.getByLabel("Amount in kWh").fill("much");
    await dialog.getByRole("button", { name: "Change it" }).click();
    await dialog.getByText("Write an amount of 0 or more").waitFor();
    const edgeOf = (label: string) =>
      dialog.getByLabel(label).evaluate((field) => getComputedStyle(field).borderTopColor);
    expect(await edgeOf("Amount in kWh")).not.toBe(await edgeOf("Why"));
    await dialog.getByLabel("Amount in kWh").fill("1,5");
    await dialog.getByLabel("Who changes it").fill("Kari");
    await dialog.getByLabel("Why").fill("bill 17");
    expect(await findBarriers(page, "history-edit")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
    await dialog.getByRole("button", { name: "Change it" }).click();
    await page.getByText(`Changed to 1.50 kWh; it was ${kwh(importedKwh(hour))}.`).waitFor();
    await eventually(() => bars().nth(19).getAttribute("aria-label")).toMatch(/: 1\.50\skWh, edited$/);
    const trail = page.getByRole("list", { name: "Changes by hand in this period" });
    await eventually(() => trail.innerText()).toMatch(
      /Thu 30 Oct 19:00–20:00 \(4 intervals\): \d\.\d\d\skWh became 1\.50\skWh\s+Kari, .*bill 17/,
    );
    await trail.getByRole("button", { name: /Undo/ }).click();
    await page.getByText(`Taken back: it is ${kwh(importedKwh(hour))} again.`).waitFor();
    await eventually(() => bars().nth(19).getAttribute("aria-label")).toMatch(/, measured$/);
    await eventually(() => trail.getByRole("listitem").count()).toBe(2);
    expect(await trail.innerText()).toContain("taken back");

    // A whole day by the bill: what is missing is filled, and the month knows.
    await show("meter=house&range=day&at=2025-10-09");
    await page.getByRole("button", { name: "Enter what the bill says" }).click();
    await dialog.getByLabel("Amount in kWh").fill("24");
    await dialog.getByLabel("Who changes it").fill("Kari");
    await dialog.getByRole("button", { name: "Change it" }).click();
    await eventually(total).toContain("24.00 kWh");
    await chart().focus();
    await page.keyboard.press("Escape");
    await inPeriod("October 2025");
    await eventually(pointed).toMatch(/Thu 9 Oct\s+24\.00 kWh\s+edited/);
  });

  test("the grid company's file is laid beside the ledger, and differences are shown in place", async () => {
    const from = Date.parse("2025-10-25T00:00:00+02:00");
    const hours = Array.from({ length: 49 }, (_, index) => importedKwh(from + index * 3_600_000));
    const differing = 24 + 20;
    const theirs = elhubFile(from, 49, (index) => (hours[index] ?? 0) + (index === differing ? 1 : 0));
    await show("meter=house&range=month&at=2025-10");
    const file = { name: "elhub.csv", mimeType: "text/csv", buffer: Buffer.from(theirs) };
    await page.getByLabel("The grid company's CSV file").setInputFiles(file);
    await page.getByRole("button", { name: "Compare" }).click();
    const result = page.getByTestId("comparison");
    await eventually(() => result.innerText()).toContain("Hours that differ: 1.");
    await page.getByRole("row", { name: /Sun 26 Oct.*≠/ }).waitFor();
    await page.getByText("differs from the grid company's file").waitFor();
    expect(await findBarriers(page, "history-compared")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("link", { name: "Sun 26 Oct 19:00–20:00" }).click();
    await inPeriod("Sunday, 26 October 2025");
    await page.getByRole("row", { name: /19:00–20:00.*≠ \d\.\d\d/ }).waitFor();
    const wrong = { ...file, buffer: Buffer.from("no;columns\n1;2\n") };
    await page.getByLabel("The grid company's CSV file").setInputFiles(wrong);
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByTestId("comparison").count()).toBe(0);
  });

  test("what is refused, a file and an edit, is refused in the reader's language", { timeout: 90_000 }, async () => {
    const danish = await browser.newContext({ locale: "da-DK", viewport: sizes.desktop });
    const on = await danish.newPage();
    await show("meter=house&range=month&at=2025-10", on);
    const file = { name: "elhub.csv", mimeType: "text/csv", buffer: Buffer.from("no;columns\n1;2\n") };
    await on.getByLabel("Netselskabets CSV-fil").setInputFiles(file);
    await on.getByRole("button", { name: "Sammenlign" }).click();
    const alert = on.getByRole("alert");
    await alert.getByText("Filen: Opbygningen af denne fil kendes ikke. Kendte opbygninger: Elhub").waitFor();
    expect(await alert.locator("[lang=en]").count()).toBe(0);
    await show("meter=house&range=day&at=2025-10-30", on);
    await chart(on).getByRole("option").nth(19).hover();
    await on.getByTestId("pointed").getByRole("button", { name: "Ret" }).click();
    const dialog = on.getByRole("dialog", { name: "Ret mængden" });
    await dialog.getByLabel("Mængde i kWh").fill("9999999999999");
    await dialog.getByRole("button", { name: "Ret", exact: true }).click();
    await dialog.getByRole("alert").getByText("Gatewayen tager ikke imod dette: body/amount must be").waitFor();
    await danish.close();
  });

  test("what is shown is saved as CSV, with its times and qualities", async () => {
    await show("meter=house&range=day&at=2025-10-26&compare=before");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("house-import-2025-10-26.csv");
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    expect(lines[0]).toBe(
      "start,end,amount,unit,measured,interpolated,estimated,edited,missing,comparedStart,comparedAmount",
    );
    expect(lines).toHaveLength(26);
    const hour = importedKwh(Date.parse("2025-10-26T02:00:00+01:00"));
    const before = importedKwh(Date.parse("2025-10-25T03:00:00+02:00"));
    expect(lines[4]).toBe(`2025-10-26T02:00:00+01:00,2025-10-26T03:00:00+01:00,${hour},kWh,1,0,0,0,0,,`);
    expect(lines[5]).toMatch(new RegExp(`^2025-10-26T03:00:00\\+01:00,.*,2025-10-25T03:00:00\\+02:00,${before}$`));
  });

  test("homes add their meters up; what is not there leads on", async () => {
    await show("meter=house&range=month&at=2025-10");
    await page.getByLabel("Whose").selectOption({ label: "the home home" });
    await eventually(() => page.getByRole("link", { name: "Cost" }).count()).toBe(0);
    await eventually(total).toMatch(/Total\s+7\d\d\.\d kWh/);
    await page.getByRole("link", { name: "Self-use" }).click();
    await eventually(total).toMatch(/Used in all\s+\d+\.\d kWh[\s\S]*Own power used: \d+\.\d kWh \(\d+/);
    await page.goto(`${address}#/history?meter=solar&range=month&at=2025-10&show=cost`);
    await page.getByText("there is no contract for this meter").waitFor();
    expect(await page.getByRole("link", { name: "How to set one up" }).getAttribute("href")).toContain("#/tariff");
  });

  test("a finger points, opens what it points at, and swipes from month to month", async () => {
    const touch = await browser.newContext({ locale: "en-GB", viewport: sizes.phone, hasTouch: true, isMobile: true });
    const phone = await touch.newPage();
    await show("meter=house&range=month&at=2025-10", phone);
    await chart(phone).evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await chart(phone).boundingBox();
    if (box === null) throw new Error("the chart has no place");
    const client = await touch.newCDPSession(phone);
    const [y, x] = [box.y + 100, box.x + box.width / 2];
    await phone.touchscreen.tap(x, y);
    const name = () => phone.getByTestId("pointed").locator("h3").innerText();
    await eventually(name).toMatch(/^\w{3} 1\d Oct$/);
    for (const [type, at] of [
      ["touchStart", x + 60],
      ["touchMove", x],
      ["touchMove", x - 60],
    ] as const)
      await client.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x: at, y }] });
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await eventually(() => phone.getByTestId("period").innerText()).toBe("November 2025");
    await settled(phone);
    const left = box.x + 52;
    await phone.touchscreen.tap(left, y);
    await eventually(name).toBe("Sat 1 Nov");
    await phone.touchscreen.tap(left, y);
    await eventually(() => phone.getByTestId("period").innerText()).toBe("Saturday, 1 November 2025");
    await touch.close();
  });
});
