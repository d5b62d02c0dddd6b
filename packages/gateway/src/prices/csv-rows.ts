/**
 * Rows of CSV (RFC 4180) by the names in its first line. Cells may stand in double quotes, with `""` for one of them; blanks
 * around names are no part of them. A line that has fewer cells than names lacks the last ones.
 */
export function parseCsv(text: string, separator: string): Readonly<Record<string, string>>[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const [head, ...rest] = lines.filter((line) => line.trim() !== "");
  if (head === undefined) return [];
  const names = cellsOf(head, separator).map((name) => name.trim());
  return rest.map((line) => {
    const cells = cellsOf(line, separator);
    return Object.fromEntries(
      names.flatMap((name, index) => (cells[index] === undefined ? [] : [[name, cells[index]]])),
    );
  });
}

/** Prices and rates have no line breaks in their cells. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    const sign = line[index] ?? "";
    if (isQuoted && sign === '"' && line[index + 1] === '"') {
      cell += '"';
      index++;
    } else if (sign === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell];
}
