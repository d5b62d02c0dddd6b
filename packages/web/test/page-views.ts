import { join } from "node:path";
import type { Page } from "playwright-core";
import { pictures, sizes } from "./browser.ts";

const schemes = ["light", "dark"] as const;

/** A picture of the whole page in every size and scheme, into PAGE_PICTURES; answers the views in which it is wider than the screen. */
export async function pictureViews(page: Page, name: string): Promise<string[]> {
  const tooWide: string[] = [];
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Charts follow the size and the colours with the next frame.
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
      if (width > viewport.width) tooWide.push(`${name} ${size}: ${width} px`);
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.setViewportSize(sizes.desktop);
  return tooWide;
}
