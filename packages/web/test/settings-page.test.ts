import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { browserPath, complaintsOf, findBarriers, launchBrowser, sizes } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const patience = 60_000;
// Not the examples of the schema, which is sent to the page.
const key = "A0B1C2D3E4F5061728394A5B6C7D8E9F";
const password = "nine quiet herons";
const configuration = `# the meter in the hall
sources:
  - type: simulator # made up
    name: hall
    model: p1-nl
    meter:
      name: Hall
      encryptionKey: ${key}
  - type: push
    name: gate
mqtt:
  - url: mqtt://127.0.0.1:1 # nobody is there
    username: meter
    password: ${password}
broker: { enabled: false }
`;

describe.skipIf(browserPath === undefined)("the page Settings", { timeout: 240_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const open: AsyncDisposable[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
  });

  interface Visit {
    readonly gateway: RealGateway;
    readonly page: Page;
    readonly complaints: string[];
    /** Bodies of everything the gateway answered. */
    readonly answers: string[];
    readonly file: () => Promise<string>;
  }

  /** The same gateway for a reader in Germany; what is marked as English is told apart. */
  async function inGerman(gateway: RealGateway, section: string): Promise<Page> {
    const context = await browser.newContext({ locale: "de-DE", viewport: sizes.desktop });
    open.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(`${await gateway.address()}#/settings?section=${section}`);
    await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
    return page;
  }

  async function visit(section: string, environment: Readonly<Record<string, string>> = {}): Promise<Visit> {
    const gateway = await RealGateway.start({ configuration, environment });
    open.push(gateway);
    const address = await gateway.address();
    const context = await browser.newContext({ locale: "en-GB", viewport: sizes.desktop });
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
    await page.goto(`${address}#/settings?section=${section}`);
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.getByRole("navigation", { name: "Topics" }).waitFor();
    return {
      ...{ gateway, page, complaints, answers },
      file: () => readFile(join(gateway.folder, "meter2mqtt.yaml"), "utf8"),
    };
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole("button", { name: "See the change" }).click();
    const dialog = page.getByRole("dialog", { name: "What changes" });
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "hidden", timeout: 60_000 });
    await page.getByText("It is in effect.").waitFor();
  }

  const bar = (page: Page) => page.getByRole("region", { name: "Changes" });

  test("everyone can read every topic, in every size and scheme", async () => {
    const { page, complaints } = await visit("meters");
    for (const topic of ["Meters and sources", "Publishing", "Prices and tariffs", "Events", "Pages, store, log"]) {
      await page.getByRole("link", { name: topic }).click();
      const closed = page.locator("main details:not([open]) > summary");
      // All that is folded away, where there is most of it.
      while (topic === "Publishing" && (await closed.count()) > 0) await closed.first().click();
      expect(await findBarriers(page, `settings-${topic.split(" ")[0]?.toLowerCase().replace(",", "")}`)).toEqual([]);
      await page.setViewportSize(sizes.desktop);
    }
    expect(complaints).toEqual([]);
  });

  test("a change is checked as it is typed, seen as YAML, saved with its comments, and at work in the same process", async () => {
    const { page, file, gateway } = await visit("meters");
    await page.getByText("hall", { exact: true }).click();
    const speed = page.getByRole("textbox", { name: "Speed" });
    await speed.fill("0");
    await page.getByText("Above 0.").waitFor();
    await speed.fill("60x");
    await page.getByText("A number is expected.").waitFor();
    expect(await speed.inputValue()).toBe("60x");
    await speed.fill("60");
    await page.getByRole("group").filter({ hasText: "Meter" }).last().locator("summary").first().click();
    await page.getByRole("textbox", { name: "Name", exact: true }).last().fill("Attic");
    await bar(page).getByText("2 settings changed").waitFor();
    await page.getByRole("button", { name: "See the change" }).click();
    const dialog = page.getByRole("dialog", { name: "What changes" });
    await dialog.getByText("speed: 60", { exact: true }).waitFor();
    const added = dialog.locator('[data-change="added"]');
    for (const line of ["name: Attic", "speed: 60"]) expect((await added.allInnerTexts()).join(" ")).toContain(line);
    expect(await dialog.innerText()).not.toContain(key);
    await dialog.getByText("Starts again, within seconds: source hall.").waitFor();
    await dialog.getByText("Everything else goes on without a break.").waitFor();
    expect(await findBarriers(page, "settings-preview")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("It is in effect.").waitFor();
    const text = await file();
    for (const kept of [
      "# the meter in the hall",
      "# made up",
      "# nobody is there",
      `encryptionKey: ${key}`,
      "speed: 60",
    ])
      expect(text).toContain(kept);
    expect(text).toContain("name: Attic");
    await bar(page).waitFor({ state: "detached" });
    // The same program: it has said its first words once.
    await gateway.says(/the configuration has changed/);
    expect(gateway.said.match(/the configuration has changed/g)).toHaveLength(1);
    await page.goto(`${await gateway.address()}#/now`);
    await page.getByText("Attic").first().waitFor();
  });

  test("a secret is in no answer and nowhere on the page; it can be replaced and removed, and goes with its list's member", async () => {
    const { page, answers, file } = await visit("publishing");
    await page.getByText("It is set, and never shown.").waitFor();
    const replace = page.getByRole("button", { name: "Replace: Password" });
    await replace.click();
    await page.getByLabel("New: Password").fill("quite other words");
    await save(page);
    expect(await file()).toContain("password: quite other words");
    // A source before the one with the key goes: the key stays with its own.
    await page.getByRole("link", { name: "Meters and sources" }).click();
    await page.getByText("gate", { exact: true }).click();
    await page.getByRole("button", { name: "Remove Push gate" }).click();
    await page.getByText("hall", { exact: true }).click();
    await page.getByText("Meter", { exact: true }).click();
    await page.getByText("It is set, and never shown.").waitFor();
    await save(page);
    expect(await file()).toContain(`encryptionKey: ${key}`);
    await page.getByRole("button", { name: "Remove: Encryption key" }).click();
    await page.getByText("It will be removed.").waitFor();
    await save(page);
    expect(await file()).not.toContain("encryptionKey");
    expect(await file()).toContain("# made up");
    const everything = [...answers, await page.content()].join("\n");
    for (const secret of [key, password, "quite other words"]) expect(everything).not.toContain(secret);
  });

  test("what the environment sets is shown as such, and can't be changed here", async () => {
    const { page } = await visit("gateway", {
      METER2MQTT_LOG_LEVEL: "debug",
      METER2MQTT_HTTP_HOST_NAMES_0: "meter.example",
    });
    const level = page.getByLabel("Level");
    expect(await level.inputValue()).toBe("debug");
    expect(await level.isDisabled()).toBe(true);
    await page.getByText("Set by the environment variable METER2MQTT_LOG_LEVEL: change it there.").waitFor();
    await page.getByText("The environment adds to this list: METER2MQTT_HTTP_HOST_NAMES_0.").waitFor();
    expect(await page.getByRole("textbox", { name: "Port" }).isDisabled()).toBe(true);
  });

  test("what only the gateway can know is said at its setting; what was changed elsewhere is not overwritten", async () => {
    const { page, gateway, file } = await visit("meters");
    await page.getByText("hall", { exact: true }).click();
    const name = page.getByRole("textbox", { name: "Name", exact: true }).first();
    await name.fill("gate");
    await page.locator('[data-path="sources.1"]').getByRole("alert").getByText("the name `gate` is taken").waitFor();
    await page.getByRole("button", { name: "See the change" }).click();
    const dialog = page.getByRole("dialog", { name: "What changes" });
    await dialog.getByText(/line \d+/).waitFor();
    expect(await dialog.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "To the setting" }).click();
    await name.fill("porch");
    await writeFile(join(gateway.folder, "meter2mqtt.yaml"), `${await file()}log: { level: debug }\n`);
    await page.getByRole("button", { name: "See the change" }).click();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByText("was changed by someone else meanwhile", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Load it again" }).click();
    await expect.poll(() => name.inputValue()).toBe("hall");
    expect(await file()).toContain("level: debug");
    expect(await file()).not.toContain("porch");
  });

  test("what the gateway can't be started with is not taken over, and not lost; it is said in the reader's language", async () => {
    const { gateway, file } = await visit("gateway", { METER2MQTT_HTTP_PRT: "1" });
    const before = await file();
    const page = await inGerman(gateway, "gateway");
    const listen = page.getByRole("textbox", { name: "Adresse zum Lauschen" });
    await listen.fill("192.0.2.77");
    await page.getByRole("button", { name: "Änderung ansehen" }).click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByText("Die Umgebungsvariable METER2MQTT_HTTP_PRT ist keine Einstellung; ist METER2MQTT_HTTP_PORT gemeint?")
      .waitFor();
    await dialog.getByRole("button", { name: "Speichern", exact: true }).click();
    // Pages and API start twice for it.
    const why = page
      .locator("#saved")
      .getByText(/Die Seite kann auf 192\.0\.2\.77, Port \d+, nicht angeboten werden: /);
    await why.waitFor({ timeout: 60_000 });
    expect(await page.locator("#saved [lang=en]").count()).toBe(0);
    expect(gateway.said).toContain("The page can't be served on 192.0.2.77");
    expect(await file()).toBe(before);
    expect(await listen.inputValue()).toBe("192.0.2.77");
    await page.getByRole("button", { name: "Verwerfen" }).click();
    expect(await listen.inputValue()).toBe("");

    await writeFile(join(gateway.folder, "meter2mqtt.yaml"), `${before}log: { level: loud }\n`);
    gateway.reread();
    await gateway.says(/the changed configuration is refused/);
    const refused = page.getByText(/Zeile \d+: Bei log\.level: Dort steht „loud“\. Möglich sind: trace, debug, /);
    await expect
      .poll(
        () =>
          page
            .reload()
            .then(
              () => refused.waitFor({ timeout: 5000 }),
              () => undefined,
            )
            .then(
              () => true,
              () => false,
            ),
        { timeout: 60_000 },
      )
      .toBe(true);
    await page.getByText("Die letzte Änderung der Datei wurde nicht übernommen", { exact: false }).waitFor();
    await writeFile(join(gateway.folder, "meter2mqtt.yaml"), `${before}log: [\n`);
    await page.reload();
    await page.getByText(/Spalte \d+: Das ist kein YAML\. /).waitFor();
    expect(await page.locator("main [lang=en]").count()).toBe(0);
  });

  test("settings are found by their names and explanations, members are added by their kind", async () => {
    const { page, file } = await visit("meters");
    await page.getByLabel("Search the settings").fill("discovery prefix");
    await page.getByText("1 group found").waitFor();
    await page.getByRole("textbox", { name: "Discovery prefix" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Client certificate" }).count()).toBe(0);
    await page.getByRole("link", { name: "Publishing" }).click();
    await page.getByRole("button", { name: "Add: Sink" }).click();
    await page.getByRole("button", { name: "Files", exact: true }).click();
    await page
      .getByRole("button", { name: /more settings/ })
      .last()
      .click();
    await page.getByRole("checkbox", { name: "event" }).check();
    await page.getByText("holds readings only", { exact: false }).last().waitFor();
    await page.getByLabel("Format", { exact: true }).selectOption("jsonl");
    await page.getByText("Beginning of the names").waitFor();
    await save(page);
    expect(await file()).toMatch(/sinks:\n +- type: files\n +kinds:\n +- reading\n +- event\n +format: jsonl\n/);
  });

  test("a backup of amsreader-firmware is read, shown with what is left out, and taken over", async () => {
    const { gateway, page, answers, file, complaints } = await visit("backup");
    const lines = ["amsconfig", "version v2.4.1", "mqttHost 127.0.0.1", "mqttPort 1", "mqttUsername meter"];
    const secrets = [`mqttPassword ${password}`, `meterEncryptionKey ${key}`];
    const more = [
      "mqttPublishTopic ams",
      "mqttPayloadFormat 3",
      "meterBaud 2400",
      "meterParity 8E1",
      "meterMainFuse 63",
      "gpioHanPin 5",
    ];
    const buffer = Buffer.from([...lines, ...secrets, ...more].join("\n"));
    await page.getByLabel("Backup file").setInputFiles({ name: "ams.cfg", mimeType: "", buffer });
    await page.getByLabel("Where is the meter plugged in now?").fill("/dev/ttyUSB7");
    await page.getByRole("button", { name: "Read the backup" }).click();
    await page.getByRole("region", { name: "What it becomes" }).waitFor();
    await page.getByText("mainFuse: 63", { exact: false }).waitFor();
    await page.getByRole("heading", { name: "What is left out" }).waitFor();
    expect(await findBarriers(page, "settings-backup")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.getByRole("button", { name: "Take it over" }).click();
    await save(page);
    const text = await file();
    expect(text).toContain("# the meter in the hall");
    for (const taken of ["/dev/ttyUSB7", "mainFuse: 63", "publishTopic: ams"]) expect(text).toContain(taken);
    expect(text.match(new RegExp(key, "g"))).toHaveLength(2);
    const everything = [...answers, await page.content()].join("\n");
    for (const secret of [key, password]) expect(everything).not.toContain(secret);
    // Sources and brokers change; the pages stay where they are.
    expect(complaints).toEqual([]);

    const german = await inGerman(gateway, "backup");
    await german
      .getByLabel("Sicherungsdatei")
      .setInputFiles({ name: "ams.cfg", mimeType: "", buffer: Buffer.from("?") });
    await german.getByRole("button", { name: "Sicherung lesen" }).click();
    await german.getByText("Die erste Zeile ist nicht `amsconfig`").waitFor();
    const odd = Buffer.from([...lines, "meterInvert true", "gpioHanPin 5", "colour blue", "priceEnabled 1"].join("\n"));
    await german.getByLabel("Sicherungsdatei").setInputFiles({ name: "ams.cfg", mimeType: "", buffer: odd });
    await german.getByRole("button", { name: "Sicherung lesen" }).click();
    for (const said of [
      "Die Firmware hat das Signal umgekehrt",
      "Platine, Anschlüsse und Sensoren: Es gibt keine Platine.",
      "Zeile 8, colour: Diese Einstellung ist nicht bekannt.",
      "Woher die Preise kommen: Der eigene Dienst der Firmware antwortet nur der Firmware.",
      "MQTT-Broker: mqtt://127.0.0.1",
      "Benutzer beim Broker: meter",
    ])
      await german.getByText(said).waitFor();
    expect(await german.locator("main [lang=en]").count()).toBe(0);
  });

  test("a first password is set, users and tokens are made and taken away", async () => {
    const { page, complaints } = await visit("access");
    await page.getByRole("heading", { name: "No password is set" }).waitFor();
    expect(await findBarriers(page, "settings-access-open")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.getByLabel("User").fill("anna");
    await page.getByLabel("New password, at least 10 characters").fill("long enough for a test");
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("you", { exact: true }).waitFor();
    await page.getByText("Add a user").click();
    await page.getByLabel("User", { exact: true }).fill("bo");
    await page.locator("details").getByLabel("New password, at least 10 characters").fill("also long enough for it");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByLabel("Role of bo").waitFor();
    await page.getByLabel("What is it for?").fill("charger");
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByText("Copy it now").waitFor();
    expect(await findBarriers(page, "settings-access")).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.getByRole("button", { name: "Revoke charger" }).click();
    await page.getByText("None yet.").waitFor();
    expect(await page.getByText("Copy it now").count()).toBe(0);
    await page.getByRole("button", { name: "Remove bo" }).click();
    await expect.poll(() => page.getByLabel("Role of bo").count()).toBe(0);
    // The last one who may change something stays.
    await page.getByLabel("Role of anna").selectOption("viewer");
    await page.getByRole("alert").filter({ hasText: /admin/ }).waitFor();
    await page.getByLabel("Language").selectOption({ label: "Svenska" });
    await page.getByLabel("Roll för anna").selectOption("viewer");
    await page.getByRole("alert").getByText("anna är den enda med rollen admin").waitFor();
    const own = page.locator("form").filter({ has: page.getByLabel("Nuvarande lösenord") });
    await own.getByLabel("Nuvarande lösenord").fill("not the one that it is");
    await own.getByLabel("Nytt lösenord, minst 10 tecken").fill("another that is long enough");
    await own.getByRole("button", { name: "Byt lösenord" }).click();
    await page.getByRole("alert").getByText("Det nuvarande lösenordet är fel.").waitFor();
    expect(await page.getByRole("alert").locator("[lang=en]").count()).toBe(0);
    // The live stream ends with the right to see it, and begins anew with the new one.
    expect(complaints.filter((words) => !/403|409|INCOMPLETE/.test(words))).toEqual([]);
  });
});
