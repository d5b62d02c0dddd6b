/** A Markdown table; `right` names the columns of numbers, from 0. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  right: readonly number[] = [],
): string {
  const rule = head.map((_, column) => (right.includes(column) ? "--:" : "---"));
  const lines = [head, rule, ...rows].map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

function escapeCell(cell: string | number): string {
  return `${cell}`.replaceAll("|", "\\|");
}
