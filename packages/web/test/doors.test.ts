import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserPath, findBarriers, launchBrowser, pictures } from "./browser.ts";
import { RealGateway } from "./real-gateway.ts";

const password = "nine blue kettles";

describe.skipIf(browserPath === undefined)("the page at the doors, with the real gateway", () => {
  let browser: Browser;
  const gateways: RealGateway[] = [];

  beforeAll(async () => {
    // The gateway takes this name for one that another machine asks for.
    browser = await launchBrowser("--host-resolver-rules=MAP meter.example 127.0.0.1");
  });
  afterAll(async () => {
    await browser?.close();
    for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
  });

  async function start(access: string): Promise<{ gateway: RealGateway; open: () => Promise<Page> }> {
    const http = `  hostNames: [meter.example]\n  access: ${access}\n`;
    const gateway = await RealGateway.start({ configuration: `${http}broker: { enabled: false }\n` });
    gateways.push(gateway);
    const outside = (await gateway.address()).replace("127.0.0.1", "meter.example");
    const open = async () => {
      const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
      await page.goto(outside);
      return page;
    };
    return { gateway, open };
  }

  const fill = async (page: Page, fields: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  };

  test("another machine sets the first password with the code of the log, and logs in and out", async () => {
    const { gateway, open } = await start("{}");
    const page = await open();
    await page.getByRole("heading", { name: "Set a password" }).waitFor();
    expect(await page.getByTestId("health").count()).toBe(0);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, "doors-set-up.png") });
    expect(await findBarriers(page, "doors-set-up")).toEqual([]);
    const labels = { code: "One-time code from the log", password: "New password, at least 10 characters" };
    await fill(page, { [labels.code]: "AAAAA-AAAAA", User: "kari", [labels.password]: password });
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("This is not the code. The gateway's log says it").waitFor();
    const code = await gateway.says(/"code":"([A-Z0-9-]{11})"/);
    await fill(page, { [labels.code]: code, [labels.password]: "password1234" });
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("This password is among the first that are tried").waitFor();
    await fill(page, { [labels.password]: password });
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByTestId("health").waitFor();
    await page.getByRole("contentinfo").getByText("kari").waitFor();
    expect(await page.evaluate("document.cookie")).toBe("");

    await page.getByTestId("power").waitFor();
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    // Nothing of the meter is left, and no way back to it.
    for (const go of [() => page.reload(), () => page.goto("about:blank"), () => page.goBack()]) {
      expect(await page.locator("body").innerText()).not.toMatch(/\d W\b/);
      await go();
    }
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    expect(await page.getByTestId("power").count()).toBe(0);
  }, 240_000);

  test("everybody may look where that is configured, and logs in to change something", async () => {
    const { gateway, open } = await start("{ viewWithoutLogin: true }");
    const code = await gateway.says(/"code":"([A-Z0-9-]{11})"/);
    const first = await open();
    const labels = { code: "One-time code from the log", password: "New password, at least 10 characters" };
    await fill(first, { [labels.code]: code, User: "kari", [labels.password]: password });
    await first.getByRole("button", { name: "Set the password" }).click();
    await first.getByTestId("health").waitFor();
    const page = await open();
    await page.getByTestId("health").waitFor();
    // What only administrators may see says so, and offers to log in; nothing leads there.
    expect(await page.getByRole("link", { name: "Set it up" }).count()).toBe(0);
    await page.evaluate(() => {
      location.hash = "#/settings";
    });
    await page.getByText("Only an administrator may see this page.").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Log in" }).click();
    await page.getByTestId("health").waitFor({ state: "detached" });
    expect(await findBarriers(page, "doors-log-in")).toEqual([]);
    await fill(page, { User: "kari", Password: "wrong" });
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("The user or the password is wrong.").waitFor();
    await fill(page, { Password: password });
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("button", { name: "Log out" }).waitFor();
    await page.getByRole("heading", { name: "Sources" }).first().waitFor();
  }, 240_000);
});
