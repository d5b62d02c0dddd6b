function columnOf(row: unknown, column: string): unknown {
  return typeof row === "object" && row !== null
    ? Object.entries(row).find(([name]) => name === column)?.[1]
    : undefined;
}

/** Columns of a row that came from the driver; undefined where one is missing or no number. */
export function numbersOf(row: unknown, ...columns: readonly string[]): (number | undefined)[] {
  return columns.map((column) => {
    const value = columnOf(row, column);
    return typeof value === "number" ? value : undefined;
  });
}

/** A column of a row that came from the driver; undefined where it is missing or no text. */
export function textOf(row: unknown, column: string): string | undefined {
  const value = columnOf(row, column);
  return typeof value === "string" ? value : undefined;
}

/** A column of a row that came from the driver; undefined where it is missing or no blob. */
export function octetsOf(row: unknown, column: string): Uint8Array | undefined {
  const value = columnOf(row, column);
  return value instanceof Uint8Array ? value : undefined;
}
