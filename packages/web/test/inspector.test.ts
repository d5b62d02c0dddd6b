import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { virtualMeters } from "@meter2mqtt/simulator";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, buildPages, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { exampleOctets, framesOf, hexOf, keys, letter, savedMail, sealedFrame } from "./inspector-frames.ts";
import { PlayServer } from "./play-server.ts";
import { gateway } from "./scenes.ts";
import { type PlayedLine, stubSerial } from "./serial-stub.ts";

/** Milliseconds for what should be there at once: the machine may be busy. */
const patience = 60_000;
/** Milliseconds for a test that looks at several views in all sizes. */
const long = 300_000;

describe.skipIf(browserPath === undefined)("the inspector in a browser", { timeout: long }, () => {
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
    /** What the browser complained about; everything else is as it should be. */
    readonly complaints: string[];
    /** Addresses that were asked, with what was sent there. */
    readonly asked: string[];
  }

  interface VisitOptions {
    readonly query?: string;
    readonly line?: PlayedLine;
    /** The reader's, and the heading that the page has in it. */
    readonly locale?: string;
    readonly heading?: string;
    /** Before the page's own script. */
    readonly before?: (page: Page) => Promise<void>;
  }

  async function open(context: BrowserContext, address: string, options: VisitOptions) {
    const { query = "", line, before, heading = "Frames to look at" } = options;
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const complaints = complaintsOf(page, address);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    // What a policy forbids is a complaint, whatever the console makes of it.
    await page.addInitScript(
      "addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))",
    );
    if (line !== undefined) await page.addInitScript(`(${stubSerial})(${JSON.stringify(line)})`);
    await before?.(page);
    await page.goto(`${address}#/inspector${query}`);
    await page.getByRole("heading", { name: heading }).waitFor();
    return { page, complaints, asked };
  }

  /** The page among the others, as a gateway serves it. */
  async function visit(options: VisitOptions = {}): Promise<Visit> {
    const server = new PlayServer(pages, gateway());
    const address = await server.start();
    const { locale = "en-GB" } = options;
    const context = await browser.newContext({ locale, viewport: sizes.desktop });
    return {
      ...(await open(context, address, options)),
      async [Symbol.asyncDispose]() {
        await context.close();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  /** The file on its own, from disk, with the network off. */
  async function openFile(options: VisitOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop, offline: true });
    const address = pathToFileURL(join(pages, "inspector.html")).href;
    return {
      ...(await open(context, address, options)),
      [Symbol.asyncDispose]: () => context.close(),
    };
  }

  async function read(page: Page, text: string): Promise<void> {
    const another = page.getByRole("button", { name: "Look at something else" });
    if ((await another.count()) > 0) await another.click();
    await page.getByRole("textbox", { name: /^Hexadecimal text/ }).fill(text);
    await page.getByRole("button", { name: "Read", exact: true }).click();
  }

  /** Drops a file on the page, as a file manager does; zeros make it as long as it shall be. */
  async function drop(page: Page, name: string, hex: string, length = hex.length / 2): Promise<void> {
    await page.evaluate(
      (file) => {
        const octets = new Uint8Array(file.length);
        octets.set(Array.from(file.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
        const data = new DataTransfer();
        data.items.add(new File([octets], file.name));
        for (const type of ["dragover", "drop"])
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      },
      { name, hex, length },
    );
  }

  const verdict = (page: Page) => page.getByTestId("verdict").innerText();
  const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();
  const selected = (page: Page) => page.locator('[role="treeitem"][aria-selected="true"]');
  const marked = (page: Page) =>
    page
      .locator('[role="gridcell"][aria-selected="true"]')
      .allInnerTexts()
      .then((octets) => octets.join(""));
  const valueRow = (page: Page, code: string) => page.getByRole("row").filter({ hasText: code }).first().innerText();

  test("the story's frame: every value, with its OBIS code and its name", async () => {
    const { page, complaints, ...rest } = await visit();
    await page.getByRole("button", { name: "Show an example" }).click();
    await expect.poll(() => verdict(page)).toBe("Not encrypted");
    await tab(page, "Values");
    expect(await valueRow(page, "1-0:1.7.0")).toMatch(/active power taken from the grid\s+169\s+W\s+activeImportW/);
    expect(await valueRow(page, "1-1:31.7.0*255")).toMatch(/current, L1\s+0.36\s+A\s+36/);
    await page.getByText("30 Aug 2021, 22:20:30 (+02:00)").waitFor();
    await page.getByText("5706567286399553").first().waitFor();
    expect(await findBarriers(page, "inspector-values")).toEqual([]);
    await tab(page, "XML");
    const xml = await page.getByRole("region", { name: /^XML/ }).innerText();
    expect(xml).toContain('<String Value="Kamstrup_V0001" />');
    expect(xml).toContain("<!--1.1.1.7.0.255-->");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("frame.xml");
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("fields and octets show each other's place, by mouse and by keyboard", async () => {
    const { page, complaints, ...rest } = await visit();
    await page.getByRole("button", { name: "Show an example" }).click();
    // From the tree to the octets.
    await page.getByRole("treeitem", { name: /date-time 2021-08-30/ }).click();
    expect(await marked(page)).toBe("07e5081e0116141eff800080");
    const chosen = page.getByRole("region", { name: "Chosen field" });
    expect(await chosen.innerText()).toMatch(/0006 to 0011/);
    await page.keyboard.press("ArrowDown");
    expect(await selected(page).innerText()).toContain("notification-body");
    await page.keyboard.press("ArrowLeft");
    expect(await selected(page).getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("End");
    expect(await page.getByRole("treeitem").count()).toBeLessThan(10);
    await page.keyboard.press("Home");
    expect(await selected(page).innerText()).toContain("input");
    // From the octets to the tree, whose closed part opens.
    await page.locator('[role="gridcell"][data-at="20"]').click();
    expect(await selected(page).innerText()).toContain('"Kamstrup_V0001"');
    expect(await marked(page)).toBe(`0a0e${Buffer.from("Kamstrup_V0001").toString("hex")}`);
    for (let i = 0; i < 16; i++) await page.keyboard.press("ArrowRight");
    expect(await selected(page).innerText()).toContain("OBIS code");
    await page.keyboard.press("Control+End");
    expect(await marked(page)).toBe("1200e8");
    await page.getByRole("grid", { name: "Octets" }).press("ArrowUp");
    expect(await selected(page).innerText()).not.toContain("232 V");
    // What the pointer is over is marked on the other side.
    await page.getByRole("grid", { name: "Octets" }).press("Control+Home");
    await page.locator('[role="gridcell"][data-at="0"]').hover();
    await expect.poll(() => page.locator('[role="treeitem"].hovered').innerText()).toContain("tag");
    await page.getByRole("treeitem", { name: /^date-time length/ }).hover();
    await expect.poll(() => page.locator('[role="gridcell"].hovered').innerText()).toBe("0c");
    expect(await findBarriers(page, "inspector-octets")).toEqual([]);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("in German: fields, meanings and quantities are, and only what the standard calls so is marked as English", async () => {
    const german = { locale: "de-DE", heading: "Telegramme zum Ansehen" };
    const { page, complaints, ...rest } = await visit(german);
    await page.getByRole("button", { name: "Beispiel zeigen" }).click();
    await page
      .getByRole("treeitem", { name: /^Datum und Uhrzeit 2021-08-30 22:20:30 .*Sommerzeit; gelesen als/ })
      .click();
    const chosen = page.getByRole("region", { name: "Gewähltes Feld" });
    expect(await chosen.innerText()).toMatch(/Eingabe[\s\S]*Datum und Uhrzeit[\s\S]*Abstand zu UTC nicht angegeben/);
    expect(await chosen.locator('ol [lang="en"]').allInnerTexts()).toEqual(["data-notification"]);
    const english = await page.locator('[role="treeitem"] [lang="en"]').allInnerTexts();
    expect(english).toContain("notification-body");
    expect(english.filter((text) => !/^[a-z]+(-[a-z]+)*$/.test(text))).toEqual([]);
    expect(await findBarriers(page, "inspector-german-octets")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await tab(page, "Werte");
    expect(await valueRow(page, "1-0:1.7.0")).toMatch(/Wirkleistung, Bezug\s+169\s+W\s+activeImportW/);
    expect(await valueRow(page, "1-1:31.7.0*255")).toMatch(/Strom, L1\s+0,36\s+A\s+36/);
    expect(await page.locator('table [lang="en"]').count()).toBe(0);
    expect(await findBarriers(page, "inspector-german-values")).toEqual([]);
    // German has the longest names: on a phone they, and what stands beside them, need no scrolling sideways.
    await page.setViewportSize(sizes.phone);
    const tables = page.locator("section.scroll");
    expect(await tables.count()).toBe(2);
    expect(await tables.evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth))).toEqual([0, 0]);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("an encrypted frame: what is known without keys, an exact verdict on wrong ones, and the whole letter", async () => {
    const { page, complaints, asked, ...rest } = await visit();
    await read(page, hexOf(sealedFrame));
    await expect.poll(() => verdict(page)).toBe("Encrypted: the encryption key is needed");
    const card = page.getByRole("region", { name: /^Encrypted/ });
    expect(await card.innerText()).toMatch(/System title\s+4b414d4501b502d3\s+Maker\s+KAM\s+Invocation counter\s+3621/);
    expect(await findBarriers(page, "inspector-keyless")).toEqual([]);
    const box = page.getByRole("textbox", { name: /^Keys/ });
    await box.fill("ff".repeat(16));
    await expect.poll(() => verdict(page)).toBe("The encryption key is wrong");
    await box.fill(keys.encryption);
    await expect.poll(() => verdict(page)).toBe("The encryption key is right; the tag was not verified");
    await box.fill(`${keys.encryption}\n${"ff".repeat(16)}`);
    await expect.poll(() => verdict(page)).toBe("The encryption key is right, the authentication key is wrong");
    await box.fill(`${keys.encryption.slice(0, -1)}O`);
    await page
      .getByText(/here are 31, and character 32 is "O"/)
      .first()
      .waitFor();
    // The letter names them; two lines in the wrong order are tried the other way round, and it is said.
    await box.fill(letter);
    await expect.poll(() => verdict(page)).toBe("Both keys are right: decrypted, and its tag is verified");
    await box.fill(`${keys.authentication}\n${keys.encryption}`);
    await page.getByText("The keys were taken as they fit this frame").waitFor();
    await expect.poll(() => verdict(page)).toBe("Both keys are right: decrypted, and its tag is verified");
    // What was deciphered has octets of its own.
    await page.getByRole("button", { name: "Plain text", exact: true }).click();
    await page.getByRole("treeitem", { name: /date-time 2021-08-30/ }).click();
    expect(await page.getByRole("button", { name: "Plain text", exact: true }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    expect(await marked(page)).toBe("07e5081e0116141eff800080");
    await page.getByRole("tree").press("Home");
    expect(await page.getByRole("button", { name: "Frame", exact: true }).getAttribute("aria-pressed")).toBe("true");
    await tab(page, "Values");
    expect(await valueRow(page, "1-0:1.7.0")).toContain("169");

    const kept = await page.evaluate(
      "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie])",
    );
    const everything = `${kept} ${asked.join(" ")}`.toLowerCase().replace(/\s+/g, "");
    for (const key of Object.values(keys)) expect(everything).not.toContain(key);
    await page.reload();
    await page.getByRole("heading", { name: "Frames to look at" }).waitFor();
    expect(await page.getByRole("textbox", { name: /^Keys/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("a mail in which a frame came, a P1 telegram, nothing, and too much", async () => {
    const { page, complaints, ...rest } = await visit();
    const mail = `Hello,\n\nthis is what the reader printed:\n> ${hexOf(exampleOctets).replace(/(.{60})/g, "$1\n> ")}\n\nRegards`;
    await page.getByTestId("file").setInputFiles({ name: "mail.eml", mimeType: "", buffer: Buffer.from(savedMail) });
    await page.getByText("File mail.eml").waitFor();
    await expect.poll(() => verdict(page)).toBe("Encrypted: the encryption key is needed");
    await read(page, mail);
    await page.getByText(/214 octets · messages: 1 · readings: 1/).waitFor();
    const [telegram = new Uint8Array(0)] = framesOf("p1-nl", 1);
    await read(page, Buffer.from(telegram).toString("latin1"));
    await expect.poll(() => page.getByRole("treeitem", { name: /P1 telegram/ }).count()).toBe(1);
    await page.getByText(/readings: 1/).waitFor();
    await read(page, "nothing but words");
    await page.getByText("No frame was found in it.").waitFor();
    await tab(page, "Diagnosis");
    await page.getByRole("heading", { name: "No frame found" }).waitFor();
    await read(page, " ");
    await page.getByText("Here is nothing to read yet.").waitFor();
    await drop(page, "big.bin", "", 4 * 1024 * 1024 + 1);
    await page.getByText("This is more than 4 MB.").waitFor();
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("a binary file that is dropped", async () => {
    const { page, complaints, ...rest } = await visit();
    await drop(page, "heard.bin", hexOf(sealedFrame));
    await page.getByText("File heard.bin").waitFor();
    await expect.poll(() => verdict(page)).toBe("Encrypted: the encryption key is needed");
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("a log of many frames, one of them damaged: a list to choose from, in pages", async () => {
    const { page, complaints, ...rest } = await visit();
    const frames = framesOf("aidon-no", 45).map((octets, i) =>
      i === 1 ? octets.map((octet, at) => (at === 35 ? octet ^ 1 : octet)) : octets,
    );
    const log = frames.map((octets, i) => `[12:00:${10 + i}.123][D] HAN: ${hexOf(octets).replace(/(..)/g, "$1 ")}`);
    await read(page, log.join("\n"));
    await page.getByText(/messages: 45 · readings: 44/).waitFor();
    const list = page.getByRole("list", { name: "Messages in it" });
    expect(await list.getByRole("listitem").count()).toBe(20);
    expect(await list.getByRole("listitem").nth(1).innerText()).toMatch(/A frame's checksum is wrong[\s\S]*no values/);
    await list.getByRole("button").nth(1).click();
    expect(await list.getByRole("button").nth(1).getAttribute("aria-current")).toBe("true");
    await expect.poll(() => page.getByRole("treeitem", { name: /FCS.*frame\/bad-checksum/ }).count()).toBe(1);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 3 of 3").waitFor();
    expect(await list.getByRole("listitem").count()).toBe(5);
    await list.getByRole("button").last().click();
    await tab(page, "Values");
    await page.getByText(/Every object of the list/).waitFor();
    expect(await findBarriers(page, "inspector-log")).toEqual([]);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("a frame of the gateway's archive, by the address; and why there is none", async () => {
    const answer = { id: 42, at: "2026-01-15T17:20:30.000Z", source: "hall", hex: hexOf(exampleOctets) };
    const before = async (page: Page): Promise<void> => {
      await page.route("**/api/v1/frames/*", (route) => {
        const isKept = route.request().url().endsWith("/42");
        return isKept
          ? route.fulfill({ json: answer })
          : route.fulfill({ status: 404, json: { type: "no-such-frame", status: 404, detail: "There is none." } });
      });
    };
    const { page, ...rest } = await visit({ query: "?frame=42", before });
    await page.getByText("Heard by hall").waitFor();
    await page
      .getByRole("treeitem", { name: /data-notification/ })
      .first()
      .waitFor();
    await page.evaluate("location.hash = '#/inspector?frame=43'");
    await page.getByText("The gateway doesn't have this frame any more.").waitFor();
    await rest[Symbol.asyncDispose]();
  });

  test("as one file, from disk and with the network off: it asks nobody", async () => {
    const { page, complaints, asked, ...rest } = await openFile();
    await read(page, hexOf(sealedFrame));
    await page.getByRole("textbox", { name: /^Keys/ }).fill(letter);
    await expect.poll(() => verdict(page)).toBe("Both keys are right: decrypted, and its tag is verified");
    await tab(page, "Values");
    expect(await valueRow(page, "1-0:1.7.0")).toContain("169");
    expect(await findBarriers(page, "inspector-file")).toEqual([]);
    // Only the file itself.
    expect(asked.map((each) => each.replace(/[#\s].*$/, ""))).toEqual([page.url().replace(/#.*$/, "")]);
    for (const [language, words, clock] of [
      ["de", "Felder", /^Datum und Uhrzeit 2021-08-30/],
      ["nb", "Felt", /^dato og tid 2021-08-30/],
    ] as const) {
      await page.getByRole("combobox").first().waitFor();
      await page.locator("footer select").first().selectOption(language);
      await expect.poll(() => page.evaluate("document.documentElement.lang")).toBe(language);
      await page.locator("button.example").click();
      await page.getByRole("tree", { name: words }).waitFor();
      await page.getByRole("treeitem", { name: clock }).waitFor();
    }
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  const aidon: PlayedLine = { baud: 2400, parity: "none", frames: framesOf("aidon-no", 8).map(hexOf) };

  test("reads a meter over Web Serial: finds its settings, shows its values, hands frames to the inspector", async () => {
    const { page, complaints, ...rest } = await visit({ line: aidon });
    await page.getByRole("button", { name: "Choose a port" }).click();
    await page.getByText(/^Listening at/).waitFor();
    await expect.poll(() => page.getByText("Reading at 2400 8N1").count()).toBe(1);
    await expect
      .poll(() => page.getByTestId("latest").innerText())
      .toMatch(/active power taken from the grid\s+[\d,]+\sW/);
    // Where the machine is slow the right ones may be tried more than once.
    const opened = (await page.evaluate("JSON.stringify(opened)")) as string;
    expect(JSON.parse(opened).slice(0, 3)).toEqual(["2400 even", "115200 none", "2400 none"]);
    expect(JSON.parse(opened).at(-1)).toBe("2400 none");
    // The line loses octets, and goes on.
    await page.evaluate("overrun()");
    await page.getByText("The line reports faults: octets lost (1)").waitFor();
    const list = page.getByRole("list", { name: "Frames heard" });
    await expect.poll(() => list.getByRole("listitem").count()).toBeGreaterThan(2);
    await list.getByRole("button").last().click();
    await page.getByRole("treeitem", { name: /HDLC frame/ }).waitFor();
    await page.evaluate("unplug()");
    await page.getByText("The adapter was unplugged, or the port was lost.").waitFor();
    expect(await findBarriers(page, "inspector-serial")).toEqual([]);
    await page.getByRole("button", { name: "Choose a port" }).click();
    await page.getByText("The port can't be opened.").waitFor();
    // No code is made at run time, nor is it tried: the policy would report that.
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("reads an encrypted meter in the file on its own, with keys given while it is heard", async () => {
    const { keys: own } = virtualMeters["kamstrup-dk"];
    const line = { baud: 2400, parity: "none", frames: framesOf("kamstrup-dk", 8).map(hexOf) } as const;
    const { page, complaints, ...rest } = await openFile({ line });
    await page.getByRole("combobox", { name: "Rate and format" }).selectOption("2400 8N1");
    await page.getByRole("button", { name: "Choose a port" }).click();
    await page.getByText("Reading at 2400 8N1").waitFor();
    await page.getByRole("heading", { name: "The meter encrypts, and no encryption key is set" }).waitFor();
    await page.getByRole("list", { name: "Frames heard" }).getByRole("button").first().click();
    const box = page.getByRole("textbox", { name: /^Keys/ });
    await box.fill(
      `${hexOf(own?.encryptionKey ?? new Uint8Array(0))}\n${hexOf(own?.authenticationKey ?? new Uint8Array(0))}`,
    );
    await expect.poll(() => verdict(page)).toBe("Both keys are right: decrypted, and its tag is verified");
    await page.getByTestId("latest").getByText("active power taken from the grid").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped.").waitFor();
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("says why a meter can't be read where the browser doesn't have it", async () => {
    const before = async (page: Page): Promise<void> => {
      await page.addInitScript("Object.defineProperty(navigator, 'serial', { value: undefined })");
    };
    const { page, complaints, ...rest } = await visit({ before });
    await page.getByText("This browser can't read ports.").waitFor();
    expect(await page.getByRole("button", { name: "Choose a port" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });

  test("a message of many thousand octets stays fluid: only what is in sight is drawn", async () => {
    const { page, complaints, ...rest } = await visit();
    const values = 2000;
    // An array of 64-bit numbers, in a data-notification without a time.
    const body = `0182${values.toString(16).padStart(4, "0")}${"150000000000000001".repeat(values)}`;
    await read(page, `0f0000000000${body}`);
    await page.getByRole("tree").waitFor();
    expect(await page.getByRole("gridcell").count()).toBeLessThan(1200);
    expect(await page.getByRole("treeitem").count()).toBeLessThan(60);
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.getByRole("treeitem").count()).toBeLessThan(60);
    const took = await page.evaluate(`(async () => {
      const cell = document.querySelector('[role="gridcell"]');
      cell.click();
      let quickest = Infinity;
      const grid = document.querySelector('[role="grid"]');
      for (let i = 0; i < 50; i++) {
        const start = performance.now();
        grid.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
        await new Promise(requestAnimationFrame);
        quickest = Math.min(quickest, performance.now() - start);
      }
      return quickest;
    })()`);
    // The quickest of many: on a busy machine the others measure that. To draw all of it takes a second.
    expect(Number(took)).toBeLessThan(250);
    expect(await selected(page).count()).toBe(1);
    expect(complaints).toEqual([]);
    await rest[Symbol.asyncDispose]();
  });
});
