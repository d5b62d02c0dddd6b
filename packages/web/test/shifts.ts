import type { BrowserContext, Page } from "playwright-core";

/** Notes down what moves on each page of a context from its first frame on; for pages that are opened afterwards. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const places: string[] = [];
    Reflect.set(window, "shifted", places);
    const nameOf = (node: Node | null) =>
      `${(node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 120)}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { sources = [] } = entry as { sources?: { node: Node | null }[] };
        places.push(...sources.map(({ node }) => nameOf(node)));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What has moved so far. Moves the whole page at the end: once that is told, everything before it was. */
export async function shiftsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const mark = document.createElement("div");
    mark.style.height = "40px";
    document.body.prepend(mark);
  });
  const placesOf = () => page.evaluate((): unknown => Reflect.get(window, "shifted"));
  const isMark = (place: unknown) => typeof place === "string" && place.startsWith('<div id="app"');
  for (;;) {
    const places = await placesOf();
    if (!Array.isArray(places)) throw new Error("the page does not watch what moves");
    const mark = places.findIndex(isMark);
    if (mark >= 0) return places.slice(0, mark).map(String);
    await page.evaluate("new Promise((done) => requestAnimationFrame(done))");
  }
}
