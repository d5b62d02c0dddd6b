import type { Browser, Page } from "playwright-core";
import { type Noted, watchPage } from "./page-probe.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** No long task for so long: the page has come to rest. */
const quietMs = 1000;
const patienceMs = 120_000;

export interface FirstLook {
  /** From navigation until the power is shown and the last long task before a second without one is over. */
  readonly interactiveMs: number;
  readonly shift: number;
  /** Where the page shifted, for people. */
  readonly shifted: readonly string[];
}

/** A page in a browser context of its own, whose cache is empty. */
export async function openPage(browser: Browser, viewport: Size): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", viewport });
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  return page;
}

export async function notedBy(page: Page): Promise<Noted> {
  const noted = await page.evaluate(() => window.noted?.());
  if (noted === undefined) throw new Error("the page does not watch itself");
  return noted;
}

/** Opens Now, and looks at it until `watchedMs` after it was shown. */
export async function firstLook(page: Page, address: string, watchedMs: number): Promise<FirstLook> {
  await page.goto(address);
  const noted = await until(page, isAtRest);
  const interactiveMs = Math.max(noted.shownAt ?? 0, ...longTasksBeforeRest(noted).map(({ end }) => end));
  const { shifts } = await until(page, ({ now }) => now > (noted.shownAt ?? 0) + watchedMs);
  return {
    interactiveMs,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    shifted: shifts.map(({ at, value, what }) => `${value.toFixed(4)} at ${at.toFixed(0)} ms: ${what}`),
  };
}

async function until(page: Page, isEnough: (noted: Noted) => boolean): Promise<Noted> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const noted = await notedBy(page);
    if (isEnough(noted)) return noted;
    if (Date.now() > end) throw new Error(`the page did not come to it in ${patienceMs / 1000} s`);
    await page.waitForTimeout(100);
  }
}

function isAtRest(noted: Noted): boolean {
  const last = longTasksBeforeRest(noted).at(-1)?.end ?? 0;
  return noted.shownAt !== undefined && noted.now - Math.max(noted.shownAt, last) > quietMs;
}

/** Those up to the first quiet second after the power was shown: what live readings take later is not the load's. */
function longTasksBeforeRest({ shownAt = 0, longTasks }: Noted): Noted["longTasks"] {
  let rest = shownAt;
  const before: { start: number; end: number }[] = [];
  for (const task of longTasks) {
    if (task.start > rest + quietMs) break;
    before.push(task);
    rest = Math.max(rest, task.end);
  }
  return before;
}
