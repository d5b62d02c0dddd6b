/// <reference lib="dom" />

/** What the page has noted down about itself; times in milliseconds since navigation started. */
export interface Noted {
  /** When the meter's power stood on the page; absent until then. */
  readonly shownAt?: number;
  readonly longTasks: readonly { readonly start: number; readonly end: number }[];
  readonly shifts: readonly { readonly at: number; readonly value: number; readonly what: string }[];
  /** When each frame began. */
  readonly frames: readonly number[];
  readonly now: number;
}

declare global {
  interface Window {
    noted?: () => Noted;
  }
}

/** Runs in the page, before any of its own scripts; nothing from outside this function is there. */
export function watchPage(): void {
  let shownAt: number | undefined;
  const longTasks: { start: number; end: number }[] = [];
  const shifts: { at: number; value: number; what: string }[] = [];
  const frames: number[] = [];
  const follow = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  follow("longtask", ({ startTime, duration }) => {
    longTasks.push({ start: startTime, end: startTime + duration });
  });
  follow("layout-shift", (entry) => {
    const { value = 0, sources = [] } = entry as { value?: number; sources?: { node: Node | null }[] };
    const names = sources.map(({ node }) => (node instanceof Element ? node.outerHTML : (node?.nodeName ?? "?")));
    shifts.push({ at: entry.startTime, value, what: names.map((name) => name.slice(0, 80)).join(" | ") });
  });
  const frame = (at: number) => {
    frames.push(at);
    if (shownAt === undefined && document.querySelector("[data-testid=power][data-watts]") !== null) shownAt = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.noted = () => ({
    ...(shownAt === undefined ? {} : { shownAt }),
    ...{ longTasks, shifts, frames, now: performance.now() },
  });
}
