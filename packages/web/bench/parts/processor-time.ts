import type { Browser, Page } from "playwright-core";

/** What Chromium notes down of one piece of work; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the processor, without the time in which other programs had it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: unknown };
}

/** The longest task that a page's own thread had while `act` ran, in milliseconds of the processor: what else the machine does is not in it. */
export async function longestTaskOf<T>(
  browser: Browser,
  page: Page,
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly processorMs: number }> {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
  const result = await act();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString("utf8"));
  return { result, processorMs: longestOf(eventsOf(trace)) };
}

function longestOf(events: readonly TraceEvent[]): number {
  const isPage = ({ name, args }: TraceEvent) => name === "thread_name" && args?.name === "CrRendererMain";
  const threads = new Set(events.filter(isPage).map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = events.filter(({ name, pid, tid }) => name.endsWith("RunTask") && threads.has(`${pid}/${tid}`));
  const longest = tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0);
  return tasks.length === 0 ? Number.NaN : longest / 1000;
}

function eventsOf(trace: unknown): TraceEvent[] {
  const events: unknown = typeof trace === "object" && trace !== null ? Reflect.get(trace, "traceEvents") : undefined;
  return Array.isArray(events) ? events.filter(isTraceEvent) : [];
}

function isTraceEvent(value: unknown): value is TraceEvent {
  return typeof value === "object" && value !== null && "name" in value && "pid" in value && "tid" in value;
}
