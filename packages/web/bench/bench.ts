import type { Browser } from "playwright-core";
import { browserPath, launchBrowser, sizes } from "../test/browser.ts";
import { firstLook, openPage } from "./parts/first-look.ts";
import { panDay } from "./parts/panning.ts";
import { longestTaskOf } from "./parts/processor-time.ts";
import { quantile, type Row, reportOf } from "./parts/report.ts";
import { StoredDay } from "./parts/stored-day.ts";

/*
 * What the page Now takes: time to interactive with an empty cache, how far things jump while it fills, and the frames while
 * a day of readings a second is panned. The program as a user runs it, and Chromium without a screen.
 */
const root = process.cwd();
const looks = 3;
const watchedMs = 10_000;

if (browserPath === undefined) console.error("The pages are measured in Chromium, which is not installed here.");
else console.log(reportOf(await measurePages()));

async function measurePages(): Promise<Row[]> {
  const day = await StoredDay.make(root);
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const address = await day.address();
    const rows: Row[] = [];
    for (const size of ["phone", "desktop"] as const) rows.push(...(await measureSize(browser, address, size)));
    return rows;
  } finally {
    await browser?.close();
    await day[Symbol.asyncDispose]();
  }
}

async function measureSize(browser: Browser, address: string, size: "phone" | "desktop"): Promise<Row[]> {
  const times: number[] = [];
  let shift = 0;
  for (let look = 1; ; look++) {
    const page = await openPage(browser, sizes[size]);
    const seen = await firstLook(page, address, watchedMs);
    times.push(seen.interactiveMs);
    shift = Math.max(shift, seen.shift);
    for (const place of seen.shifted) console.error(`${size}: shifted by ${place}`);
    if (look === looks) {
      const { result, processorMs } = await longestTaskOf(browser, page, () => panDay(page));
      const { frames, longestTaskMs } = result;
      await page.context().close();
      const taken = `${frames.length} frames`;
      return [
        row(size, "time to interactive, median", quantile(sorted(times), 0.5), { note: `of ${looks}, empty cache` }),
        row(size, "layout shift in 10 s, most", shift, { unit: "", digits: 4, aim: 0 }),
        row(size, "frame while panning, median", quantile(frames, 0.5), { aim: 17, digits: 1, note: taken }),
        row(size, "frame while panning, 95th percentile", quantile(frames, 0.95), { aim: 34, digits: 1 }),
        row(size, "frame while panning, longest", frames.at(-1) ?? Number.NaN, { aim: 50, digits: 1 }),
        row(size, "longest task while panning", longestTaskMs, { note: "0: none of 50 ms or more" }),
        row(size, "the most processor time of a task", processorMs, { aim: 50, digits: 1 }),
      ];
    }
    await page.context().close();
  }
}

function row(size: string, what: string, figure: number, rest: Partial<Row>): Row {
  return { what: `${size}: ${what}`, figure, unit: "ms", digits: 0, ...rest };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
