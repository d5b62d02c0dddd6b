import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";
import { SimulatedLine } from "./simulated-line.ts";

// Made up, and not the examples of the schema.
const key = "A0B1C2D3E4F5061728394A5B6C7D8E9F";
const authenticationKey = "1F2E3D4C5B6A79880717263544536271";
const wrongKey = "0102030405060708090A0B0C0D0E0F10";

/** What the gateway says in English, which must not be on the page. */
interface Heard {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly hint: string;
}

const isHeard = (value: unknown): value is Heard =>
  typeof value === "object" &&
  value !== null &&
  ["code", "title", "message", "hint"].every((name) => typeof Reflect.get(value, name) === "string");

describe.skipIf(browserPath === undefined)("what a gateway says, in German", { timeout: 240_000 }, () => {
  let line: SimulatedLine;
  /** A price service that is out of order, and a device that wants a user. */
  let server: Server;
  let gateway: RealGateway;
  let browser: Browser;
  let page: Page;
  let address: string;
  let complaints: string[];

  beforeAll(async () => {
    line = await SimulatedLine.start("kamstrup-dk", ["--key", key, "--auth-key", authenticationKey]);
    server = createServer((request, response) => {
      const isDevice = request.url === "/meter";
      response.writeHead(isDevice ? 401 : 500).end(isDevice ? "" : '{"detail":"out of order"}');
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://${served()}`;
    const configuration = `
broker: { enabled: false }
mqtt: [{ name: attic, url: "mqtt://127.0.0.1:1" }]
# What is there is no folder.
sinks: [{ type: files, name: shelf, folder: /dev/null }]
sources:
  - { type: tcp, name: hall, host: 127.0.0.1, port: ${line.port}, meter: { slug: house, encryptionKey: "${wrongKey}" } }
  - { type: tcp, name: shed, host: 127.0.0.1, port: 1 }
  - { type: http, name: gate, url: "${url}/meter" }
  - { type: simulator, name: barn, model: aidon-no, speed: 20, faults: "checksum=0.4", meter: { slug: barn } }
prices: { sources: [{ type: energy-charts, name: market, area: NO1, url: "${url}" }] }
`;
    gateway = await RealGateway.start({ configuration });
    browser = await launchBrowser();
    address = await gateway.address();
    const context = await browser.newContext({ locale: "de-DE", viewport: sizes.desktop });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    complaints = complaintsOf(page, address);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
    await line?.[Symbol.asyncDispose]();
    server?.close();
  });

  /** Host and port of the server that fails. */
  function served(): string {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    return `127.0.0.1:${address.port}`;
  }

  async function heardOf(source: string): Promise<readonly Heard[]> {
    const answer: unknown = await (await fetch(`${address}api/v1/diagnoses?source=${source}`)).json();
    const items: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, "items") : [];
    return Array.isArray(items) ? items.filter(isHeard) : [];
  }

  /** All that the page says, also what is folded away. */
  const everything = async () => (await page.locator("main").textContent()) ?? "";

  async function expectNoEnglish(source: string): Promise<void> {
    const heard = await heardOf(source);
    expect(heard.length).toBeGreaterThan(0);
    const said = await everything();
    for (const { code, title, message, hint } of heard)
      for (const english of [title, message, hint]) expect(said.includes(english), `${code}: ${english}`).toBe(false);
  }

  test("a wrong key: the line, its log and its frames", async () => {
    await page.goto(`${address}#/line?source=hall`);
    await page.getByRole("heading", { name: "Der Verschlüsselungsschlüssel ist falsch" }).waitFor();
    await page.getByText("Was der Verschlüsselungsschlüssel ergibt, ist keine Nachricht.").first().waitFor();
    await page
      .getByText(/^Vergleichen Sie den Schlüssel Ziffer für Ziffer/)
      .first()
      .waitFor();
    await page.locator("summary").filter({ hasText: "Der Verschlüsselungsschlüssel ist falsch" }).waitFor();
    await page.getByRole("cell", { name: "Der Verschlüsselungsschlüssel ist falsch" }).first().waitFor();
    // Of the evidence the words are said, the names are those of the API.
    await page.getByText("falsch", { exact: true }).waitFor();
    await expectNoEnglish("hall");
    expect(await findBarriers(page, "said-line-de")).toEqual([]);
  });

  test("bad checksums: with their numbers", async () => {
    await page.goto(`${address}#/line?source=barn`);
    const entry = page.locator("details").filter({ hasText: "Die Prüfsumme eines Telegramms ist falsch" }).first();
    await entry.locator("summary").click();
    await entry
      .getByText(/^HDLC-Telegramm von \d+ Oktetten: FCS 0x[0-9a-f]{4} empfangen, 0x[0-9a-f]{4} berechnet\.$/)
      .waitFor();
    await expectNoEnglish("barn");
  });

  test("Now says what stands in the way of a meter that was never read", async () => {
    await page.goto(`${address}#/now`);
    await page.getByRole("heading", { name: "Der Verschlüsselungsschlüssel ist falsch" }).first().waitFor();
    await expectNoEnglish("hall");
    await expectNoEnglish("barn");
  });

  test("why a connection failed", async () => {
    await page.goto(`${address}#/connections`);
    const shed = page.getByRole("article", { name: "shed" });
    await shed.getByText("Unter 127.0.0.1:1 hört nichts zu. Prüfen Sie Host und Port").waitFor();
    expect(await shed.textContent()).not.toContain("Nothing listens");
  });

  test("why an output failed, and what a test of it saw", async () => {
    await page.goto(`${address}#/connections`);
    const english = (card: Locator) => card.locator("[lang=en]");
    const attic = page.getByRole("article", { name: "attic" });
    await attic.getByText("Unter 127.0.0.1:1 hört nichts zu. Prüfen Sie Host und Port").waitFor();
    const shelf = page.getByRole("article", { name: "shelf" });
    const why = "In den Ordner /dev/null lässt sich nicht schreiben: An seiner Stelle ist eine Datei.";
    await shelf.getByText(why).waitFor();
    await shelf.getByRole("button", { name: "Prüfen" }).click();
    await shelf.getByRole("status").getByText(why).waitFor();
    await shelf.getByText("JSON-Lines-Dateien").or(shelf.getByText("CSV-Dateien")).waitFor();
    for (const card of [attic, shelf]) expect(await english(card).count()).toBe(0);
  });

  test("why prices and a device failed, and what a test saw, in Swedish", async () => {
    const context = await browser.newContext({ locale: "sv-SE", viewport: sizes.desktop });
    const swedish = await context.newPage();
    await swedish.goto(`${address}#/connections`);
    const failed = `${served()} svarade med HTTP 500. Svaret var: out of order.`;
    const market = swedish.getByRole("article", { name: "market" });
    await market.getByText(failed).waitFor();
    await market.getByRole("button", { name: "Testa" }).click();
    await market.getByRole("status").getByText(failed).waitFor();
    const gate = swedish.getByRole("article", { name: "gate" });
    await gate.getByText(`${served()}/meter avvisar förfrågan (HTTP 401): den vill ha användare`).waitFor();
    for (const card of [market, gate]) expect(await card.locator("[lang=en]").count()).toBe(0);
    await market.getByText("Energy-Charts, zon NO1").waitFor();
    await gate.getByText(`http://${served()}/meter, med 10 s mellanrum`).waitFor();
    await context.close();
  });

  test("in English, the words that came", async () => {
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop });
    const english = await context.newPage();
    await english.goto(`${address}#/line?source=hall`);
    await english.getByRole("heading", { name: "The encryption key is wrong" }).waitFor();
    const [heard] = (await heardOf("hall")).filter(({ code }) => code === "security/encryption-key-wrong");
    await english
      .getByText(heard?.message ?? "nothing was heard")
      .first()
      .waitFor();
    await context.close();
  });

  test("nothing went wrong on the pages", () => {
    expect(complaints).toEqual([]);
  });
});
