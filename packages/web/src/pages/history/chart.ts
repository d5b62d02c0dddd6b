import type { Bar, PartName } from "./series.ts";

/* Where things stand in the chart, in pixels. */

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Room for the numbers at the left. */
  readonly left: number;
  readonly top: number;
  /** Room for the names below. */
  readonly bottom: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnPart extends Box {
  readonly name: PartName;
}

export interface DrawnBar {
  readonly bar: Bar;
  /** The whole column, to point at. */
  readonly column: Box;
  readonly parts: readonly DrawnPart[];
  readonly compared: Box | undefined;
  /** Above the bar, where its marks stand. */
  readonly top: number;
  /** The middle of the bar itself, beside the compared one, and its width. */
  readonly middle: number;
  readonly width: number;
}

export interface Tick {
  readonly value: number;
  readonly y: number;
}

export interface Chart {
  readonly bars: readonly DrawnBar[];
  readonly ticks: readonly Tick[];
  /** From one line of the axis to the next; 0 where there is one alone. */
  readonly step: number;
  readonly zero: number;
  /** Every how many bars a name stands below. */
  readonly labelEvery: number;
}

/** So wide is the name of a bar at least, with what is beside it. */
const labelWidths = { short: 24, long: 52 } as const;

/** Lays the bars out. `longNames`: those below the bars are not just numbers. */
export function layOut(bars: readonly Bar[], size: ChartSize, longNames: boolean): Chart {
  const { width, height, left, top, bottom } = size;
  const values = bars
    .flatMap(({ known, compared }) => [known?.value, compared?.value])
    .filter((one) => one !== undefined);
  const { low, high, step } = axisOf(Math.min(0, ...values), Math.max(0, ...values));
  const plot = height - top - bottom;
  const toY = (value: number) => top + plot * (1 - (value - low) / (high - low));
  const slot = (width - left) / Math.max(1, bars.length);
  const ticks: Tick[] = [];
  // Where nothing is known, or all of it is 0, there is no measure but zero.
  const isFlat = values.every((value) => value === 0);
  for (let n = Math.round(low / step); n * step <= high + step / 2; n++)
    if (n === 0 || !isFlat) ticks.push({ value: n * step, y: toY(n * step) });
  const wanted = labelWidths[longNames ? "long" : "short"];
  return {
    ...{ ticks, step: isFlat ? 0 : step },
    zero: toY(0),
    labelEvery: Math.max(1, Math.ceil(wanted / slot)),
    bars: bars.map((bar, index) => drawBar(bar, { x: left + index * slot, slot, toY, column: { top, plot } })),
  };
}

interface Slot {
  readonly x: number;
  readonly slot: number;
  readonly toY: (value: number) => number;
  readonly column: { readonly top: number; readonly plot: number };
}

function drawBar(bar: Bar, { x, slot, toY, column }: Slot): DrawnBar {
  const gap = Math.min(8, slot * 0.18);
  const room = slot - gap;
  const isCompared = bar.compared !== undefined;
  const width = Math.min(64, isCompared ? room * 0.62 : room);
  const otherWidth = Math.min(40, room * 0.38);
  const start = x + (slot - width - (isCompared ? otherWidth : 0)) / 2;
  const parts = stack(bar, { x: start, width, toY });
  return {
    bar,
    column: { x, y: column.top, width: slot, height: column.plot },
    parts,
    compared:
      bar.compared === undefined
        ? undefined
        : { x: start + width, width: otherWidth, ...upright(0, bar.compared.value, toY) },
    top: Math.min(toY(0), ...parts.map(({ y }) => y)),
    ...{ middle: start + width / 2, width },
  };
}

function stack(bar: Bar, { x, width, toY }: { x: number; width: number; toY: (value: number) => number }): DrawnPart[] {
  let from = 0;
  return (bar.known?.parts ?? []).map(({ name, value }) => {
    const part = { name, x, width, ...upright(from, from + value, toY) };
    from += value;
    return part;
  });
}

function upright(from: number, to: number, toY: (value: number) => number): { y: number; height: number } {
  const [a, b] = [toY(from), toY(to)];
  // What is there but next to nothing still shows.
  const height = from === to ? 0 : Math.max(1, Math.abs(a - b));
  return { y: to >= from ? a - height : a, height };
}

/** Ends and step of an axis in round numbers, with four to seven lines. */
export function axisOf(least: number, most: number): { low: number; high: number; step: number } {
  const span = most - least;
  if (!(span > 0)) return { low: 0, high: 1, step: 0.5 };
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  return { low: Math.floor(least / step) * step, high: Math.ceil(most / step) * step, step };
}

/** Which bar a pointer is over; undefined beside all of them. */
export function barAt(chart: Chart, x: number): number | undefined {
  const index = chart.bars.findIndex(({ column }) => x >= column.x && x < column.x + column.width);
  return index < 0 ? undefined : index;
}
