import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { MeterState } from "@meter2mqtt/contract";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, buildPages, complaintsOf, findBarriers, launchBrowser, pictures, sizes } from "./browser.ts";
import { PlayServer } from "./play-server.ts";
import { ago, gateway, meter, meterEvent, scenes, source, wrongKey } from "./scenes.ts";
import { shiftsOf, watchShifts } from "./shifts.ts";

/** A reading whose numbers are as long as `watts` is. */
function sized(watts: number): Partial<MeterState> {
  const size = Math.abs(watts);
  return {
    receivedAt: ago(size > 1000 ? 12 : 0),
    intervalSeconds: size > 1000 ? 10 : 1,
    values: {
      ...{ activeImportW: Math.max(0, watts), activeExportW: Math.max(0, -watts), netActiveW: watts },
      ...{ reactiveImportVar: size, reactiveExportVar: 12_345 - size, frequencyHz: size > 99 ? 49.98 : 50 },
      ...{ voltageL1V: size > 99 ? 253.1 : 9.9, voltageL2V: 231.4, voltageL3V: 232 },
      ...{ currentL1A: size / 230, currentL2A: 14.36, currentL3A: -watts / 230 },
      ...{ netActiveL1W: watts, netActiveL2W: -watts, netActiveL3W: 12_345 - size },
      ...{ energyImportWh: 1_000_000 + size * 1000, energyExportWh: size * 80 + 0.1, reactiveImportVarh: size },
    },
  };
}

/** Whether a text is on the page at any time from now on, be it for a moment. */
async function watchFor(page: Page, text: string): Promise<() => Promise<boolean>> {
  await page.addInitScript((wanted) => {
    Reflect.set(window, "wasSeen", false);
    const look = () => {
      if (document.body?.textContent?.includes(wanted) === true) Reflect.set(window, "wasSeen", true);
    };
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  }, text);
  return () => page.evaluate(() => Reflect.get(window, "wasSeen") === true);
}

describe.skipIf(browserPath === undefined)("the page in a browser", () => {
  let pages: string;
  let browser: Browser;

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  interface Visit extends AsyncDisposable {
    readonly page: Page;
    readonly server: PlayServer;
    /** What the browser complained about, and requests to other hosts. */
    readonly complaints: string[];
  }

  async function visit(scene: keyof typeof scenes, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visit> {
    const server = new PlayServer(pages, (scenes[scene] ?? gateway)());
    const address = await server.start();
    const context: BrowserContext = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, ...options });
    const page = await context.newPage();
    const complaints = complaintsOf(page, address);
    await page.goto(address);
    await page.getByTestId("health").waitFor();
    return {
      page,
      server,
      complaints,
      async [Symbol.asyncDispose]() {
        await context.close();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  test.each(Object.keys(scenes))("%s: everyone can read it, in every size and scheme", async (scene) => {
    const { page, complaints, ...rest } = await visit(scene);
    await page.locator("footer").waitFor();
    if ((await page.getByTestId("power").count()) > 0) await page.locator(".u-over").waitFor();
    expect(await findBarriers(page, scene)).toEqual([]);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("shows the power as it changes, and which way it flows", async () => {
    const { page, server, ...rest } = await visit("simulated");
    const power = page.getByRole("status", { name: "Power now" });
    await expect.poll(() => power.innerText()).toBe("2,345 W");
    server.send("meter", meter({ receivedAt: ago(0), values: { netActiveW: -1200 }, derived: [] }));
    await expect.poll(() => power.innerText()).toBe("1,200 W");
    await page.getByText("Export, given to the grid").waitFor();
    await expect.poll(() => page.title()).toBe("-1,200 W · meter2mqtt");
    // What the second reading no longer says is absent, never 0.
    expect(await page.getByRole("row", { name: "L1" }).innerText()).toMatch(/L1\s+–/);
    await rest[Symbol.asyncDispose]();
  });

  test("says that a simulated meter is simulated, and a real one is not", async () => {
    const { page, server, ...rest } = await visit("simulated");
    await page.getByRole("heading", { name: "Simulated meter" }).waitFor();
    await page.getByText("How to connect a real one").click();
    await page.getByText("port: /dev/ttyUSB0").waitFor();
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, "how-to-connect.png") });
    server.show(gateway({ simulated: false, meters: [meter({ simulated: false })] }));
    await expect.poll(() => page.getByText("Simulated meter").count()).toBe(0);
    await rest[Symbol.asyncDispose]();
  });

  test("waits, hears a meter, loses it, and says why", async () => {
    const { page, server, ...rest } = await visit("empty");
    await page.getByRole("heading", { name: "Waiting for the first reading" }).waitFor();
    expect(await page.getByTestId("power").count()).toBe(0);
    const heard = meter({ simulated: false, source: "hall" });
    server.send("meter", heard);
    await page.getByTestId("power").waitFor();
    expect(await page.getByRole("heading", { name: "Waiting for the first reading" }).count()).toBe(0);
    server.send("meter", { ...heard, stale: true });
    await page.getByTestId("notice-warning").waitFor();
    server.send("source", source({ name: "hall", diagnosis: { ...wrongKey(), at: ago(-1) } }));
    await page.getByTestId("notice-bad").waitFor();
    await page.getByRole("region", { name: "Diagnosis" }).getByText("4b414d0000000001").waitFor();
    await rest[Symbol.asyncDispose]();
  });

  test("says that the connection is lost, greys what it shows, and comes back", async () => {
    const { page, server, ...rest } = await visit("simulated");
    await page.getByText("connected").first().waitFor();
    server.up = false;
    server.cut();
    await page.getByRole("heading", { name: "Connection lost, trying again" }).waitFor();
    await expect.poll(() => page.locator("section.card:not(.old)").count()).toBe(0);
    expect(await page.getByTestId("health").innerText()).not.toMatch(/connected|good/);
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, "lost-desktop-light.png"), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    server.up = true;
    await expect.poll(() => page.getByTestId("notice-unknown").count()).toBe(0);
    expect(await page.locator("section.card.old").count()).toBe(0);
    await rest[Symbol.asyncDispose]();
  });

  test("keeps the chosen meter in the address", async () => {
    const { page, ...rest } = await visit("exporting");
    const power = page.getByTestId("power");
    await expect.poll(() => power.innerText()).toBe("1,873 W");
    await page.getByRole("link", { name: /Garage/ }).click();
    await expect.poll(() => power.innerText()).toBe("2,345 W");
    await page.reload();
    await expect.poll(() => power.innerText()).toBe("2,345 W");
    expect(await page.getByRole("link", { name: /Garage/ }).getAttribute("aria-current")).toBe("page");
    await rest[Symbol.asyncDispose]();
  });

  test("says between which phases the voltages of an IT grid stand, and which current is not measured", async () => {
    const { page, server, ...rest } = await visit("simulated");
    expect(await page.getByText("IT grid").count()).toBe(0);
    const voltagePairs = { voltageL1V: "L1-L2", voltageL2V: "L1-L3", voltageL3V: "L2-L3" };
    server.send("meter", meter({ grid: { type: "IT", reason: "detected" }, voltagePairs, missing: ["currentL2A"] }));
    await page.getByText("the voltages stand between two phases: L1-L2, L1-L3, L2-L3.").waitFor();
    await page.getByText("This meter does not measure the current of L2.").waitFor();
    await rest[Symbol.asyncDispose]();
  });

  test("shows what begins and ends, as it happens", async () => {
    const { page, server, ...rest } = await visit("simulated");
    expect(await page.getByRole("region", { name: "Events" }).count()).toBe(0);
    server.show(gateway({ events: [] }));
    const card = page.getByRole("region", { name: "Events" });
    await card.getByText("Nothing has happened so far.").waitFor();
    server.send("event", meterEvent(10));
    await card.getByRole("heading", { name: "The voltage is too high" }).waitFor();
    await card.getByText("The voltage of L2 is 254.1 V, above 253 V.").waitFor();
    await card.getByText("goes on").waitFor();
    server.send("event", meterEvent(0, { key: "cleared", state: "cleared" }));
    await card.getByText("over", { exact: true }).waitFor();
    expect(await card.getByRole("listitem").count()).toBe(1);
    await rest[Symbol.asyncDispose]();
  });

  test("the chart follows the reader's choice of colours, and the system's", async () => {
    const { page, ...rest } = await visit("simulated", { colorScheme: "light" });
    await page.locator(".u-over").waitFor();
    // How bright the names at the left axis are: soft ink is dark on light, and light on dark.
    const brightness = () =>
      page.locator(".plot canvas").evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error("no canvas");
        const strip = canvas.getContext("2d")?.getImageData(0, 0, 40, canvas.height).data ?? [];
        let brightest = 0;
        for (let at = 0; at < strip.length; at += 4)
          if (strip[at + 3] === 255) brightest = Math.max(brightest, strip[at] ?? 0);
        return brightest;
      });
    await expect.poll(brightness).toBe(0x52);
    await page.getByLabel("Colours").selectOption("dark");
    await expect.poll(brightness).toBe(0xa5);
    await page.getByLabel("Colours").selectOption("system");
    await expect.poll(brightness).toBe(0x52);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(brightness).toBe(0xa5);
    await rest[Symbol.asyncDispose]();
  });

  // As high as the page: what lies below the fold must not move either.
  test.each([
    { language: "en-GB", width: 320 },
    { language: "nb-NO", width: sizes.phone.width },
    { language: "de-DE", width: 768 },
  ])("values of any size move nothing: $language at $width px", async ({ language, width }) => {
    const context = await browser.newContext({ locale: language, viewport: { width, height: 5000 } });
    await watchShifts(context);
    const first = scenes["exporting"]?.() ?? gateway();
    const it = {
      grid: { type: "IT", reason: "detected" },
      voltagePairs: { voltageL1V: "L1-L2", voltageL2V: "L1-L3", voltageL3V: "L2-L3" },
    } as const;
    const shown = (watts: number): MeterState => meter({ ...it, simulated: false, mainFuseA: 25, ...sized(watts) });
    const server = new PlayServer(pages, {
      ...first,
      ...{ events: [], sources: [source()] },
      meters: [shown(0), ...first.meters.slice(1)],
    });
    const page = await context.newPage();
    await page.goto(await server.start());
    await page.getByTestId("power").waitFor();
    await page.locator(".u-over").waitFor();
    const meterCard = page.locator("section.card", { hasText: "MADE-UP-3P" });
    await meterCard.waitFor();
    for (const watts of [7, 88.5, 999, 1234, -1234, 12_345, -12_345, 0]) {
      server.send("meter", shown(watts));
      await page.locator(`[data-testid=power][data-watts="${watts}"]`).waitFor();
    }
    expect(await shiftsOf(page)).toEqual([]);
    await context.close();
    await server[Symbol.asyncDispose]();
  });

  // A line that is out of order tells so from the first sight on; its words in German are long, and come by themselves.
  test.each(["#/now", "#/line"])("what a line tells moves nothing, and is in German at once: %s", async (place) => {
    const context = await browser.newContext({
      locale: "de-DE",
      viewport: { width: sizes.desktop.width, height: 5000 },
    });
    await watchShifts(context);
    const hall = source({ name: "hall", diagnosis: { ...wrongKey(), at: ago(-1) } });
    const server = new PlayServer(pages, gateway({ simulated: false, meters: [], sources: [hall] }));
    server.answers.set("/api/v1/diagnoses", { items: [{ ...wrongKey(), id: "1", firstAt: ago(60) }] });
    const address = await server.start();
    const page = await context.newPage();
    const english = await watchFor(page, wrongKey().title);
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    const asked = page.waitForRequest(/\/said-/);
    await page.route(/\/said-/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${address}${place}`);
    await asked;
    // What is on the page without them has its place by now.
    for (let frame = 0; frame < 2; frame++) await page.evaluate("new Promise((done) => requestAnimationFrame(done))");
    letThrough();
    await page.getByRole("heading", { name: "Der Verschlüsselungsschlüssel ist falsch" }).first().waitFor();
    expect(await shiftsOf(page)).toEqual([]);
    expect(await english()).toBe(false);
    await context.close();
    await server[Symbol.asyncDispose]();
  });

  /** A browser whose clock is wrong; it goes on at the right pace, and can be set. */
  async function withClock(page: Page, aheadMs: number): Promise<(aheadMs: number) => Promise<void>> {
    await page.addInitScript((milliseconds) => {
      Reflect.set(window, "clockAhead", milliseconds);
      const Right = Date;
      const now = () => Right.now() + Number(Reflect.get(window, "clockAhead"));
      const Wrong = new Proxy(Right, {
        construct: (_, given) => Reflect.construct(Right, given.length === 0 ? [now()] : given),
        get: (_, name) => (name === "now" ? now : Reflect.get(Right, name)),
      });
      Reflect.set(window, "Date", Wrong);
    }, aheadMs);
    return (next) => page.evaluate((milliseconds) => void Reflect.set(window, "clockAhead", milliseconds), next);
  }
  const day = 86_400_000;

  test.each([day, -day])("a phone whose clock is wrong by a day tells the right ages: %i ms", async (ahead) => {
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.phone });
    const page = await context.newPage();
    const set = await withClock(page, ahead);
    // A meter that was silent for a while, so that no reading tells the time.
    const silent = () =>
      gateway({ at: ago(0), meters: [meter({ stale: true, receivedAt: ago(600), simulated: false })] });
    const server = new PlayServer(pages, silent());
    await page.goto(await server.start());
    await page
      .getByText(/10 minutes ago/)
      .first()
      .waitFor();
    // Set right meanwhile: the stream begins anew, and tells the time.
    server.show(silent());
    await set(0);
    await expect.poll(() => server.opened).toBe(2);
    await page
      .getByText(/1[0-2] minutes ago/)
      .first()
      .waitFor();
    await context.close();
    await server[Symbol.asyncDispose]();
  });

  test("a phone that slept for an hour greys what it shows until it has asked anew", async () => {
    const { page, server, ...rest } = await visit("simulated");
    await page.getByText("connected").first().waitFor();
    server.up = false;
    // Timers stood still, the clock went on.
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 3_600_000;
    });
    await page.getByRole("heading", { name: "Connection lost, trying again" }).waitFor();
    await expect.poll(() => page.locator("section.card:not(.old)").count()).toBe(0);
    server.up = true;
    await expect.poll(() => page.getByTestId("notice-unknown").count()).toBe(0);
    await rest[Symbol.asyncDispose]();
  });

  test("tabs that nobody sees leave their connection to others, and have it again once they are seen", async () => {
    const { page, server, ...rest } = await visit("simulated");
    const see = (tab: Page, isSeen: boolean) =>
      tab.evaluate((isVisible) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => !isVisible });
        document.dispatchEvent(new Event("visibilitychange"));
      }, isSeen);
    const tabs = [page];
    for (let tab = 1; tab < 9; tab++) {
      const latest = tabs.at(-1);
      if (latest !== undefined) await see(latest, false);
      const next = await page.context().newPage();
      tabs.push(next);
      await next.goto(page.url());
      await next.getByTestId("power").waitFor();
      await expect.poll(() => server.listeners).toBe(1);
    }
    // Nine tabs: with a connection for each this one would wait for ever.
    await see(page, true);
    await expect.poll(() => server.listeners).toBe(2);
    server.send("meter", meter({ receivedAt: ago(0), values: { netActiveW: 1234 }, derived: [] }));
    await expect.poll(() => page.getByTestId("power").innerText()).toBe("1,234 W");
    await rest[Symbol.asyncDispose]();
  });

  test("who was logged out meanwhile is asked to log in, not told of a lost connection for ever", async () => {
    const { page, server, ...rest } = await visit("simulated");
    server.answers.set("/api/v1/session", { state: "signed-out" });
    server.up = false;
    server.cut();
    await page.getByRole("heading", { name: "Connection lost, trying again" }).waitFor();
    server.up = true;
    server.refuses = true;
    await page.getByLabel("Password").waitFor();
    await rest[Symbol.asyncDispose]();
  });

  test("a page whose file could not be loaded comes by itself once the gateway is back", async () => {
    const { page, server, ...rest } = await visit("simulated");
    server.up = false;
    server.filesUp = false;
    server.cut();
    await page.getByRole("heading", { name: "Connection lost, trying again" }).waitFor();
    await page.evaluate(() => {
      location.hash = "#/line";
    });
    await page.getByRole("heading", { name: "This page could not be loaded. Is the gateway running?" }).waitFor();
    server.filesUp = true;
    server.up = true;
    await page.getByRole("region", { name: "Line" }).first().waitFor();
    await rest[Symbol.asyncDispose]();
  });

  test("gives the last hour as a table, too", async () => {
    const { page, ...rest } = await visit("simulated");
    await page.getByText("Show as a table").click();
    const rows = page.getByRole("table", { name: "Net power in W" }).getByRole("row");
    await expect.poll(() => rows.count()).toBeGreaterThan(10);
    await rest[Symbol.asyncDispose]();
  });
});
