import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";

/** Undefined where there is no browser: the tests that need one are skipped. */
export const browserPath: string | undefined = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

/** A folder for pictures of what the tests show, for people; none are taken without it. */
export const pictures: string | undefined = process.env["PAGE_PICTURES"];

export const sizes = {
  phone: { width: 360, height: 780 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 900 },
} as const;

/** Each size and each scheme once: what one breaks, the other does not hide. Pictures show all four. */
export const views = [
  { name: "desktop-light", viewport: sizes.desktop, colorScheme: "light" },
  { name: "phone-dark", viewport: sizes.phone, colorScheme: "dark" },
] as const;
const viewsOfPictures = [
  ...views,
  { name: "desktop-dark", viewport: sizes.desktop, colorScheme: "dark" },
  { name: "phone-light", viewport: sizes.phone, colorScheme: "light" },
  { name: "tablet-light", viewport: sizes.tablet, colorScheme: "light" },
] as const;

/** Of axe: whether something holds depends on size or colours. */
const rulesOfLooks = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"] as const;

/**
 * Parts of Chromium that no page sees. Its address bar has windows of its own, each drawn by a process: those and the
 * processes kept in reserve take more of a processor than a page of ours. The others ask hosts on the internet, or
 * change what a page does.
 */
const disabledFeatures = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess"],
  ...["AimEnabled", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"],
  ...["PreconnectToSearch", "Translate", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"],
  ...["DestroyProfileOnBrowserClose", "PaintHolding", "ThirdPartyStoragePartitioning", "RenderDocument"],
];

export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? "",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-gpu",
      // Of several such lists Chromium takes the last: playwright's own is in it.
      `--disable-features=${disabledFeatures.join(",")}`,
      ...more,
    ],
  });
}

/** The folder with the pages as they are served: built once for all, and anew when a source has changed since. */
export async function buildPages(): Promise<string> {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL("../../../scripts/build.mjs", import.meta.url))]);
  return fileURLToPath(new URL("../dist", import.meta.url));
}

/** What the browser complained about on a page, and its requests to other addresses than `address`. */
export function complaintsOf(page: Page, address: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(?:blob|data):/.test(request.url()))
      complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

/**
 * Looks at the page in its sizes and schemes; takes pictures where they are wanted.
 *
 * @returns what axe finds, and every view in which the page is wider than the screen; empty when all is well
 */
export async function findBarriers(page: Page, picture: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [index, { name, viewport, colorScheme }] of (pictures === undefined ? views : viewsOfPictures).entries()) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
    // Results of several frames are put together in a page of axe's own; those of a single one need not be.
    axe.setLegacyMode(page.frames().length === 1);
    // What does not depend on size and colours was found in the first view, and takes most of the time.
    const { violations } = await (index === 0 ? axe : axe.withRules([...rulesOfLooks])).analyze();
    found.push(...violations.map(({ id, nodes }) => ({ name, id, at: nodes.map((node) => node.html) })));
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    if (width > viewport.width) found.push({ name, width });
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `${picture}-${name}.png`), fullPage: true });
  }
  return found;
}
