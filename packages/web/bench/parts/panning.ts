import type { Page } from "playwright-core";
import { notedBy } from "./first-look.ts";

export interface Panning {
  /** Milliseconds from frame to frame while the chart moved, sorted. */
  readonly frames: readonly number[];
  readonly longestTaskMs: number;
}

const drags = 6;
const stepsOfDrag = 40;
const turnsOfWheel = 12;

/** Drags the chart of 24 hours into the past and back, zooms in at the middle, drags through the hours and zooms out. */
export async function panDay(page: Page): Promise<Panning> {
  await Promise.all([
    page.waitForResponse(/\/power\?/),
    page.getByRole("button", { name: "24 h", exact: true }).click(),
  ]);
  const plot = page.locator(".u-over");
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the chart has no place");
  const y = box.y + box.height / 2;
  const left = box.x + box.width * 0.1;
  const right = box.x + box.width * 0.9;
  const before = await notedBy(page);
  const drag = async (from: number, to: number) => {
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move(to, y, { steps: stepsOfDrag });
    await page.mouse.up();
  };
  const turn = async (way: number) => {
    await page.mouse.move(box.x + box.width / 2, y);
    await page.keyboard.down("Shift");
    for (let i = 0; i < turnsOfWheel; i++) await page.mouse.wheel(0, way * 100);
    await page.keyboard.up("Shift");
  };
  await drag(left, right);
  await drag(right, left);
  await turn(-1);
  for (let i = 0; i < drags; i++) await drag(left, right);
  await turn(1);
  const after = await notedBy(page);
  const begins = after.frames.filter((at) => at >= before.now);
  const frames = begins.slice(1).map((at, i) => at - (begins[i] ?? at));
  const tasks = after.longTasks.filter(({ end }) => end >= before.now).map(({ start, end }) => end - start);
  return { frames: frames.sort((a, b) => a - b), longestTaskMs: Math.max(0, ...tasks) };
}
