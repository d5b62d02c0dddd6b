import type { DecimalSign } from "./amounts.ts";
import type { Delimiter } from "./csv-rows.ts";
import type { EnergyDirection } from "./outside-interval.ts";
import type { TimeForm } from "./written-times.ts";

/** Names that one column has in the languages and versions of a layout; or its number, counted from 1. */
export type ColumnNames = readonly string[] | number;

/** What a cell of the status column says of an amount; `missing`: there is none, whatever the amount's cell holds. */
export type WrittenQuality = "measured" | "estimated" | "missing";

/** A column with amounts. */
export interface AmountColumn {
  readonly names: ColumnNames;
  /** `column`: the direction's column says it, row by row; `given`: nothing in the file does, the user must. */
  readonly direction: EnergyDirection | "column" | "given";
}

/** How a CSV file is laid out. */
export interface CsvLayout {
  readonly id: string;
  /** Whose file it is, and where its user gets it. */
  readonly about: string;
  readonly delimiters: readonly Delimiter[];
  readonly decimal: DecimalSign;
  /** IANA zone of times that say no offset. */
  readonly zone: string;
  readonly timeForm: TimeForm;
  /** One column with date and time, or two. */
  readonly time: readonly ColumnNames[];
  /** Whether the time is where an interval starts or ends. */
  readonly timeIs: "start" | "end";
  /** Where the other end of the interval stands, in as many columns as the time. */
  readonly otherEnd?: readonly ColumnNames[];
  readonly meterId?: ColumnNames;
  /** All that the header has are read; one at least must be there. */
  readonly amounts: readonly AmountColumn[];
  /** Amounts of intervals, or a register's standings at the time: then the differences are the amounts. */
  readonly values: "amounts" | "standings";
  /** A column that says Wh or kWh in every row, or the unit of all. */
  readonly unit: { readonly names: ColumnNames } | "Wh" | "kWh";
  /** Words in lower case; rows with other words are of other registers, and are left out. */
  readonly direction?: { readonly names: ColumnNames; readonly words: Readonly<Record<string, EnergyDirection>> };
  /** Words in lower case; an unknown one counts as `estimated`, no status as `measured`. */
  readonly quality?: { readonly names: ColumnNames; readonly words: Readonly<Record<string, WrittenQuality>> };
  /** Length of an interval where the times of a single row can't say it. */
  readonly lengthMs?: number;
}
