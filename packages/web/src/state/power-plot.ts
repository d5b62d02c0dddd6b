import UPlot from "uplot";
import { type PowerPoint, toLine } from "./history.ts";
import { followGestures, type Gestures } from "./plot-gestures.ts";
import type { View } from "./power-view.ts";
import { TokenColours } from "./token-colours.ts";

export interface PlotOptions {
  readonly clock: (at: number) => string;
  readonly watts: (watts: number) => string;
  /** The point below the pointer, or none. */
  readonly pointed: (point: PowerPoint | undefined) => void;
  /** The reader wants to look elsewhere. */
  readonly gestures: Gestures;
}

export interface PlotView {
  readonly points: readonly PowerPoint[];
  readonly view: View;
  /** Not up to date: drawn grey. */
  readonly old: boolean;
}

export interface PowerPlot {
  show(view: PlotView): void;
  destroy(): void;
}

/** Above zero in the colour of import, below in that of export: a gradient with a hard step at zero. */
function splitAtZero(plot: UPlot, above: string, below: string): CanvasGradient | string {
  const { top, height } = plot.bbox;
  if (!Number.isFinite(top) || height <= 0) return above;
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
  const zero = Math.min(1, Math.max(0, (plot.valToPos(0, "y", true) - top) / height));
  gradient.addColorStop(0, above);
  gradient.addColorStop(zero, above);
  gradient.addColorStop(zero, below);
  gradient.addColorStop(1, below);
  return gradient;
}

/** Zero is always in sight, and a flat line is not blown up into mountains. */
function wattRange(_plot: UPlot, lowest: number | null, highest: number | null): UPlot.Range.MinMax {
  const top = Math.max(highest ?? 0, 0);
  const bottom = Math.min(lowest ?? 0, 0);
  const margin = Math.max((top - bottom) * 0.08, 50);
  return [bottom < 0 ? bottom - margin : 0, top + margin];
}

interface PlotColours {
  readonly above: string;
  readonly below: string;
  readonly washAbove: string;
  readonly washBelow: string;
}

const freshColours: PlotColours = {
  above: "--import",
  below: "--export",
  washAbove: "--import-wash",
  washBelow: "--export-wash",
};

const oldColours: PlotColours = {
  above: "--ink-old",
  below: "--ink-old",
  washAbove: "--unknown-wash",
  washBelow: "--unknown-wash",
};

interface Paint {
  readonly tokens: TokenColours;
  readonly colours: () => PlotColours;
}

function createOptions(element: HTMLElement, options: PlotOptions, { tokens, colours }: Paint): UPlot.Options {
  const colour = (token: string) => () => tokens.colourOf(token);
  const split = (plot: UPlot, above: string, below: string) =>
    splitAtZero(plot, tokens.colourOf(above), tokens.colourOf(below));
  const axis: UPlot.Axis = {
    stroke: colour("--ink-soft"),
    font: `12px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: Math.max(element.clientWidth, 1),
    height: Math.max(element.clientHeight, 1),
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    scales: { x: { time: true, auto: false }, y: { range: wattRange } },
    axes: [
      // Room for a time of twelve hours with AM or PM.
      { ...axis, space: 80, size: 30, values: (_plot, splits) => splits.map((at) => options.clock(at * 1000)) },
      { ...axis, space: 40, size: axisWidth, values: (_plot, splits) => splits.map((watts) => options.watts(watts)) },
    ],
    series: [
      {},
      {
        width: 1.75,
        // A single value is no line yet.
        points: { show: (plot) => plot.data[0].length === 1, size: 7 },
        stroke: (plot) => split(plot, colours().above, colours().below),
        fill: (plot) => split(plot, colours().washAbove, colours().washBelow),
        fillTo: 0,
      },
    ],
    hooks: { setCursor: [(plot) => options.pointed(pointAt(plot))] },
  };
}

/** Room for the longest label, in CSS pixels: 12 px digits are about 7 px wide. Tens of kilowatts, and a minus, fit at once, so that nothing moves when they come. */
function axisWidth(_plot: UPlot, values: string[] | null): number {
  const longest = Math.max(7, ...(values ?? []).map((value) => value.length));
  return longest * 7 + 16;
}

function pointAt(plot: UPlot): PowerPoint | undefined {
  const { idx } = plot.cursor;
  if (idx === null || idx === undefined) return undefined;
  const at = plot.data[0][idx];
  const watts = plot.data[1]?.[idx];
  return at === undefined || watts === null || watts === undefined ? undefined : [Math.round(at * 1000), watts];
}

/** Draws net power into `element`, and follows its size and the colour scheme. */
export function createPowerPlot(element: HTMLElement, options: PlotOptions): PowerPlot {
  let colours = freshColours;
  const tokens = new TokenColours(element);
  const plot = new UPlot(createOptions(element, options, { tokens, colours: () => colours }), [[], []], element);
  let shown: readonly PowerPoint[] = [];
  let data: UPlot.AlignedData = [[], []];
  const stopGestures = followGestures(plot.over, options.gestures);
  const sizes = new ResizeObserver(() => {
    plot.setSize({ width: Math.max(element.clientWidth, 1), height: Math.max(element.clientHeight, 1) });
  });
  sizes.observe(element);
  const stopTokens = tokens.follow(() => plot.redraw());
  const draw = ({ points, view, old }: PlotView) => {
    colours = old ? oldColours : freshColours;
    // Panning changes the view many times a second, and the points seldom.
    if (points !== shown) {
      shown = points;
      const line = toLine(points);
      data = [line.times, line.watts];
    }
    plot.batch(() => {
      if (plot.data !== data) plot.setData(data, false);
      plot.setScale("x", { min: view.from / 1000, max: view.to / 1000 });
    });
  };
  const frames = oncePerFrame(draw);
  return {
    show: frames.ask,
    destroy() {
      frames.stop();
      stopGestures();
      sizes.disconnect();
      stopTokens();
      plot.destroy();
    },
  };
}

/** A mouse moves more often than the screen shows: the latest of what is asked for is drawn, once for each frame. */
function oncePerFrame<T>(draw: (wanted: T) => void): { readonly ask: (wanted: T) => void; readonly stop: () => void } {
  let latest: T;
  let frame: number | undefined;
  return {
    ask(wanted) {
      latest = wanted;
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        draw(latest);
      });
    },
    stop() {
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}
