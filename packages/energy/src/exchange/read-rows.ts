import { readAmount, shortened, unitExponent, withoutControls } from "./amounts.ts";
import type { AmountColumn, WrittenQuality } from "./csv-layout.ts";
import { csvCells } from "./csv-rows.ts";
import { ExchangeError } from "./exchange-error.ts";
import { type FoundHeader, plain } from "./find-header.ts";
import type { EnergyDirection } from "./outside-interval.ts";
import { sayOfFile } from "./sentences.ts";
import { readTime, type WrittenTime } from "./written-times.ts";

/** An amount or a standing, as one cell of a file says it. */
export interface WrittenValue extends WrittenTime {
  readonly line: number;
  /** From the interval's start to its end, as both are written: by the clock where they say no offset. */
  readonly writtenMs: number | undefined;
  readonly wh: number;
  readonly quality: "measured" | "estimated";
}

/** Values of one metering point, direction and register: what the file's order is the order of. */
export interface WrittenSeries {
  readonly meterId?: string;
  readonly direction: EnergyDirection;
  readonly values: WrittenValue[];
}

export interface WrittenRows {
  readonly series: readonly WrittenSeries[];
  /** Decimals of a kWh that the most exact amount has; absent without any. */
  readonly decimals?: number;
  /** Cells without an amount, or with a status that says there is none. */
  readonly missing: number;
  /** Rows of registers that are neither import nor export of active energy. */
  readonly otherRegisters: number;
}

/** More than any household or office has. */
const maxSeries = 200;

/** The values of a file, series by series, in the order of the file. Throws {@link ExchangeError}. */
export function readRows(lines: readonly string[], header: FoundHeader, direction?: EnergyDirection): WrittenRows {
  const reader = new RowReader(header, direction);
  for (let index = header.firstLine; index < lines.length; index++) {
    const text = lines[index] ?? "";
    if (text.trim() !== "") reader.read(text, index + 1);
  }
  return reader.rows();
}

class RowReader {
  readonly #header: FoundHeader;
  readonly #given: EnergyDirection | undefined;
  readonly #series = new Map<string, WrittenSeries>();
  readonly #words = new Map<string, string>();
  #decimals: number | undefined;
  #missing = 0;
  #otherRegisters = 0;

  constructor(header: FoundHeader, given: EnergyDirection | undefined) {
    this.#header = header;
    this.#given = given;
  }

  read(text: string, line: number): void {
    const { delimiter, columns, layout } = this.#header;
    const cells = csvCells(text, delimiter, line);
    checkWidth(cells, columns.width, delimiter, line);
    const register = this.#plain(this.#cell(cells, columns.direction));
    const exponent = unitExponent(typeof layout.unit === "string" ? layout.unit : this.#cell(cells, columns.unit));
    const words = layout.direction?.words ?? {};
    const word = Object.hasOwn(words, register) ? words[register] : undefined;
    if (exponent === undefined || (layout.direction !== undefined && word === undefined)) {
      this.#otherRegisters++;
      return;
    }
    const quality = this.#quality(cells);
    if (quality === "missing") {
      this.#missing += columns.amounts.length;
      return;
    }
    const time = readTime(columns.time.map((column) => cells[column] ?? "").join(" "), layout.timeForm, line);
    const writtenMs = this.#writtenMs(cells, time, line);
    const meterId = meterIdOf(this.#cell(cells, columns.meterId));
    for (const column of columns.amounts) {
      const wh = this.#amount(cells[column.index] ?? "", exponent, line);
      if (wh === undefined) continue;
      const direction = this.#direction(column, word);
      this.#seriesOf({ meterId, direction, register, column: column.index, line }).values.push({
        line,
        at: time.at,
        hasOffset: time.hasOffset,
        writtenMs,
        quality,
        wh,
      });
    }
  }

  rows(): WrittenRows {
    return {
      series: [...this.#series.values()],
      ...(this.#decimals === undefined ? {} : { decimals: this.#decimals }),
      missing: this.#missing,
      otherRegisters: this.#otherRegisters,
    };
  }

  /** A file has few words, and has them in every row. */
  #plain(text: string): string {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const word = plain(text);
    if (this.#words.size < maxSeries) this.#words.set(text, word);
    return word;
  }

  #cell(cells: readonly string[], column: number | undefined): string {
    return column === undefined ? "" : (cells[column] ?? "");
  }

  /** Watt-hours; undefined, and counted, where there is no amount. */
  #amount(text: string, exponent: number, line: number): number | undefined {
    if (text === "") {
      this.#missing++;
      return undefined;
    }
    const { wh, decimals } = readAmount(text, { decimal: this.#header.layout.decimal, exponent, line });
    this.#decimals = Math.max(this.#decimals ?? 0, decimals - exponent + 3);
    return wh;
  }

  #quality(cells: readonly string[]): WrittenQuality {
    const { layout, columns } = this.#header;
    if (columns.quality === undefined) return "measured";
    const word = this.#plain(cells[columns.quality] ?? "");
    if (word === "") return "measured";
    const words = layout.quality?.words ?? {};
    return Object.hasOwn(words, word) ? (words[word] ?? "estimated") : "estimated";
  }

  #writtenMs(cells: readonly string[], time: WrittenTime, line: number): number | undefined {
    const { layout, columns } = this.#header;
    const text = columns.otherEnd?.map((column) => cells[column] ?? "").join(" ") ?? "";
    if (text.trim() === "") return undefined;
    const otherEnd = readTime(text, layout.timeForm, line);
    // One with an offset and one without: the length is then told by the times that follow each other.
    if (otherEnd.hasOffset !== time.hasOffset) return undefined;
    return layout.timeIs === "start" ? otherEnd.at - time.at : time.at - otherEnd.at;
  }

  #direction(column: Pick<AmountColumn, "direction">, word: EnergyDirection | undefined): EnergyDirection {
    if (column.direction === "column") return word ?? "import";
    return column.direction === "given" ? (this.#given ?? "import") : column.direction;
  }

  #seriesOf(place: {
    readonly meterId: string | undefined;
    readonly direction: EnergyDirection;
    readonly register: string;
    readonly column: number;
    readonly line: number;
  }): WrittenSeries {
    const { meterId, direction, register, column, line } = place;
    const key = `${column} ${direction} ${register} ${meterId ?? ""}`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    if (this.#series.size >= maxSeries) {
      const said = sayOfFile("csvManySeries", { most: maxSeries });
      throw new ExchangeError("too-large", said, sayOfFile("csvFewerMeters"), line);
    }
    const series = { direction, values: [], ...(meterId === undefined ? {} : { meterId }) };
    this.#series.set(key, series);
    return series;
  }
}

/** A metering point's number, out of the formula (`="541448..."`) or the apostrophe that keeps a spreadsheet from rounding it. */
function meterIdOf(cell: string): string | undefined {
  const id = cell.replace(/^=/, "").replace(/["']/g, "").trim();
  return id === "" ? undefined : withoutControls(id.slice(0, 64));
}

/** Lines may end in empty cells. */
function checkWidth(cells: readonly string[], width: number, delimiter: string, line: number): void {
  const filled = cells.findLastIndex((cell) => cell !== "") + 1;
  if (filled <= width) return;
  const text = shortened(cells.join(delimiter));
  const said = sayOfFile("csvManyCells", { cells: filled, columns: width, text });
  const hint = sayOfFile(delimiter === "," ? "csvQuotedCommas" : "csvAsDownloaded");
  throw new ExchangeError("malformed-line", said, hint, line);
}
