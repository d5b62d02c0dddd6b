import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";
import { SimulatedLine } from "./simulated-line.ts";

const patience = 60_000;
const socatPath = ["/usr/bin/socat", "/usr/local/bin/socat"].find((path) => existsSync(path));
// Made up, and not the examples of the schema.
const key = "A0B1C2D3E4F5061728394A5B6C7D8E9F";
const authenticationKey = "1F2E3D4C5B6A79880717263544536271";
const wrongKey = "0102030405060708090A0B0C0D0E0F10";

const mail = `Subject: Your meter's customer port

Dear customer,

we have opened the port of your meter. It needs two keys:

  GPK60 (encryption):     ${key.replace(/(..)/g, "$1 ").trim()}
  GPK61 (authentication): 0x${authenticationKey.toLowerCase()}

Your customer number is 4711 0815 2342. Kind regards, the grid company`;

describe.skipIf(browserPath === undefined)("the page Set-up", { timeout: 240_000 }, () => {
  let browser: Browser;
  const open: AsyncDisposable[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function visit(configuration?: string, locale = "en-GB") {
    const gateway = await RealGateway.start(configuration === undefined ? {} : { configuration });
    open.push(gateway);
    const address = await gateway.address();
    const context = await browser.newContext({
      locale,
      timezoneId: "Europe/Copenhagen",
      viewport: sizes.desktop,
    });
    open.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const complaints = complaintsOf(page, address);
    const answers: string[] = [];
    page.on("response", (response) => {
      if (!response.url().includes("/api/v1/events"))
        void response.text().then(
          (body) => answers.push(body),
          () => undefined,
        );
    });
    await page.goto(address);
    return {
      page,
      gateway,
      complaints,
      answers,
      file: () => readFile(join(gateway.folder, "meter2mqtt.yaml"), "utf8"),
    };
  }

  async function temporaryFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "meter2mqtt-line-"));
    open.push({ [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) });
    return folder;
  }

  async function meterOn(name: string, more: readonly string[] = []): Promise<SimulatedLine> {
    const line = await SimulatedLine.start(name, more);
    open.push(line);
    return line;
  }

  const goOn = (page: Page) => page.getByRole("button", { name: "Go on" }).click();
  const step = (page: Page, name: string) => page.getByRole("heading", { name, level: 3 }).waitFor();
  const found = (page: Page) => page.getByRole("region", { name: "Found so far" });

  async function lookAt(page: Page, picture: string): Promise<void> {
    expect(await findBarriers(page, `set-up-${picture}`)).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  }

  /** From the notice on Now to a line that is listened to. */
  async function listenOn(page: Page, port: string): Promise<void> {
    await page.getByRole("link", { name: "Set it up" }).click();
    await step(page, "Where it is");
    await page.getByRole("radio", { name: /^Over the network/ }).check();
    await goOn(page);
    await step(page, "The connection");
    await page.getByLabel("Host").fill("127.0.0.1");
    await page.getByLabel("TCP port").fill(port);
    await found(page).getByText(`127.0.0.1:${port}`).waitFor();
    await goOn(page);
    await step(page, "Listen");
  }

  test("leads from nothing connected to a reading of a plain meter", async () => {
    const line = await meterOn("kaifa-no");
    const { page, complaints, file } = await visit();
    await listenOn(page, line.port);
    await page.getByText("A meter speaks").waitFor();
    await found(page).getByText("Kaifa", { exact: false }).waitFor();
    await lookAt(page, "listen");
    await goOn(page);
    await step(page, "The meter");
    await page.getByLabel("Name").fill("House");
    await page.getByLabel("Country").selectOption("NO");
    await page.getByLabel("Grid").selectOption("IT");
    await page.getByLabel("Main fuse of each phase, in A").fill("63");
    await lookAt(page, "meter");
    await goOn(page);
    await step(page, "Prices");
    await page.getByRole("radio", { name: "One price for all hours" }).check();
    await page.getByLabel("Price of a kWh").fill("1,25");
    await page.getByLabel("Currency, three letters").fill("nok");
    await page.getByLabel("A new one from a pattern").selectOption("fixed-price");
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByText("contract.yaml is made, with made-up prices").waitFor();
    await lookAt(page, "prices");
    await goOn(page);
    await step(page, "Publishing");
    await page.getByRole("button", { name: "Back" }).click();
    await step(page, "Prices");
    expect(await page.getByLabel("Price of a kWh").inputValue()).toBe("1,25");
    await goOn(page);
    await page.getByRole("radio", { name: "A broker that I have" }).check();
    await page.getByLabel("Address").fill("mqtt://127.0.0.1:1");
    await page.getByRole("button", { name: "Test the connection" }).click();
    await page.getByText("Nothing listens at 127.0.0.1:1.").waitFor();
    await lookAt(page, "publishing");
    await goOn(page);
    await page.getByText("mainFuse: 63").waitFor();
    await lookAt(page, "save");
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByTestId("first-reading").waitFor();
    await lookAt(page, "reading");
    const text = await file();
    for (const setting of [
      `port: ${line.port}`,
      "name: House",
      "country: NO",
      "grid: IT",
      "price: 1.25",
      "currency: NOK",
      "contract: contract.yaml",
    ])
      expect(text).toContain(setting);
    await page.getByRole("link", { name: "To the page Now" }).click();
    await page.getByText("House").first().waitFor();
    await expect.poll(() => page.getByText("Simulated meter").count()).toBe(0);
    // The gateway's parts started again, and the simulated meter is gone.
    expect(complaints.filter((words) => !/ERR_|503|404/.test(words))).toEqual([]);
  });

  test("asks for the keys of an encrypted meter, says exactly why a wrong one does not fit, and takes the right ones out of a mail", async () => {
    const line = await meterOn("kamstrup-dk", ["--key", key, "--auth-key", authenticationKey]);
    const { page, answers, file } = await visit();
    await listenOn(page, line.port);
    await page.getByText("A meter speaks, encrypted").waitFor();
    await found(page).getByText("yes", { exact: true }).waitFor();
    await goOn(page);
    await step(page, "Keys");
    const text = page.getByLabel("Text with the keys");
    await text.fill(wrongKey);
    await page.getByRole("button", { name: "Try the keys" }).click();
    await page.getByText("These keys don't fit").waitFor();
    await page.getByText(/wrong/i).first().waitFor();
    expect(await page.getByRole("button", { name: "Go on" }).isDisabled()).toBe(true);
    await lookAt(page, "keys-wrong");
    await text.fill(mail.replace(authenticationKey.toLowerCase(), wrongKey));
    await page.getByRole("button", { name: "Try the keys" }).click();
    await page
      .getByText(/authentication key/i)
      .first()
      .waitFor();
    await text.fill(mail);
    await page.getByRole("button", { name: "Try the keys" }).click();
    await found(page).getByText("right, tag verified").waitFor();
    await lookAt(page, "keys-right");
    await goOn(page);
    await step(page, "The meter");
    expect(await page.getByLabel("Country").inputValue()).toBe("DK");
    for (const _step of ["meter", "prices", "publishing"]) await page.getByRole("button", { name: "Skip" }).click();
    await step(page, "Save");
    await page.getByText("encryptionKey: [secret]").waitFor();
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByTestId("first-reading").waitFor();
    const written = (await file()).replaceAll(/[\s-]/g, "").toUpperCase();
    expect(written).toContain(key);
    expect(written).toContain(authenticationKey);
    const everything = [...answers, await page.content()].join("\n").replaceAll(/\s/g, "").toUpperCase();
    for (const secret of [key, authenticationKey]) expect(everything).not.toContain(secret);
  });

  test.skipIf(socatPath === undefined)("finds out how a serial line speaks", async () => {
    const folder = await temporaryFolder();
    const line = await SimulatedLine.startSerial("aidon-no", join(folder, "line"));
    open.push(line);
    const { page, file } = await visit();
    await page.getByRole("link", { name: "Set it up" }).click();
    await goOn(page);
    await page.getByRole("button", { name: "Look again" }).waitFor();
    await page.getByLabel("Port, if it is not listed").fill(line.port);
    await page.getByLabel("Port, if it is not listed").press("Enter");
    await step(page, "Listen");
    await page.getByText("A meter speaks").waitFor();
    await found(page).getByText("Aidon", { exact: false }).waitFor();
    await page.getByText("What was tried").click();
    await goOn(page);
    for (const _step of ["meter", "prices", "publishing"]) await page.getByRole("button", { name: "Skip" }).click();
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByTestId("first-reading").waitFor();
    expect(await file()).toMatch(/port: \/dev\/pts\/\d+\n +baud: \d+\n +format: "?8/);
  });

  test("asks for keys after saving where they were passed over", async () => {
    const line = await meterOn("kamstrup-dk", ["--key", key, "--auth-key", authenticationKey]);
    const { page, file } = await visit();
    await listenOn(page, line.port);
    for (const name of [/^Listen$/, /^(Keys|The meter)$/, /^(The meter|Prices)$/, /^(Prices|Publishing)$/]) {
      await page.getByRole("heading", { name, level: 3 }).waitFor();
      await page.getByRole("button", { name: "Skip" }).click();
    }
    // Whether the frames were heard before it was passed over is chance: then keys were one step more.
    if (await page.getByRole("heading", { name: "Publishing", level: 3 }).isVisible())
      await page.getByRole("button", { name: "Skip" }).click();
    await step(page, "Save");
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByText("The meter encrypts, and its keys are missing or wrong.").waitFor();
    await page.getByLabel("Text with the keys").fill(mail);
    await page.getByRole("button", { name: "Try the keys" }).click();
    await page.getByRole("button", { name: "Save the keys" }).click();
    await page.getByTestId("first-reading").waitFor();
    expect(await file()).toContain("authenticationKey");
  });

  test("says that nothing is heard, and lets another place be named", async () => {
    const { page } = await visit();
    await listenOn(page, "1");
    await page.getByText("No meter yet").waitFor();
    await page.getByText(/Nothing listens at 127\.0\.0\.1:1/).waitFor();
    expect(await page.getByRole("button", { name: "Go on" }).isDisabled()).toBe(true);
    await lookAt(page, "nothing");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("radio", { name: /^Serial port/ }).check();
    await goOn(page);
    await page.getByRole("button", { name: "Look again" }).waitFor();
    await lookAt(page, "serial");
  });

  test("adds a meter to what is there, and keeps it", async () => {
    const { page, file } = await visit(
      "# mine\nsources:\n  - type: push # the first\n    name: gate\nbroker: { enabled: false }\n",
    );
    await page.goto(`${page.url().split("#")[0]}#/set-up`);
    await page.getByText("One source is set up already; it stays.").waitFor();
    await page.getByRole("radio", { name: /^Simulated meter/ }).check();
    await goOn(page);
    await page.getByLabel("Which meter?").selectOption("p1-nl");
    await goOn(page);
    for (const _step of ["meter", "prices", "publishing"]) await page.getByRole("button", { name: "Skip" }).click();
    await page.getByRole("button", { name: "Save and begin" }).click();
    await page.getByTestId("first-reading").waitFor();
    const text = await file();
    for (const kept of ["# mine", "# the first", "name: gate", "model: p1-nl"]) expect(text).toContain(kept);
  });

  test("in the longest language everything fits, too", async () => {
    const { page } = await visit(undefined, "de-DE");
    await page.getByRole("link", { name: "Einrichten" }).click();
    await page.getByRole("heading", { name: "Wo er ist", level: 3 }).waitFor();
    await lookAt(page, "german-way");
    await page.getByRole("radio", { name: /^Simulierter Zähler/ }).check();
    for (let steps = 0; steps < 4; steps++) await page.getByRole("button", { name: "Weiter" }).click();
    await page.getByRole("heading", { name: "Veröffentlichen", level: 3 }).waitFor();
    await lookAt(page, "german-publishing");
    await page.getByRole("button", { name: "Weiter" }).click();
    await page.getByRole("link", { name: "Einstellungen" }).click();
    await page.getByRole("link", { name: "Seiten, Speicher, Protokoll" }).click();
    await page.getByRole("textbox", { name: "Datenbank" }).fill("a.sqlite");
    await lookAt(page, "german-settings");
  });
});
